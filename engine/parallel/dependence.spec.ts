/** The dependence tests against loops that are run: "independent" is never said of a loop in which iterations meet. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dependencesOf } from './dependence.ts';
import type { LoopDescription } from './loop.ts';
import { differenceOf, guardHolds } from './testing/execution.ts';
import { type Case, cases } from './testing/loops.ts';
import { MUTANTS } from './testing/mutants.ts';
import type { Verdict } from './verdict.ts';

/** A number that a loaded machine can do in seconds; many more were run once (DECISIONS, L-008). About one in ten has iterations that meet: those the detectors are asked about. */
const LOOPS = 300;

function saysIndependent(detect: (loop: LoopDescription) => Verdict, { loop, world }: Case): boolean {
  const verdict = detect(loop);
  return verdict.kind === 'Independent' && verdict.guards.every((guard) => guardHolds(guard, world));
}

describe('dependence tests on random loops', function () {
  this.timeout(60_000);

  it('say "independent" of no loop whose iterations meet', () => {
    let met = 0;
    void fc.assert(
      fc.property(cases, (one) => {
        const difference = differenceOf(one.loop, one.world);
        if (difference === null) return;
        met += 1;
        assert.ok(!saysIndependent(dependencesOf, one), `${difference}\n${text(one)}`);
      }),
      { numRuns: LOOPS },
    );
    assert.ok(met > LOOPS / 20, `iterations met in ${met} loops only`);
  });

  it('say "independent", perhaps under guards, of more than half of the loops whose iterations do not meet', () => {
    const free = fc.sample(cases, { numRuns: 120, seed: 1 }).filter((one) => {
      return one.world.count > 1 && writes(one) && differenceOf(one.loop, one.world) === null;
    });
    const found = free.filter(({ loop }) => dependencesOf(loop).kind === 'Independent');
    assert.ok(found.length > free.length * 0.5, `${found.length} of ${free.length}`);
  });

  describe('find out a detector that', () => {
    let meeting: readonly Case[] = [];
    before(() => {
      const all = fc.sample(cases, { numRuns: 3000, seed: 1 });
      // The small ones first: they are answered fast.
      meeting = all
        .filter(({ loop, world }) => differenceOf(loop, world) !== null)
        .sort((a, b) => sizeOf(a) - sizeOf(b));
    });

    for (const [name, detect] of Object.entries(MUTANTS)) {
      it(name, () => {
        assert.ok(meeting.some((one) => saysIndependent(detect, one)));
      });
    }
  });
});

function sizeOf({ loop: { accesses } }: Case): number {
  return accesses.reduce((sum, { loops }) => sum + 1 + loops.length, 0);
}

function writes({ loop }: Case): boolean {
  return loop.accesses.some(({ kind }) => kind === 'write' || kind === 'append');
}

function text({ loop, world }: Case): string {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  return JSON.stringify({ loop, symbols: [...world.symbols], verdict: dependencesOf(loop) }, plain);
}
