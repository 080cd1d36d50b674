/** The first thing by which two runs of a program can be told apart. */

/**
 * In the order in which they are compared. A crash explains a difference of output, not the other way round; what is printed
 * has no types, and any fault at all gives `stdout: line` in a program that prints its results, so it comes after what has.
 * `compiler` is none by which the runs can be told apart: a fault of the compiler's own, which costs the program only speed.
 */
export const CHANNELS = ['exit', 'result', 'exception', 'effects', 'state', 'stdout', 'lifetime', 'compiler'] as const;

export type Channel = (typeof CHANNELS)[number];

export interface Divergence {
  readonly channel: Channel;
  /**
   * What kind of difference, without values, paths and lines, so that it stays the same while a program shrinks:
   * `int -> float`, `float value`, `missing`, `signal SIGSEGV`, `limit wall`, `traceback line`, `reference count`, …
   */
  readonly kind: string;
  /** Where: a path of the dump, a line of stdout, or ''. */
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
}

/** Equal for two divergences that are most likely one fault. */
export function fingerprint({ channel, kind }: Pick<Divergence, 'channel' | 'kind'>): string {
  return `${channel}: ${kind}`;
}
