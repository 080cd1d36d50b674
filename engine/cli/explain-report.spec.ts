import assert from 'node:assert/strict';
import { type EngineEvent, explainRun, explainText, type RunStats, type UnitStats } from './explain-report.ts';

const unit = (change: Partial<UnitStats>): UnitStats => ({
  code: 'f',
  file: 'a.py',
  entry: 'loop',
  unit: 14,
  line: 3,
  entries: 2,
  codeBytes: 900,
  valid: true,
  exits: [],
  loops: [],
  ...change,
});
const NOTHING = { runs: 0, iterations: 0, chunks: 0, stopped: 0, released: 0, threads: 0, tooCheap: 0 };
const stats = (units: UnitStats[], bails: Record<string, number> = {}, parallel = NOTHING): RunStats => ({
  entries: 2,
  bails,
  units,
  parallel,
});
const place = { code: 'f', file: 'a.py', line: 3, unit: 14, entry: 'loop' } as const;

describe('explain', () => {
  it('adds the versions of a place up and puts its most frequent exit first', () => {
    const overflow = { reason: 'IntOverflow', line: 5, code: 'f', count: 2 };
    const units = [
      unit({ exits: [overflow, { reason: 'Finished', line: 6, code: 'f', count: 9 }] }),
      unit({ exits: [overflow, { reason: 'NeverSeen', line: 4, code: 'f', count: 70 }], entries: 72 }),
    ];
    const events: EngineEvent[] = [
      { event: 'region', ...place, times: { lift: 1, opt: 2 } },
      { event: 'region', ...place, times: { opt: 4 } },
    ];
    const [told, ...others] = explainRun(stats(units), events);
    assert.deepStrictEqual(others, []);
    assert.ok(told);
    assert.deepStrictEqual([told.entries, told.versions, told.codeBytes, told.compileMs], [74, 2, 1800, 7]);
    assert.deepStrictEqual(
      told.exits.map(({ reason, count }) => [reason, count]),
      [
        ['NeverSeen', 70],
        ['IntOverflow', 4],
      ],
    );
  });

  it('says why a place was not compiled, and what would help', () => {
    const refusal: EngineEvent = { event: 'refusal', ...place, reason: 'GeneratorCode', detail: 'gen', atLine: 2 };
    const places = explainRun(stats([]), [refusal, refusal, { event: 'start' }]);
    assert.equal(
      explainText(places, stats([])),
      'a.py:3 loop in f: not compiled\n    line 2: the code is a generator or coroutine (gen); collect the values with a plain loop',
    );
  });

  it('does not call a place compiled whose code was never installed', () => {
    const places = explainRun(stats([]), [{ event: 'region', ...place, times: { opt: 4 } }]);
    assert.match(
      explainText(places, stats([], { BindingFailed: 1 })),
      /compiled \(4 ms, 0 bytes\), not installed\nBindingFailed: 1 times/,
    );
  });

  it('does not say that nothing got hot where there was no engine to ask', () => {
    assert.match(
      explainText([], stats([], { EngineGone: 1 })),
      /^EngineGone: 1 times \(the engine could not be started/,
    );
  });

  it('says of each loop whether it runs on several cores, once, and what ran', () => {
    const loop = { code: 'f', line: 7, verdict: 'Parallel', prange: true, detail: '' };
    const broken = { ...loop, line: 5, verdict: 'Dependence', prange: false, detail: 'iteration i reads a[i-1]' };
    const all = stats(
      [unit({ loops: [loop, broken] }), unit({ loops: [loop] })],
      {},
      { ...NOTHING, runs: 3, stopped: 1, iterations: 99, threads: 2 },
    );
    const [, first, second, third, ...rest] = explainText(explainRun(all, []), all).split('\n');
    assert.match(first ?? '', /^ {4}line 5: the loop runs serially: .* \(iteration i reads a\[i-1\]\); write /);
    assert.equal(second, '    line 7: the loop over prange runs on several cores');
    assert.equal(third, 'on several cores: 3 loops run, 99 iterations on up to 2 threads, 1 times stopped early');
    assert.deepEqual(rest, []);
  });

  it('goes through a script in order', () => {
    const places = explainRun(stats([unit({ line: 30 }), unit({ line: 7, file: 'b.py' }), unit({ line: 4 })]), []);
    assert.deepStrictEqual(
      places.map(({ file, line }) => `${file}:${line}`),
      ['a.py:4', 'a.py:30', 'b.py:7'],
    );
    assert.equal(explainText([], stats([])), 'nothing got hot: no loop or function was looked at');
  });
});
