/** Scripts in which a parallel loop meets the rest of a process: the same as interpreted, and loops did run in parallel. */
import assert from 'node:assert/strict';
import { packageFolder, suiteFile } from '../machine.ts';
import { checkOutcomes } from '../oracle/check-script.ts';
import { runInterpreted, runNative } from '../oracle/run-both.ts';
import { scriptsIn } from '../oracle/script-header.ts';

const KNOBS = { TRACEJIT_THREADS: '2' } as const;

describe('scripts with parallel loops (starts python)', function () {
  this.timeout(120_000);

  for (const script of scriptsIn(suiteFile('parallel', 'scripts'))) {
    it(`${script.name}: ${script.checks}`, () => {
      const interpreted = runInterpreted(script.path, {
        environment: { PYTHONPATH: packageFolder(), TRACEJIT: 'off' },
      });
      const { native, stats } = runNative(script.path, {
        environment: { PYTHONPATH: packageFolder() }, // for what multiprocessing spawns
        knobs: KNOBS,
      });
      checkOutcomes({ interpreted, native, stats }, script.native);
      assert.ok(stats.parallel.runs > 0, 'nothing ran in parallel');
      if (script.name === 'other-threads') assert.ok(stats.parallel.released > 0, 'the GIL was never released');
    });
  }
});
