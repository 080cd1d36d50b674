/**
 * The commands of `tracejit`: a new one is a file in commands/ and a line here.
 *
 * Only the module of the command that was asked for is loaded, so that one command's imports do not slow the others.
 */
import type { Command } from 'commander';

/** What a file in commands/ exports: arguments, options and `.action(…)` of its command. */
export interface CommandModule {
  define(command: Command): void;
}

interface CommandEntry {
  /** One line in `tracejit --help`. */
  readonly summary: string;
  load(): Promise<CommandModule>;
}

export const COMMANDS = {
  run: { summary: 'run a script as python does, its hot parts natively', load: () => import('./commands/run.ts') },
  bench: {
    summary: 'compare with CPython, pypy3, Numba and C, on the twelve kernels or on your script',
    load: () => import('./commands/bench.ts'),
  },
  gate: {
    summary: 'say whether a commit made anything slower',
    load: () => import('./commands/gate.ts'),
  },
  compare: {
    summary: 'compare two commits, checkouts or kept results',
    load: () => import('./commands/compare.ts'),
  },
  fuzz: {
    summary: 'run random programs both ways and tell the first thing that differs',
    load: () => import('./commands/fuzz.ts'),
  },
  reduce: {
    summary: 'make a script that differs under the JIT as small as it can be, and say what is to blame',
    load: () => import('./commands/reduce.ts'),
  },
  test: {
    summary: 'run a script or tests interpreted and under the JIT, and say what differs',
    load: () => import('./commands/test.ts'),
  },
  report: {
    summary: 'gather what bench, test, fuzz and gate found: pages, JUnit, CTRF, Markdown',
    load: () => import('./commands/report.ts'),
  },
  explain: {
    summary: 'say of each hot line whether it was compiled, and why not',
    load: () => import('./commands/explain.ts'),
  },
  trace: { summary: 'record, show and replay traces of hot loops', load: () => import('./commands/trace.ts') },
  serve: { summary: 'keep an engine running that many programs share', load: () => import('./commands/serve.ts') },
  cache: { summary: 'list or clear what TRACEJIT_CACHE keeps', load: () => import('./commands/cache.ts') },
  knobs: { summary: 'show every environment variable', load: () => import('./commands/knobs.ts') },
  doctor: { summary: 'show the whole toolchain and how to mend it', load: () => import('./commands/doctor.ts') },
} as const satisfies Record<string, CommandEntry>;
