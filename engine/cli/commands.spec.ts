import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KNOBS } from '../base/knobs.ts';

const MAIN = 'build/js/engine/cli/main.js';
const SCRIPT = `import sys
def f(n):
    t = 0
    for i in range(n):
        t += i
    return t
print(f(40000), sys.argv[1:])
sys.exit(7)
`;

function tracejit(...words: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    encoding: 'utf8',
    timeout: 20000,
  });
  return { code: status, out: stdout, err: stderr };
}

describe('the commands (start node and python)', () => {
  let folder: string;
  let script: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-commands-spec-'));
    script = join(folder, 'script.py');
    writeFileSync(script, SCRIPT);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('trace record keeps the script as it is; show and replay read what it kept', () => {
    const traces = join(folder, 'made', 'traces');
    const recorded = tracejit('trace', 'record', '-o', traces, script, '--json', '-x');
    assert.equal(recorded.out, "799980000 ['--json', '-x']\n");
    assert.equal(recorded.code, 7);
    assert.deepStrictEqual(readdirSync(traces), ['1.trace']);
    const shown = tracejit('trace', 'show', join(traces, '1.trace'));
    assert.match(shown.out, /^loop of code 0 \(f\) entered at unit \d+$/m);
    assert.match(shown.out, /FOR_ITER .*; \d+x \(RangeIter\)/);
    const replayed = tracejit('trace', 'replay', join(traces, '1.trace'));
    assert.equal(replayed.code, 0);
    assert.match(replayed.out, /I64AddOvf/);
  });

  it('trace show and replay say what is wrong with a file, exit code 2', () => {
    const noise = join(folder, 'noise.trace');
    writeFileSync(noise, 'not a trace, by any means');
    for (const command of ['show', 'replay']) {
      assert.match(tracejit('trace', command, join(folder, 'none')).err, /none: no such file/);
      const { code, err } = tracejit('trace', command, noise);
      assert.equal(code, 2);
      assert.match(err, /noise\.trace is not a trace of this version: trace: /);
    }
    assert.match(tracejit('trace', 'replay', '--stage', 'q', noise).err, /--stage: q is none of tio/);
  });

  it('explain tells what was compiled and how often it was entered', () => {
    const { code, out, err } = tracejit('explain', '--sync', '--json', script, 'word');
    assert.equal(code, 0);
    assert.match(err, /799980000 \['word'\]/);
    const report = JSON.parse(out) as {
      exitCode: number;
      places: { line: number; compiled: boolean; entries: number }[];
    };
    assert.equal(report.exitCode, 7);
    assert.deepStrictEqual(
      report.places.map(({ line, compiled, entries }) => ({ line, compiled, entries })),
      [{ line: 4, compiled: true, entries: 1 }],
    );
  });

  it('explain --parallel tells of each loop, and what ran on several cores', () => {
    const told = (...words: string[]) => {
      const report = JSON.parse(tracejit('explain', '--sync', '--json', ...words, script).out) as {
        parallel: Record<string, number>;
        places: { loops: { line: number; verdict: string; sentence: string }[] }[];
      };
      return { loops: report.places.flatMap(({ loops }) => loops.map(({ line }) => line)), counts: report.parallel };
    };
    assert.deepStrictEqual(told().loops, []);
    const { loops, counts } = told('--parallel');
    assert.deepStrictEqual(loops, [4]);
    assert.equal(typeof counts['runs'], 'number');
  });

  it('cache lists and clears its own files only', () => {
    const names = ['ab12-3-cd.so', 'ab12-3-cd.install', 'letter.txt'];
    for (const name of names) writeFileSync(join(folder, name), 'x');
    const listed = JSON.parse(tracejit('cache', 'list', '--json', '--folder', folder).out) as { entries: unknown[] };
    assert.equal(listed.entries.length, 2);
    assert.equal(tracejit('cache', 'clear', '--folder', folder).out, `2 files removed from ${folder}\n`);
    assert.deepStrictEqual(
      names.map((name) => existsSync(join(folder, name))),
      [false, false, true],
    );
  });

  it('help knobs shows every knob', () => {
    const { out } = tracejit('help', 'knobs');
    assert.deepStrictEqual(
      KNOBS.filter(({ name }) => !out.includes(`\n${name} `)),
      [],
    );
  });
});
