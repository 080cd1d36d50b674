/** The sides of the comparison that are Pythons, and how each is started. */
import { spawnSync } from 'node:child_process';
import { hostPython, suiteFile, tracejitCommand, versionOf } from '../machine.ts';

/** Every side there can be, in the order of reports; `c` is no Python (twin.ts). */
export const ARM_NAMES = ['cpython', 'tracejit', 'tracejit-warm', 'pypy3', 'numba', 'c'] as const;
export type ArmName = (typeof ARM_NAMES)[number];

export interface Arm {
  readonly name: ArmName;
  /** Command line before the script. */
  readonly command: readonly string[];
  readonly version: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Cold means cold: no cache of compiled code, no engine of somebody else. */
export const COLD = { TRACEJIT_CACHE: '', TRACEJIT_ENGINE: '' } as const;

/** Every arm this machine has; pypy3 and Numba only where they are installed. */
export function findArms(): Arm[] {
  const host = hostPython();
  const arms: Arm[] = [
    { name: 'cpython', command: [host.path], version: host.build, env: {} },
    { name: 'tracejit', command: [tracejitCommand(), 'run'], version: host.build, env: COLD },
  ];
  const pypy = versionOf('pypy3');
  if (pypy !== null) arms.push({ name: 'pypy3', command: ['pypy3'], version: pypy, env: {} });
  const numba = numbaVersion();
  if (numba !== null) arms.push({ name: 'numba', command: [host.path], version: `Numba ${numba}`, env: {} });
  return arms;
}

/** Of the Numba that the CPython compared with can import; null without one. */
function numbaVersion(): string | null {
  const child = spawnSync(hostPython().path, ['-c', 'import numba; print(numba.__version__)'], { encoding: 'utf8' });
  return child.status === 0 ? child.stdout.trim() : null;
}

/** tracejit with a cache that earlier runs have filled. */
export function warmArm({ command, version }: Arm, cache: string): Arm {
  return { name: 'tracejit-warm', command, version, env: { TRACEJIT_CACHE: cache, TRACEJIT_ENGINE: '' } };
}

/** The kernel's script, run by itself. */
export function wholeCommand(arm: Arm, kernel: string, scale: number): readonly string[] {
  const compiler = arm.name === 'numba' ? [suiteFile('bench', 'numba_kernel.py')] : [];
  return [...arm.command, ...compiler, kernelScript(kernel), '--scale', String(scale)];
}

/** A kernel's script under child.py. */
export function steadyCommand(arm: Arm, script: string, scale: number): readonly string[] {
  const compiler = arm.name === 'numba' ? ['numba'] : [];
  return [...arm.command, suiteFile('bench', 'child.py'), script, String(scale), ...compiler];
}

/** The script of a kernel of suites/kernels. */
export function kernelScript(kernel: string): string {
  return suiteFile('kernels', kernel, 'kernel.py');
}
