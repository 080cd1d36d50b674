import assert from 'node:assert/strict';
import { builtFile } from '../../engine/base/build-folder.ts';
import type { MutantName } from '../mutants/table.ts';
import { type Configuration, JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { describeFailure } from './failure.ts';
import { replayLifecycle, runLifecycle } from './run-lifecycle.ts';
import { lifecycleVacuity } from './tally.ts';

/** Many sequences in little time. */
const QUICK: Configuration = JIT_CONFIGURATIONS[0];

const engineWith = (mutant: MutantName) => ({
  engineMain: builtFile('js/suites/mutants/engine.js'),
  environment: { TRACEJIT_MUTANT: mutant },
});

describe('the life cycle of the JIT (starts python)', function () {
  this.timeout(60_000);

  it('cannot be told from the interpreter, and is not vacuous', async () => {
    const { failures, vacuous, runs, entered, invalidated } = await runLifecycle({
      configuration: QUICK,
      seed: 1,
      runs: 50,
    });
    assert.deepEqual(failures.map(describeFailure), []);
    assert.deepEqual(vacuous, []);
    assert.deepEqual([runs, entered > 0, invalidated > 0], [50, true, true]);
  });

  it('shows a seeded fault in few commands, as a script, and again from what it prints', async () => {
    const options = { configuration: QUICK, server: engineWith('cell-write-dropped') };
    const found = await runLifecycle({ ...options, seed: 5, runs: 20, mostFailures: 1 });
    const failure = found.failures[0];
    assert.ok(failure);
    assert.ok(failure.commands.length <= 4, failure.commands.join('\n'));
    assert.deepEqual([failure.confirmed, failure.asScript], [true, true]);
    assert.match(
      describeFailure(failure),
      /a result differs.*again .*"seed":5,"path":".*","replayPath":".+".*\| def make/s,
    );
    const again = await replayLifecycle(options, failure);
    assert.deepEqual([again?.divergence, again?.script], [failure.divergence, failure.script]);
  });

  it('has one answer for a failure that is none any more', async () => {
    assert.equal(await replayLifecycle({ configuration: QUICK }, { seed: 5, path: '0', replayPath: '' }), null);
  });
});

describe('the tally of sequences', () => {
  it('complains of too little native code, and of too few broken assumptions', () => {
    const enough = { runs: 100, entered: 80, invalidated: 25, invalidations: 30 };
    assert.deepEqual(lifecycleVacuity(enough), []);
    assert.match(lifecycleVacuity({ ...enough, entered: 79 }).join(), /only 79 of 100 sequences entered native code/);
    assert.match(lifecycleVacuity({ ...enough, invalidated: 24 }).join(), /only 24 of 100 sequences broke/);
    assert.match(lifecycleVacuity({ ...enough, runs: 3, entered: 0 }).join(), /none of 3 sequences/);
  });
});
