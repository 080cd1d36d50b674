/** Every divergence that was ever found stays mended. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rig } from '../oracle/rig.ts';
import { HeaderError } from '../oracle/script-header.ts';
import { casesIn, checkCase, type RegressCase } from './check-case.ts';
import { caseFolder, saveCase } from './saved-case.ts';

const CASES = casesIn(caseFolder());

const SAVED = {
  configuration: 'threshold-7',
  divergence: { channel: 'stdout', kind: 'line', where: 'line 1', expected: '1', actual: '2' },
  source: 'print(1)\n',
  blame: { region: 2, passes: ['gvn'] },
  native: true,
  foundBy: 'tracejit reduce',
  replay: 'tracejit reduce x.py',
} as const;

describe('saved cases', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-regress-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are kept with what they check in their head, and read again', () => {
    const path = saveCase(folder, SAVED);
    assert.equal(saveCase(folder, SAVED), path);
    assert.match(path, /stdout-line-[0-9a-f]{8}\.py$/);
    const head = [
      '# checks: stdout: line (found by tracejit reduce)',
      '# native: required',
      '# configuration: threshold-7',
      '# blame: region 2; right without the pass gvn',
      '# replay: tracejit reduce x.py',
    ];
    assert.equal(readFileSync(path, 'utf8'), `${head.join('\n')}\n\nprint(1)\n`);
    assert.equal(casesIn(folder)[0]?.configuration.name, 'threshold-7');
    saveCase(folder, { ...SAVED, native: false, source: 'print(2)\n' });
    assert.deepEqual(
      casesIn(folder)
        .map(({ native }) => native)
        .toSorted(),
      ['optional', 'required'],
    );
  });

  it('must be there, and say in which configuration they were found', () => {
    assert.throws(() => casesIn(folder), HeaderError);
    writeFileSync(join(folder, 'a.py'), '# checks: x\n# native: required\n# configuration: quickest\n');
    assert.throws(() => casesIn(folder), /a\.py: no "# configuration:" line with a known name/);
  });
});

describe('saved cases (starts python)', function () {
  this.timeout(60_000);
  const rig = new Rig(null);
  const observer = rig.warm();
  after(() => rig.close());

  for (const each of CASES) it(`${each.name}: ${each.checks}`, () => checkCase(each, observer));

  it('fail when nothing runs natively that should', async () => {
    const [first] = CASES as [RegressCase];
    await assert.rejects(checkCase({ ...first, source: 'RESULTS = [1]\n' }, observer), /nothing ran natively/);
    await checkCase({ ...first, native: 'optional', source: 'RESULTS = [1]\n' }, observer);
  });

  it('fail under a compiler that is wrong', async () => {
    const wrong = new Rig('range-sign-ignored');
    try {
      const found = CASES.find(({ name }) => name === 'for-iter-resumes');
      assert.ok(found);
      await assert.rejects(checkCase(found, wrong.warm()), /quick: a result differs .*\n.*RESULTS\[0\]\[0\]/);
    } finally {
      await wrong.close();
    }
  });
});
