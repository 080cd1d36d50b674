/** Twins: what the kernels, their C twins and their tables say of one another. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { kernelScript } from '../bench/arms.ts';
import { kernelSize } from '../bench/kernel-size.ts';
import { buildTwin, runTwin } from '../bench/twin.ts';
import { suiteFile } from '../machine.ts';
import { runInterpreted } from '../oracle/run-both.ts';
import { KERNELS } from './all.ts';

describe('kernels (starts python, clang and the C twins)', function () {
  this.timeout(60_000);

  it('are the folders that there are', () => {
    const folders = readdirSync(suiteFile('kernels'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).sort(), KERNELS.map(({ name }) => name).sort());
  });

  for (const kernel of KERNELS) {
    it(`${kernel.name}: CPython and C print what the table says`, () => {
      const script = kernelScript(kernel.name);
      const { stdout } = runInterpreted(script, { args: ['--scale', String(kernel.smallScale)] });
      assert.equal(stdout, kernel.expected.small);
      const twin = buildTwin('kernels', kernel.name);
      assert.equal(
        Number(runTwin(twin, kernelSize(script, kernel.smallScale), 1).result),
        Number(kernel.expected.small),
      );
      assert.equal(Number(runTwin(twin, kernel.size, 1).result), Number(kernel.expected.full));
    });

    it(`${kernel.name}: size is the script's own`, () => {
      assert.equal(kernel.size, kernelSize(kernelScript(kernel.name), 1));
    });
  }
});
