/** Exit codes of every command but `run`, whose code is python's own. */
export const EXIT = {
  /** Fine. */
  Ok: 0,
  /** The thing looked for was found: a difference, a slower build, a failed test. */
  Found: 1,
  /** The command line was wrong. */
  Usage: 2,
  /** Could not be run or measured: a tool is missing, nothing was compiled. */
  Unable: 3,
  /** A fault of tracejit itself. */
  Fault: 4,
} as const satisfies Record<string, number>;
