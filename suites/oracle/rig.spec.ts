import assert from 'node:assert/strict';
import { configurationNamed, INTERPRETER } from './configurations.ts';
import { Rig } from './rig.ts';

/** Tells which warm python it is a copy of. */
const PROGRAM = {
  name: '/tmp/program.py',
  source:
    'import os\ndef f(n):\n    s = 0.5\n    for i in range(n):\n        s += i\n    return s\nf(50), f(60)\nprint(os.getppid())\n',
};

describe('a rig (starts python and node)', function () {
  this.timeout(20_000);

  it('begins its warm processes anew after so many programs, also for several who ask at a time', async () => {
    const rig = new Rig(null, {}, 4);
    try {
      const warm = rig.warm();
      const rows = [INTERPRETER, configurationNamed('quick')];
      const seen = await Promise.all(
        Array.from({ length: 8 }, (_, k) => warm.observe(rows[k % 2] ?? INTERPRETER, PROGRAM)),
      );
      const parents = seen.map(({ stdout }) => stdout);
      const [first, second] = [parents.slice(0, 4), parents.slice(4)];
      assert.deepEqual([new Set(first).size, new Set(second).size, new Set(parents).size], [2, 2, 4]);
      for (const { counters } of seen) if (counters) assert.ok(counters.entries > 0, JSON.stringify(counters));
    } finally {
      await rig.close();
    }
  });
});
