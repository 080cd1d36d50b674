/**
 * Exit stress: place k of every region is made to exit each time it is reached, for every k there is. Whatever the frames
 * look like at an exit, the interpreter must be able to go on from them to the same end.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suiteFile } from '../machine.ts';
import { type Outcome, runInterpreted, runNative } from '../oracle/run-both.ts';

/** Small enough that all their places are gone through in a minute. */
const SCRIPTS: Record<string, readonly string[]> = {
  'kernels/sieve/kernel.py': ['--scale', '0.002'],
  'kernels/fib/kernel.py': ['--scale', '0.0005'],
  'kernels/fannkuch/kernel.py': ['--scale', '0.0005'],
  'traps/zero-division-inlined.py': [],
  'programs/list-swaps.py': [],
  'programs/buffers-small.py': [],
  'programs/matrix-identity.py': [],
};

/** The largest number of places that a region of this run had, from the engine's log. */
function mostPlaces(log: string): number {
  const events = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  const places = events.map((line) => (JSON.parse(line) as { places?: number }).places ?? 0);
  return Math.max(0, ...places);
}

describe('exit stress (starts python)', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-exit-stress-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs with place k exiting (none for -1): the outcome, how often it did, and the most places of a region. */
  function force(
    script: string,
    args: readonly string[],
    k: number,
  ): { native: Outcome; forced: number; places: number } {
    const log = join(folder, 'engine.log');
    const knobs = { TRACEJIT_LOG: log, ...(k < 0 ? {} : { TRACEJIT_FORCE_EXIT: String(k) }) };
    const { native, stats } = runNative(script, { args, knobs });
    const places = mostPlaces(log);
    rmSync(log);
    return { native, forced: stats.exits['Forced'] ?? 0, places };
  }

  for (const [name, args] of Object.entries(SCRIPTS)) {
    it(`${name} ends the same, whichever place exits`, () => {
      const script = suiteFile(name);
      const expected = runInterpreted(script, { args });
      let exited = 0;
      // A region is another one after its exits were recorded: the most places seen in any run count.
      let { places } = force(script, args, -1);
      for (let k = 0; k < places; k++) {
        const run = force(script, args, k);
        assert.deepEqual(run.native, expected, `place ${k}`);
        if (run.forced > 0) exited += 1;
        places = Math.max(places, run.places);
      }
      assert.ok(exited >= 4, `only ${exited} of ${places} places were made to exit`);
    });
  }
});
