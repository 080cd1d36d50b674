/** Everything set-up puts in place, checked without changing anything: what `tracejit doctor` shows. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { bindingsBuilt } from './bindings.mjs';
import { buildSteps } from './build-plan.mjs';
import { aptLine, installedPackages } from './debian.mjs';
import { LOAD } from './extension.mjs';
import { launcherLinked, PATH_LINE } from './launcher-link.mjs';
import { needsLibnode, nodePrefix } from './node-headers.mjs';
import { packagesInPlace } from './packages.mjs';
import { checkPrograms, isAtLeast } from './programs.mjs';
import { findPython, MEND_PYTHON, SUPPORTED } from './python.mjs';
import { at } from './root.mjs';
import { MEND_NODE, OLDEST_NODE } from './set-up.mjs';
import { stepIsFresh } from './step.mjs';

/**
 * One thing looked at.
 * @typedef {object} Check
 * @property {'machine' | 'python' | 'packages' | 'built' | 'peers'} group
 * @property {string} name
 * @property {boolean} ok
 * @property {boolean} needed false: tracejit runs without it
 * @property {string} found what is there, in words
 * @property {string | null} mend the command that mends it; null when it is fine
 */

const SET_UP = `npm run setup (in ${at()})`;

/**
 * @param {Check['group']} group
 * @param {string} name
 * @param {boolean} ok
 * @param {string} found
 * @param {string} mend
 * @returns {Check}
 */
function check(group, name, ok, found, mend, needed = true) {
  return { group, name, ok, needed, found, mend: ok ? null : mend };
}

/** @returns {Promise<Check[]>} */
async function machine() {
  const programs = await checkPrograms();
  const missing = [...installedPackages()].filter(([, version]) => version === null).map(([name]) => name);
  const headers = `${nodePrefix()}/include/node`;
  return [
    check('machine', 'node', isAtLeast(process.versions.node, OLDEST_NODE), process.version, MEND_NODE),
    check('machine', 'node headers', existsSync(headers), headers, needsLibnode() ? aptLine(['libnode-dev']) : ''),
    ...programs.map(({ name, version, oldest, ok, mend }) =>
      check('machine', name, ok, ok ? `${version}` : `${version ?? 'missing'}, ${oldest} or newer is needed`, mend),
    ),
    check(
      'machine',
      'Debian packages',
      missing.length === 0,
      missing.length === 0 ? 'all installed' : `missing: ${missing.join(' ')}`,
      aptLine(missing),
    ),
  ];
}

/** @param {import('./python.mjs').Python} python */
function pythonChecks(python) {
  return [
    check('python', `CPython ${SUPPORTED}`, true, `${python.version} ${python.path}`, ''),
    check(
      'python',
      'optimised build (PGO)',
      python.pgo,
      python.pgo ? 'yes' : 'no: comparisons with this python flatter tracejit',
      'build CPython with --enable-optimizations',
      false,
    ),
  ];
}

/** @param {string[]} refusals */
function noPython(refusals) {
  return check('python', `CPython ${SUPPORTED}`, false, refusals.join('; ') || 'none found', MEND_PYTHON);
}

function packageChecks() {
  const linked = launcherLinked();
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = folders.some((folder) => existsSync(`${folder}/tracejit`));
  return [
    check(
      'packages',
      'npm packages',
      packagesInPlace(),
      packagesInPlace() ? 'as locked' : 'missing or not as locked',
      SET_UP,
    ),
    check('packages', 'llvm-bindings', bindingsBuilt(), bindingsBuilt() ? 'compiled' : 'not compiled', SET_UP),
    check('packages', 'command', linked, linked ? at('node_modules/.bin/tracejit') : 'not linked', SET_UP),
    check('packages', 'command on PATH', onPath, onPath ? 'yes' : 'no', PATH_LINE, false),
  ];
}

/** @param {import('./python.mjs').Python} python */
function builtChecks(python) {
  const steps = buildSteps(python).map((step) => {
    const fresh = stepIsFresh(step);
    const there = step.outputs.every((output) => existsSync(output));
    return check(
      'built',
      step.name,
      fresh,
      fresh ? 'up to date' : there ? 'older than its sources' : 'not built',
      SET_UP,
    );
  });
  return [...steps, loadsInPython(python), loadsInNode()];
}

/**
 * The extension in a python of its own: a broken build must not end the doctor.
 * @param {import('./python.mjs').Python} python
 */
function loadsInPython(python) {
  return loads('extension loads', python.path, ['-I', '-c', LOAD]);
}

function loadsInNode() {
  const program = "require('llvm-bindings'); require('./build/native/tracejit_llvm.node')";
  return loads('add-on loads', process.execPath, ['-e', program]);
}

/**
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 */
function loads(name, program, args) {
  const child = spawnSync(program, args, { cwd: at(), encoding: 'utf8', env: { ...process.env, TRACEJIT: 'off' } });
  const reason =
    child.stderr
      ?.trim()
      .split('\n')
      .filter((line) => /Error/.test(line))
      .pop() ?? `ended by ${child.signal ?? child.status}`;
  return check('built', name, child.status === 0, child.status === 0 ? 'yes' : reason, SET_UP);
}

function peers() {
  const pypy = spawnSync('pypy3', ['-c', 'import platform; print(platform.python_version())'], { encoding: 'utf8' });
  const there = pypy.status === 0;
  return [
    check(
      'peers',
      'pypy3',
      there,
      there ? `speaks Python ${pypy.stdout.trim()}` : 'missing: bench leaves it out',
      aptLine(['pypy3']),
      false,
    ),
  ];
}

/**
 * Looks at the whole toolchain.
 * @returns {Promise<Check[]>}
 */
export async function checkToolchain() {
  const { python, refusals } = findPython();
  return [
    ...(await machine()),
    ...(python ? pythonChecks(python) : [noPython(refusals)]),
    ...packageChecks(),
    ...(python ? builtChecks(python) : []),
    ...peers(),
  ];
}
