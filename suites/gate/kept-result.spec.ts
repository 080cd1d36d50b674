import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareKept, formatKept } from './compare-kept.ts';
import { compare } from './door.ts';
import { type KeptResult, readKept } from './kept-result.ts';
import { GateUsage } from './refusal.ts';
import { NOTHING, paperMachine, QUIET } from './testing/noise.ts';

/** A result of 20 rounds: the JIT's times and the control's, each times a factor. */
function kept(label: string, jit: number, control: number, kernel = 'fib'): KeptResult {
  const pairs = paperMachine(label, { ...QUIET, spread: 0.01 }, NOTHING)(20);
  const times = {
    jit: pairs.map(({ a }) => a * jit),
    control: pairs.map(({ controlA }) => controlA * control),
    budget: 0.05,
  };
  return { label, kernels: new Map([[kernel, times]]) };
}

describe('kept results', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-kept-spec-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function file(content: string): string {
    const path = join(folder, 'result.json');
    writeFileSync(path, content);
    return path;
  }

  const bench = (samples: string) =>
    `{"schema":"tracejit-bench","version":1,"steady":[{"kernel":"fib","arms":{"tracejit":{"samplesMs":${samples}},"cpython":{"samplesMs":[9,9,9,9,9,9]}}}]}`;

  it('of bench are read', () => {
    const { kernels } = readKept(file(bench('[1,2,3,4,5,6]')));
    assert.deepEqual(kernels.get('fib'), { jit: [1, 2, 3, 4, 5, 6], control: [9, 9, 9, 9, 9, 9], budget: 0.05 });
  });

  it('of bench have whole processes too, of a script say', () => {
    const whole = bench('[1,2]').replace('"steady":[', '"steady":[],"whole":[').replace('"fib"', '"my.py"');
    assert.deepEqual([...readKept(file(whole)).kernels.keys()], ['my.py, whole process']);
  });

  it('that are cut off, something else, incomplete or not there are refused, each with what is the matter', () => {
    const refused = (path: string, why: RegExp) =>
      assert.throws(
        () => readKept(path),
        (error) => error instanceof GateUsage && why.test(error.message),
      );
    refused(file(bench('[1]').slice(0, 70)), /is no JSON, or is cut off/);
    refused(file('{"schema":"tracejit-bench","version":7}'), /is no result .*version 7/);
    refused(file('null'), /is no result/);
    refused(file('{"schema":"tracejit-bench","version":1}'), /lacks a part/);
    refused(join(folder, 'none'), /cannot be read/);
  });

  it('with a sample that is no time are an ERROR', () => {
    const [one, two] = [readKept(file(bench('[1,2,3,4,5,6]'))), readKept(file(bench('[1,2,null,4,5,6]')))];
    const [row] = compareKept(one, two).kernels;
    assert.equal(row?.verdict, 'ERROR');
    assert.match(row?.why ?? '', /round 3: the time of b is NaN/);
  });

  it('are compared over their own control', () => {
    const verdict = (jit: number, control: number) =>
      compareKept(kept('a', 1, 1), kept('b', jit, control)).kernels.map((row) => row.verdict);
    assert.deepEqual(verdict(1, 1), ['SAME']);
    assert.deepEqual(verdict(1.1, 1), ['SLOWER']);
    assert.deepEqual(verdict(0.9, 1), ['FASTER']);
    // A day slower by less than the control is allowed to move: nothing of it is the JIT's.
    assert.deepEqual(verdict(1.025, 1.025), ['SAME']);
  });

  it('of a slower day are CONTAMINATED, and never SLOWER', () => {
    assert.equal(compareKept(kept('a', 1, 1), kept('b', 1.2, 1.2)).kernels[0]?.verdict, 'CONTAMINATED');
  });

  it('name the kernels that one side lacks', () => {
    const comparison = compareKept(kept('a', 1, 1), kept('b', 1, 1, 'renamed'));
    assert.deepEqual([comparison.kernels, comparison.onlyA, comparison.onlyB], [[], ['fib'], ['renamed']]);
    assert.match(formatKept(comparison), /only in a: fib\nonly in b: renamed/);
  });

  it('that are slower fail a comparison that was asked to fail, and no other', async () => {
    const keep = (name: string, ms: number) => {
      const path = join(folder, name);
      writeFileSync(path, bench(JSON.stringify(Array.from({ length: 6 }, (_, k) => ms + k / 100))));
      return path;
    };
    const [fast, slow] = [keep('fast.json', 5), keep('slow.json', 6)];
    const rest = { kernels: [], quick: false, rounds: null, same: false, baseEnv: {}, headEnv: {}, json: false };
    const kindOf = async (a: string, b: string, failIfSlower: boolean) =>
      (await compare({ ...rest, a, b, failIfSlower, progress: () => undefined })).kind;
    assert.deepEqual(
      [await kindOf(fast, slow, true), await kindOf(fast, slow, false), await kindOf(slow, fast, true)],
      ['regression', 'pass', 'pass'],
    );
    const asked = await compare({
      ...rest,
      kernels: ['fib'],
      a: fast,
      b: slow,
      failIfSlower: false,
      progress: () => undefined,
    });
    assert.deepEqual([asked.kind, /are for measuring/.test(asked.text)], ['usage', true]);
  });
});
