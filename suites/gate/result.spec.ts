import assert from 'node:assert/strict';
import type { Verdict } from './method/verdict.ts';
import { formatGate } from './report.ts';
import { type Leniency, outcomeOf } from './result.ts';
import { aResult, aRow } from './testing/results.ts';

const PLAIN: Leniency = { strict: false, acceptCounters: false };

function outcome(verdicts: readonly Verdict[], leniency: Partial<Leniency> = {}): string {
  return outcomeOf(aResult(verdicts.map((verdict, k) => aRow(`k${k}`, verdict))), { ...PLAIN, ...leniency });
}

const grown = { changes: [{ name: 'codeBytes', base: 500, head: 501, worse: true }], unsteady: [] };

describe('what a result comes to', () => {
  it('is a pass where nothing is slower and everything was measured', () => {
    assert.equal(outcome(['SAME', 'FASTER', 'INCONCLUSIVE']), 'pass');
  });

  it('is a regression where one is slower, whatever else is wrong', () => {
    assert.equal(outcome(['SAME', 'SLOWER', 'ERROR', 'CONTAMINATED']), 'regression');
  });

  it('is neither where one failed or was disturbed, or nothing was seen', () => {
    assert.equal(outcome(['SAME', 'ERROR']), 'unmeasured');
    assert.equal(outcome(['SAME', 'CONTAMINATED']), 'unmeasured');
    assert.equal(outcome(['INCONCLUSIVE', 'INCONCLUSIVE']), 'unmeasured');
    assert.equal(outcome([]), 'unmeasured');
  });

  it('is stricter about what is inconclusive when asked to be', () => {
    assert.equal(outcome(['SAME', 'INCONCLUSIVE'], { strict: true }), 'unmeasured');
  });

  it('is a regression where the suite as a whole is slower', () => {
    const { suite } = aResult([]);
    assert.equal(
      outcomeOf(aResult([aRow('fib', 'SAME')], { suite: { ...suite, verdict: 'SLOWER' } }), PLAIN),
      'regression',
    );
  });

  it('is a regression where a counter is worse, unless accepted, or it is code of a faster kernel', () => {
    const result = aResult([aRow('fib', 'SAME', { counters: grown })]);
    assert.equal(outcomeOf(result, PLAIN), 'regression');
    assert.equal(outcomeOf(result, { ...PLAIN, acceptCounters: true }), 'pass');
    assert.equal(outcomeOf(aResult([aRow('fib', 'FASTER', { counters: grown })]), PLAIN), 'pass');
    const exits = { changes: [{ name: 'exits.Overflow', base: 0, head: 1, worse: true }], unsteady: [] };
    assert.equal(outcomeOf(aResult([aRow('fib', 'FASTER', { counters: exits })]), PLAIN), 'regression');
  });

  it('stands in the first line', () => {
    const first = (...rows: Parameters<typeof aResult>) => formatGate(aResult(...rows), PLAIN).split('\n')[0];
    assert.equal(
      first([aRow('fib', 'SLOWER'), aRow('sieve', 'SAME', { counters: grown })]),
      'tracejit gate: FAIL - 1 slower, 1 same; counters worse in 1    base (base01234567) -> head (head01234567)',
    );
    assert.match(first([aRow('fib', 'SAME')]) ?? '', /^tracejit gate: PASS - 1 same {4}/);
    assert.match(first([aRow('fib', 'ERROR')]) ?? '', /^tracejit gate: NOT MEASURED - 1 error/);
    assert.match(first([]) ?? '', /^tracejit gate: NOT MEASURED - nothing measured/);
  });

  it('tells the rest below', () => {
    const { effect } = aRow('fib', 'SAME');
    const text = formatGate(
      aResult([aRow('fib', 'ERROR'), aRow('sieve', 'SAME', { counters: grown, suspect: 1, first: effect })]),
      PLAIN,
    );
    assert.match(text, /^fib +ERROR: head: exit code 1$/m);
    assert.match(text, /^ {2}sieve: codeBytes 500 -> 501 WORSE$/m);
    assert.match(text, /^suspected at first, not confirmed by fresh rounds: sieve 1\.000 -> 1\.000$/m);
    assert.match(text, /^machine: 2 x paper, /m);
    assert.match(text, /^again, these alone: tracejit gate --base base01234567 --head head01234567 fib$/m);
    assert.doesNotMatch(text, /spread between rounds/);
  });

  it('says that there is more noise than the budgets were made for', () => {
    const { effect } = aRow('fib', 'SAME');
    assert.ok(effect);
    const noisy = aRow('fib', 'INCONCLUSIVE', { effect: { ...effect, spread: 0.031 } });
    assert.match(
      formatGate(aResult([noisy]), PLAIN),
      /^note: spread between rounds more than 3 times .*: fib 3\.1 %$/m,
    );
  });
});
