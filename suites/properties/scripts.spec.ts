/** Every kernel, trap and program, interpreted and native: the same stdout, stderr and exit code, and native entries counted. */
import assert from 'node:assert/strict';
import { KERNELS } from '../kernels/all.ts';
import { suiteFile } from '../machine.ts';
import { checkScript } from '../oracle/check-script.ts';
import { scriptsIn } from '../oracle/script-header.ts';

describe('kernels (starts python)', function () {
  this.timeout(120_000);
  for (const kernel of KERNELS) {
    it(`${kernel.name} prints the same natively, and what it should`, () => {
      const args = ['--scale', String(kernel.smallScale)];
      const { native } = checkScript(suiteFile('kernels', kernel.name, 'kernel.py'), { args, native: 'required' });
      assert.equal(native.stdout, kernel.expected.small);
    });
  }
});

for (const folder of ['traps', 'programs']) {
  describe(`${folder} (starts python)`, function () {
    this.timeout(120_000);
    for (const script of scriptsIn(suiteFile(folder))) {
      it(`${script.name}: ${script.checks}`, () => {
        checkScript(script.path, { native: script.native });
      });
    }
  });
}
