/** Recorded loops: what is said of them, and that the evaluator leaves the same world with tasks of three iterations as without. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describeOutcome } from '../eval/describe.ts';
import { evaluate, type World } from '../eval/machine.ts';
import type { PyObject, Slot } from '../eval/objects.ts';
import type { Region } from '../ir/region.ts';
import { parseRegion } from '../ir/text-parse.ts';
import { assertVerified } from '../ir/verify.ts';
import { parallel } from './parallel.ts';

/** The evaluator does not count references: that nobody else holds the iterator is taken for granted. */
function text(name: string): string {
  const recorded = readFileSync(`engine/parallel/golden/regions/${name}.ir`, 'utf8');
  return recorded.replace(/RefcountIsOne v\d+/g, 'ConstI1 true');
}

/** Verdict and sentence, of the outermost loop of each. */
const SAID: Record<string, string> = {
  'stencil-in-place': 'Dependence: iteration i reads {0:0}[i-1] written by iteration i-1 at line 6',
  'shift-left': 'Parallel: ',
  'evens-from-odds': 'Parallel: ',
  reversal: 'Parallel: ',
  'flat-product': 'Parallel: ',
  histogram:
    'UnknownSubscript: {0:0}[…] at line 30 may touch one place: the place is computed in a way the compiler does not follow',
  'triangular-buffer': 'Parallel: ',
  triangular: 'Parallel: ',
  offset: 'Parallel: ',
  carried: 'Dependence: what one iteration leaves in {0:2} (set at line 41) is used by the next (line 41)',
};

const int = (value: number): PyObject => ({ kind: 'int', value: BigInt(value) });
const floats = (count: number): PyObject => ({
  kind: 'list',
  items: Array.from({ length: count }, (_, k): PyObject => ({ kind: 'float', value: k / 8 })),
});

/** A frame about to go on with its loop at iteration `next`; one list may be given twice. */
interface Drawn {
  readonly count: number;
  readonly next: number;
  readonly n: number;
  readonly other: number;
  readonly length: number;
  readonly same: boolean;
}

const rounds = ({ next, count }: Drawn): PyObject => ({
  kind: 'rangeIter',
  next: BigInt(next),
  remaining: BigInt(count),
  step: 1n,
});

const FRAMES: Record<string, (drawn: Drawn) => Slot[]> = {
  'shift-left': (drawn) => [floats(drawn.length), int(drawn.n), int(0), rounds(drawn)],
  'evens-from-odds': (drawn) => [floats(drawn.length), int(drawn.n), int(0), rounds(drawn)],
  reversal: (drawn) => {
    const list = floats(drawn.length);
    return [drawn.same ? list : floats(drawn.length), list, int(drawn.n), int(0), rounds(drawn)];
  },
  triangular: (drawn) => [floats(drawn.length), int(drawn.n), int(0), int(0), rounds(drawn)],
  offset: (drawn) => [floats(drawn.length), int(drawn.n), int(drawn.other), int(0), rounds(drawn)],
};

const drawn = fc.record({
  count: fc.integer({ min: 0, max: 12 }),
  next: fc.integer({ min: -6, max: 4 }),
  n: fc.integer({ min: -2, max: 12 }),
  other: fc.integer({ min: -12, max: 12 }),
  length: fc.integer({ min: 0, max: 40 }),
  same: fc.boolean(),
});

function regionOf(name: string, withPass: boolean): Region {
  const region = parseRegion(text(name));
  if (!withPass) return region;
  assert.ok(parallel.run(region) > 0);
  assertVerified(region, 'parallel');
  return region;
}

function outcome(region: Region, slots: Slot[]): string {
  const bindings = region.bindings.map((): PyObject => ({ kind: 'other', name: 'bound' }));
  const world: World = { slots, bindings, fuel: 100_000, depth: 10, polls: 100_000, forced: null };
  return describeOutcome(region, world, evaluate(region, world));
}

describe('independence of recorded loops', function () {
  this.timeout(20_000);
  for (const [name, said] of Object.entries(SAID))
    it(`${name}: ${said}`, () => {
      const region = parseRegion(text(name));
      parallel.run(region);
      const [first] = region.verdicts;
      assert.equal(`${first?.verdict}: ${first?.detail}`, said);
    });

  for (const [name, frame] of Object.entries(FRAMES))
    it(`${name}: the same world with and without tasks`, () => {
      const [shared, serial] = [regionOf(name, true), regionOf(name, false)];
      let entered = 0;
      fc.assert(
        fc.property(drawn, (given) => {
          const expected = outcome(serial, frame(given));
          if (!expected.startsWith('EntryGuard')) entered += 1;
          assert.equal(outcome(shared, frame(given)), expected);
        }),
        { numRuns: 150, seed: 3 },
      );
      assert.equal(entered, 150, 'runs that came to the loop');
    });
});
