/** What the kernels compute: the same interpreted, natively on one thread and on several, and in C. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { kernelSize } from '../../bench/kernel-size.ts';
import { buildTwin, runTwin } from '../../bench/twin.ts';
import { hostPython, packageFolder, suiteFile } from '../../machine.ts';
import { runNative } from '../../oracle/run-both.ts';
import { PARALLEL_KERNELS, type ParallelKernel, parallelKernelScript } from './all.ts';

/** What the interpreter prints; of a sum on the grid what its model does. */
function expected({ name, smallScale, result }: ParallelKernel): string {
  const script = result === 'grid' ? suiteFile('parallel', 'kernels', name, 'model.py') : parallelKernelScript(name);
  const child = spawnSync(hostPython().path, [script, '--scale', String(smallScale)], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: packageFolder(), TRACEJIT: 'off' },
  });
  assert.equal(child.stderr, '');
  return child.stdout;
}

describe('parallel kernels (starts python, clang and the C twins)', function () {
  this.timeout(60_000);

  it('are the folders that there are', () => {
    const entries = readdirSync(suiteFile('parallel', 'kernels'), { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    assert.deepEqual(folders.sort(), PARALLEL_KERNELS.map(({ name }) => name).sort());
  });

  for (const kernel of PARALLEL_KERNELS) {
    it(`${kernel.name}: the same on 1, 2, 3 and 8 threads, and in C`, () => {
      const script = parallelKernelScript(kernel.name);
      const wanted = expected(kernel);
      for (const threads of [1, 2, 3, 8]) {
        const knobs = { TRACEJIT_THREADS: String(threads), TRACEJIT_PARALLEL_CHUNK: '16' };
        const { native, stats } = runNative(script, { args: ['--scale', String(kernel.smallScale)], knobs });
        assert.deepEqual(native, { stdout: wanted, stderr: '', exit: 0 }, `${threads} threads`);
        assert.ok(stats.entries > 0, 'nothing ran natively');
        assert.equal(
          stats.parallel.runs > 0,
          threads > 1 || kernel.result === 'grid', // which one thread follows as well
          `${stats.parallel.runs} parallel runs of ${threads} threads`,
        );
      }
      const n = kernelSize(script, kernel.smallScale);
      const twin = buildTwin('parallel', 'kernels', kernel.name);
      for (const threads of [1, 2]) assert.equal(Number(runTwin(twin, n, 1, threads).result), Number(wanted));
    });
  }
});
