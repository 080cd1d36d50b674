/**
 * Who may import whom: ARCHITECTURE.md, "Folders". Layers stand from low to high; an import goes down or stays inside.
 * Layers in one row are neighbours: they may use each other's tables.
 */
const LAYERS = [
  ['traces/format'],
  ['engine/base'],
  ['engine/ir', 'engine/deopt'],
  ['engine/eval', 'engine/bytecode'],
  ['engine/lift'],
  ['engine/passes'],
  ['engine/parallel'],
  ['engine/codegen'],
  ['engine/pipeline'],
  ['engine/service'],
  ['engine/cli'],
];

/** `engine/base` is engine/base.ts or anything below engine/base/. */
const below = (names) => `^(${names.join('|')})(/|\\.ts$)`;

/** Specs may look up: a spec of a pass reads goldens through the lifter. */
const NOT_A_SPEC = { pathNot: ['\\.spec\\.ts$', '/testing/'] };

const upward = LAYERS.slice(0, -1).map((row, k) => ({
  name: `${row.join('+')}-looks-down`,
  comment: 'An import goes down the list of layers in .dependency-cruiser.cjs.',
  severity: 'error',
  from: { path: below(row), ...NOT_A_SPEC },
  to: { path: below(LAYERS.slice(k + 1).flat()) },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-missing-modules',
      comment: 'Built files (#build, #wire) are there after set-up only.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^#(build|wire)' },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^(engine|traces|ci|reports|suites)/', pathNot: ['\\.spec\\.ts$', '/testing/'] },
      to: { path: ['\\.spec\\.ts$', '/testing/'] },
    },
    {
      name: 'product-has-no-mutants',
      comment: 'suites/mutants makes the compiler wrong on purpose: the fuzzer alone may reach it.',
      severity: 'error',
      from: { path: '^(engine|traces|ci|reports)/', pathNot: ['\\.spec\\.ts$'] },
      to: { path: '^suites/mutants/' },
    },
    {
      name: 'engine-does-not-import-suites',
      comment:
        'engine/cli is the composition root: it alone may reach suites, reports and ci; what specs share may ask ci for the python.',
      severity: 'error',
      from: { path: '^(engine|traces)/', pathNot: ['^engine/cli/', '^engine/testing/', '\\.spec\\.ts$'] },
      to: { path: '^(suites|reports|ci)/' },
    },
    {
      name: 'one-importer-of-llvm-bindings',
      severity: 'error',
      from: { path: '^(engine|suites|reports|traces)/', pathNot: ['^engine/codegen/', '\\.spec\\.ts$'] },
      to: { path: 'node_modules/llvm-bindings' },
    },
    {
      name: 'set-up-needs-nothing-installed',
      comment: 'Set-up runs before npm ci.',
      severity: 'error',
      from: { path: '^ci/.*\\.mjs$' },
      to: { dependencyTypes: ['npm', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^build/'] },
    exclude: { path: ['^build/js/', '^reports/site/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
