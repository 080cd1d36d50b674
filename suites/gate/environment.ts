/** Where it was measured: only like is compared with like. */
import { cpus, release } from 'node:os';
import { hostPython } from '../machine.ts';

export interface Environment {
  readonly cpu: string;
  readonly cores: number;
  readonly kernel: string;
  readonly python: string;
  readonly node: string;
  /** What goes before each command: pinning, no address randomisation. */
  readonly prefix: string;
}

export function describeEnvironment(prefix: readonly string[]): Environment {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    kernel: release(),
    python: hostPython().build,
    node: process.version,
    prefix: prefix.join(' '),
  };
}
