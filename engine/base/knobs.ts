/**
 * Every knob of tracejit, each an environment variable: the one table behind `tracejit knobs` and the engine's
 * reader (service/knobs.ts). The extension reads its own in native/cpython; a spec compares the names.
 * `side` says who reads it; `both`: the extension hands it on to the engine it starts; `tests`: nothing that runs programs.
 */
export interface KnobRow {
  readonly name: string;
  /** As the user would write it; '' when unset means off. */
  readonly default: string;
  readonly side: 'launcher' | 'extension' | 'engine' | 'both' | 'tests';
  readonly meaning: string;
}

export const KNOBS = [
  { name: 'TRACEJIT', default: 'on', side: 'extension', meaning: 'off: the script is interpreted only' },
  { name: 'TRACEJIT_PYTHON', default: '', side: 'launcher', meaning: 'the python to run scripts with' },
  {
    name: 'TRACEJIT_SYNC',
    default: '0',
    side: 'extension',
    meaning: '1: the program waits for each answer of the engine (tests)',
  },
  {
    name: 'TRACEJIT_THRESHOLD',
    default: '1000',
    side: 'extension',
    meaning: 'back edges or calls before a loop or function is recorded',
  },
  {
    name: 'TRACEJIT_EXIT_THRESHOLD',
    default: '16',
    side: 'extension',
    meaning: 'exits at one place before it is recorded again',
  },
  {
    name: 'TRACEJIT_MAX_REGIONS',
    default: '1000',
    side: 'extension',
    meaning: 'most pieces of native code in one process',
  },
  {
    name: 'TRACEJIT_PARALLEL',
    default: 'off',
    side: 'extension',
    meaning:
      'on: loops whose iterations are proved independent run on several cores (tracejit run --parallel); always: however cheap',
  },
  {
    name: 'TRACEJIT_STARTED',
    default: '',
    side: 'extension',
    meaning:
      'CLOCK_MONOTONIC of the process start in nanoseconds, for the start-up stages of the stats (bench sets it)',
  },
  {
    name: 'TRACEJIT_STATS',
    default: '',
    side: 'extension',
    meaning: 'file for the counters, written at exit (%p: process id)',
  },
  {
    name: 'TRACEJIT_TRACE_DIR',
    default: '',
    side: 'extension',
    meaning: 'folder that keeps each trace sent, as <n>.trace',
  },
  {
    name: 'TRACEJIT_ENGINE',
    default: '',
    side: 'extension',
    meaning: 'socket of a running engine (tracejit serve); unset: start one',
  },
  {
    name: 'TRACEJIT_NODE',
    default: '',
    side: 'extension',
    meaning: 'the node to start an engine with; unset: the one on PATH',
  },
  { name: 'TRACEJIT_LOG', default: '', side: 'both', meaning: "file for the engine's log, JSON lines" },
  { name: 'TRACEJIT_CACHE', default: '', side: 'both', meaning: 'folder that keeps what was compiled' },
  {
    name: 'TRACEJIT_DUMP',
    default: '',
    side: 'both',
    meaning:
      'stages written to the log: t trace, b bytecode, i IR lifted, o IR optimised, s snapshots, l LLVM IR, L LLVM IR optimised, m machine code, x exits',
  },
  {
    name: 'TRACEJIT_DISABLE',
    default: '',
    side: 'both',
    meaning: 'passes left out, by name, with commas; all: every one',
  },
  {
    name: 'TRACEJIT_QUICK',
    default: '0',
    side: 'both',
    meaning: '1: compile in a quarter of the time, to slower code (fuzzing)',
  },
  { name: 'TRACEJIT_VERIFY', default: '0', side: 'both', meaning: '1: verify the IR after each pass and the LLVM IR' },
  {
    name: 'TRACEJIT_FORCE_EXIT',
    default: '',
    side: 'both',
    meaning: 'k: the k-th place that can exit always does (tests)',
  },
  {
    name: 'TRACEJIT_SLOWDOWN',
    default: '1',
    side: 'extension',
    meaning: 'native code takes that many times as long, by a busy wait after each entry (tests of the gate)',
  },
  {
    name: 'TRACEJIT_THREADS',
    default: '',
    side: 'extension',
    meaning: 'threads of a parallel loop; unset: the CPUs of this process, or what its control group grants of them',
  },
  {
    name: 'TRACEJIT_PARALLEL_CHUNK',
    default: '0',
    side: 'extension',
    meaning:
      'n: every parallel loop is shared out, however short, in chunks of n iterations (tests); 0: by what they cost',
  },
  {
    name: 'TRACEJIT_MUTANT',
    default: '',
    side: 'tests',
    meaning: 'the seeded miscompilation that tracejit fuzz shall find; doctor warns of it, run knows nothing of it',
  },
] as const satisfies readonly KnobRow[];

export type KnobName = (typeof KNOBS)[number]['name'];
