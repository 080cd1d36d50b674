/** Where it was measured: only like is compared with like. */
import { describeEnvironment as describeMachine, type Environment as Machine } from '../bench/environment.ts';

/** Of the machine what a time depends on; the commits are the sides'. */
export interface Environment extends Pick<Machine, 'cpu' | 'cores' | 'kernel' | 'python' | 'node'> {
  /** What goes before each command: pinning, no address randomisation. */
  readonly prefix: string;
}

export function describeEnvironment(prefix: readonly string[]): Environment {
  const { cpu, cores, kernel, python, node } = describeMachine();
  return { cpu, cores, kernel, python, node, prefix: prefix.join(' ') };
}
