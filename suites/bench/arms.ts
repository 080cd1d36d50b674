/** The sides of the comparison that are Pythons, and how each is started. */
import { hostPython, suiteFile, tracejitCommand, versionOf } from '../machine.ts';

export const ARM_NAMES = ['cpython', 'tracejit', 'pypy3'] as const;
export type ArmName = (typeof ARM_NAMES)[number];

export interface Arm {
  readonly name: ArmName;
  /** Command line before the script. */
  readonly command: readonly string[];
  readonly version: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Cold means cold: no cache of compiled code, no engine of somebody else. */
const COLD = { TRACEJIT_CACHE: '', TRACEJIT_ENGINE: '' } as const;

/** Every arm this machine has; pypy3 only where it is installed. */
export function findArms(): Arm[] {
  const host = hostPython();
  const arms: Arm[] = [
    { name: 'cpython', command: [host.path], version: host.build, env: {} },
    { name: 'tracejit', command: [tracejitCommand(), 'run'], version: host.build, env: COLD },
  ];
  const pypy = versionOf('pypy3');
  if (pypy !== null) arms.push({ name: 'pypy3', command: ['pypy3'], version: pypy, env: {} });
  return arms;
}

/** The kernel's script, run by itself. */
export function wholeCommand(arm: Arm, kernel: string, scale: number): readonly string[] {
  return [...arm.command, suiteFile('kernels', kernel, 'kernel.py'), '--scale', String(scale)];
}

/** The kernel under child.py. */
export function steadyCommand(arm: Arm, kernel: string, scale: number): readonly string[] {
  return [...arm.command, suiteFile('bench', 'child.py'), suiteFile('kernels', kernel, 'kernel.py'), String(scale)];
}
