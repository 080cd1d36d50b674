import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendHistory, formatChanges, type HistoryLine, historyChanges, readHistory } from './history.ts';
import { GateUsage } from './refusal.ts';
import { aResult, aRow } from './testing/results.ts';

const { environment } = aResult([]);

function line(commit: string, overControl: number, change: Partial<HistoryLine> = {}): HistoryLine {
  const told = { version: 1, at: '', kernel: 'fib', verdict: 'SAME', effect: null, counters: {} } as const;
  return { ...told, commit, overControl, environment, ...change };
}

describe('the history of a gate', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-history-spec-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('grows by a line for each kernel that was measured, and is read again', () => {
    const file = join(folder, 'grows.jsonl');
    appendHistory(file, aResult([aRow('fib', 'SAME'), aRow('sieve', 'SLOWER'), aRow('matmul', 'ERROR')]));
    appendHistory(file, aResult([aRow('fib', 'SAME')]));
    const lines = readHistory(file);
    assert.deepEqual(
      lines.map(({ kernel, verdict }) => [kernel, verdict]),
      [
        ['fib', 'SAME'],
        ['sieve', 'SLOWER'],
        ['fib', 'SAME'],
      ],
    );
    assert.equal(lines[0]?.overControl, Math.log(2));
    assert.equal(lines[0]?.counters['codeBytes'], 500);
  });

  it('refuses a damaged line by its number, and writes nothing then', () => {
    const file = join(folder, 'damaged.jsonl');
    const text = `${JSON.stringify(line('a', 0))}\n{"version":1,"kern`;
    writeFileSync(file, text);
    assert.throws(
      () => appendHistory(file, aResult([aRow('fib', 'SAME')])),
      (error) => error instanceof GateUsage && /damaged.jsonl:2 is no line/.test(error.message),
    );
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.throws(() => readHistory(folder), /cannot be read/);
  });

  it('bends where a kernel did, between two commits, and forgets other machines', () => {
    const steps = Array.from({ length: 30 }, (_, k) => line(`c${k}`, (k < 20 ? 0 : 0.06) + 0.005 * Math.sin(k * 13)));
    const other = { ...environment, cpu: 'another' };
    const elsewhere = steps.map((step, k) => ({ ...step, overControl: (k % 7) / 5, environment: other }));
    const [change, ...others] = historyChanges(elsewhere.flatMap((away, k) => [away, steps[k] ?? away]));
    assert.deepEqual([change?.kernel, change?.from, change?.to, others], ['fib', 'c19', 'c20', []]);
    assert.match(formatChanges(change ? [change] : []).join(), /fib changed by [56]\.\d % between c19 and c20/);
    assert.deepEqual(historyChanges([]), []);
  });
});
