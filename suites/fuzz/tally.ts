/** What a campaign has seen so far, and whether it was worth anything: a fuzzer whose programs compile nothing finds nothing. */
import { BAIL_REASONS } from '../../engine/base/bail.ts';
import { EXIT_REASONS } from '../../engine/base/exit-reasons.ts';
import type { JitCounters } from '../oracle/observation.ts';

/** Judged from this many programs on; below, only "nothing at all" is a complaint. */
export const ENOUGH_PROGRAMS = 200;
/** Reasons that random programs must reach: judged from this many on. */
export const ENOUGH_FOR_REASONS = 2000;

export const LEAST_SHARES = {
  entered: { share: 0.8, meaning: 'enter native code' },
  sideExit: { share: 0.3, meaning: 'take a side exit' },
} as const;
/** Programs that hit a limit in the interpreter are discarded; more of them are a fault of the generator. */
export const MOST_DISCARDED = 0.01;

/** Ends of native code that are no surprise, and what is counted beside the end itself. */
const ORDINARY_EXITS: ReadonlySet<string> = new Set(['Finished', 'Poll', 'EntryGuard', 'CalleeExit']);

export type Counts = Readonly<Record<string, number>>;

/** Plain data, so that a campaign can be written down and gone on with. */
export interface TallyData {
  readonly programs: number;
  readonly discarded: number;
  readonly entered: number;
  readonly sideExit: number;
  readonly runs: number;
  readonly exits: Counts;
  readonly bails: Counts;
  /** Programs and those that entered native code, by policy. */
  readonly policies: Readonly<Record<string, { readonly programs: number; readonly entered: number }>>;
}

export const EMPTY_TALLY: TallyData = {
  programs: 0,
  discarded: 0,
  entered: 0,
  sideExit: 0,
  runs: 0,
  exits: {},
  bails: {},
  policies: {},
};

/** One program's runs under the JIT; those of runs that died are missing. */
export interface ProgramRuns {
  readonly policy: string;
  readonly counters: readonly JitCounters[];
}

export function addDiscarded(tally: TallyData): TallyData {
  return { ...tally, discarded: tally.discarded + 1 };
}

export function addProgram(tally: TallyData, { policy, counters }: ProgramRuns): TallyData {
  const entered = counters.some(({ entries }) => entries > 0) ? 1 : 0;
  const surprised = ({ exits }: JitCounters) => Object.keys(exits).some((reason) => !ORDINARY_EXITS.has(reason));
  const before = tally.policies[policy] ?? { programs: 0, entered: 0 };
  return {
    ...tally,
    programs: tally.programs + 1,
    entered: tally.entered + entered,
    sideExit: tally.sideExit + (counters.some(surprised) ? 1 : 0),
    runs: tally.runs + counters.length,
    exits: counters.reduce((sum, { exits }) => addCounts(sum, exits), tally.exits),
    bails: counters.reduce((sum, { bails }) => addCounts(sum, bails), tally.bails),
    policies: {
      ...tally.policies,
      [policy]: { programs: before.programs + 1, entered: before.entered + entered },
    },
  };
}

export function mergeTallies(a: TallyData, b: TallyData): TallyData {
  const policies = { ...a.policies };
  for (const [name, row] of Object.entries(b.policies)) {
    const before = policies[name] ?? { programs: 0, entered: 0 };
    policies[name] = { programs: before.programs + row.programs, entered: before.entered + row.entered };
  }
  return {
    programs: a.programs + b.programs,
    discarded: a.discarded + b.discarded,
    entered: a.entered + b.entered,
    sideExit: a.sideExit + b.sideExit,
    runs: a.runs + b.runs,
    exits: addCounts(a.exits, b.exits),
    bails: addCounts(a.bails, b.bails),
    policies,
  };
}

function addCounts(a: Counts, b: Counts): Counts {
  const sum = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** Why the campaign proves nothing; empty when it does. `everyPolicy`: the programs were drawn from all of them. */
export function vacuity(tally: TallyData, everyPolicy: boolean): string[] {
  if (tally.programs === 0) return ['no program was run to its end'];
  if (tally.entered === 0) return [`none of ${tally.programs} programs entered native code`];
  if (tally.programs < ENOUGH_PROGRAMS) return [];
  const complaints: string[] = [];
  for (const key of ['entered', 'sideExit'] as const) {
    const { share, meaning } = LEAST_SHARES[key];
    if (tally[key] < share * tally.programs)
      complaints.push(`only ${percent(tally[key], tally.programs)} of the programs ${meaning}; ${share * 100} % must`);
  }
  const tried = tally.programs + tally.discarded;
  if (tally.discarded > MOST_DISCARDED * tried)
    complaints.push(`${percent(tally.discarded, tried)} of the programs hit a limit in the interpreter; 1 % may`);
  if (everyPolicy && tally.programs >= ENOUGH_FOR_REASONS) complaints.push(...unreached(tally));
  return complaints;
}

/** Rows of the two tables that say they are reached by fuzzing, and were not. */
function unreached({ exits, bails }: TallyData): string[] {
  const missing = (rows: typeof EXIT_REASONS | typeof BAIL_REASONS, counts: Counts) =>
    rows.filter(({ reach, name }) => reach === 'fuzz' && !counts[name]).map(({ name }) => name);
  return [
    ...missing(EXIT_REASONS, exits).map((name) => `no program took the exit ${name}`),
    ...missing(BAIL_REASONS, bails).map((name) => `no program met the bail ${name}`),
  ];
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}
