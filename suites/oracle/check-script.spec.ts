import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOutcomes } from './check-script.ts';
import { type BothOutcomes, runInterpreted } from './run-both.ts';
import { HeaderError, scriptsIn } from './script-header.ts';
import { readStats, StatsError } from './stats.ts';

const PARALLEL = { runs: 0, iterations: 0, stopped: 0, released: 0 };
const STATS = { regions: 1, entries: 5, exits: {}, bails: {}, startup: {}, parallel: PARALLEL };
const SAME = { stdout: 'a\n', stderr: '', exit: 0 };

describe('the oracle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-oracle-spec-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string): string {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  const differences: Record<string, [Partial<BothOutcomes>, RegExp]> = {
    'another stdout': [{ native: { ...SAME, stdout: 'b\n' } }, /stdout differs/],
    'another stderr': [{ native: { ...SAME, stderr: 'x' } }, /stderr differs/],
    'another exit code': [{ native: { ...SAME, exit: 1 } }, /exit code differs/],
    'a death by signal': [{ native: { ...SAME, exit: 'SIGSEGV' } }, /exit code differs/],
    'no native entry': [{ stats: { ...STATS, entries: 0 } }, /nothing ran natively: 1 regions/],
  };
  for (const [what, [change, message]] of Object.entries(differences)) {
    it(`fails for ${what}`, () => {
      const both = { interpreted: SAME, native: SAME, stats: STATS, ...change };
      assert.throws(() => checkOutcomes(both, 'required'), message);
    });
  }

  it('accepts what is the same, and no entries only where they are optional', () => {
    const both = { interpreted: SAME, native: SAME, stats: STATS };
    checkOutcomes(both, 'required');
    checkOutcomes({ ...both, stats: { ...STATS, entries: 0 } }, 'optional');
  });

  it('sees stdout, stderr, exit code, stdin and arguments of a script (starts python)', () => {
    const text = 'import sys\nprint(sys.argv[1], sys.stdin.read())\nsys.stderr.write("e")\nsys.exit(9)\n';
    const outcome = runInterpreted(write('facts.py', text), { args: ['x'], stdin: 'in' });
    assert.deepEqual(outcome, { stdout: 'x in\n', stderr: 'e', exit: 9 });
  });

  it('refuses a script that does not say what it checks', () => {
    assert.throws(() => scriptsIn(folder), HeaderError);
  });

  it('refuses a missing stats file and one without entries', () => {
    assert.throws(() => readStats(join(folder, 'none.json')), StatsError);
    assert.throws(() => readStats(write('stats.json', '{"regions": 1}')), /entries is undefined/);
  });
});
