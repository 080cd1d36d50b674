/** Passes keep what every exit gives back: values, identities, heap, at the exits taken and at every exit forced. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { ExitId } from '../../engine/base/ids.ts';
import { at } from '../../engine/base/invariant.ts';
import { describeOutcome } from '../../engine/eval/describe.ts';
import { evaluate, type World } from '../../engine/eval/machine.ts';
import type { Region } from '../../engine/ir/region.ts';
import { printRegion } from '../../engine/ir/text.ts';
import { parseRegion } from '../../engine/ir/text-parse.ts';
import { assertVerified, verifyRegion } from '../../engine/ir/verify.ts';
import { exitsOf } from '../../engine/ir/walk.ts';
import { ifConvert } from '../../engine/passes/if-convert.ts';
import { PIPELINE, runPipeline } from '../../engine/pipeline.ts';
import { programs, regionOf, type Statement, shortBranches } from '../arbitraries/region.ts';
import { type WorldSeed, worldOf, worldSeeds } from '../arbitraries/world.ts';

/** Checks a property that is no promise on 300 cases. */
function holds<T>(property: fc.IRawProperty<T, false>): void {
  void fc.assert(property, { numRuns: 300 });
}

/** What a run ends with, in a world of its own. */
function run(region: Region, seed: WorldSeed, forced: World['forced'] = null): string {
  const world = { ...worldOf(seed), forced };
  return describeOutcome(region, world, evaluate(region, world));
}

/** The exit of `region` that says the same of itself. */
function sameExit(region: Region, detail: string): ExitId {
  return region.exits.findIndex((exit) => exit.detail === detail) as ExitId;
}

/** What the region ends with when an exit is taken the first time it can be, the second time…, or never. */
function forcedRuns(region: Region, seed: WorldSeed, exit: ExitId): string[] {
  const unforced = run(region, seed);
  const found: string[] = [];
  for (let passes = 0; found.at(-1) !== unforced; passes++) found.push(run(region, seed, { exit, passes }));
  return found;
}

/**
 * Both regions end alike: by themselves, and when an exit that both have is taken as soon as it can be. Where the pass
 * has proved that nothing can fail the exit is passed by: it may then be taken later, or not at all.
 */
function assertAlike(before: Region, after: Region, seed: WorldSeed, passesBy: boolean): void {
  assert.equal(run(after, seed), run(before, seed));
  const left = new Set(after.functions.flatMap((fn) => fn.blocks).flatMap(exitsOf));
  for (const id of left) {
    const { detail } = at(after.exits, id);
    const expected = forcedRuns(before, seed, sameExit(before, detail));
    const actual = run(after, seed, { exit: id, passes: 0 });
    if (!passesBy || !expected.includes(actual)) assert.equal(actual, expected[0], `forced ${detail}`);
  }
}

function changed(program: readonly Statement[], change: (region: Region) => void, name: string): Region {
  const region = regionOf(program);
  change(region);
  assertVerified(region, name);
  return region;
}

describe('passes', function () {
  this.timeout(60_000);

  for (const pass of new Set(PIPELINE)) {
    it(`${pass.name} keeps the outcome at every exit`, () => {
      holds(
        fc.property(programs, worldSeeds, (program, seed) => {
          const after = changed(program, (region) => pass.run(region), pass.name);
          assertAlike(regionOf(program), after, seed, pass === ifConvert);
        }),
      );
    });
  }

  it('the whole pipeline keeps the outcome at every exit', () => {
    holds(
      fc.property(programs, worldSeeds, (program, seed) => {
        const after = changed(
          program,
          (region) => runPipeline(region, { disable: new Set(), verify: true }),
          'pipeline',
        );
        assertAlike(regionOf(program), after, seed, true);
      }),
    );
  });

  it('if-convert keeps the outcome of short branches, at the ends of 64 bits too, and converts some', () => {
    let converted = 0;
    holds(
      fc.property(shortBranches, worldSeeds, (program, seed) => {
        const after = changed(program, (region) => (converted += ifConvert.run(region)), 'if-convert');
        assertAlike(regionOf(program), after, seed, true);
      }),
    );
    assert.ok(converted > 20, `${converted} of 300 programs`);
  });

  it('a pass that reports no change has made none', () => {
    holds(
      fc.property(programs, fc.constantFrom(...PIPELINE), (program, pass) => {
        const region = regionOf(program);
        const before = printRegion(region);
        if (pass.run(region) === 0) assert.equal(printRegion(region), before);
      }),
    );
  });
});

describe('random regions', function () {
  this.timeout(60_000);

  it('are sound', () => {
    holds(fc.property(programs, (program) => assert.deepEqual(verifyRegion(regionOf(program)), [])));
  });

  it('print and parse to the same region', () => {
    holds(
      fc.property(programs, (program) => {
        const text = printRegion(regionOf(program));
        const again = parseRegion(text);
        assert.equal(printRegion(again), text);
        assert.deepEqual(verifyRegion(again), []);
      }),
    );
  });
});
