/** run(n)'s argument at a scale, asked of the kernel itself: its `sized` is the only place that knows. */
import { spawnSync } from 'node:child_process';
import { hostPython, packageFolder } from '../machine.ts';

const QUESTION = 'import runpy, sys; print(runpy.run_path(sys.argv[1])["sized"](float(sys.argv[2])))';

export function kernelSize(script: string, scale: number): number {
  const child = spawnSync(hostPython().path, ['-c', QUESTION, script, String(scale)], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: packageFolder(), TRACEJIT: 'off' },
  });
  if (child.status !== 0) throw new Error(`${script} has no sized(): ${child.stderr}`);
  return Number(child.stdout);
}
