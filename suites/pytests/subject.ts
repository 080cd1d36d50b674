/** What is compared: a run is a list of subjects, each with what was seen of it. A script is one subject, and so is each test of a suite. */
import type { Channel } from '../oracle/divergence.ts';
import type { JitCounters } from '../oracle/observation.ts';

/** One script or one test, as one run saw it. */
export interface Subject {
  /** Its name for the user: the script's path, the test's id. */
  readonly id: string;
  /** The script whose variable this is: no run of its own. */
  readonly variableOf?: string;
  /** What was seen; a channel that is left out was not looked at. */
  readonly channels: Partial<Readonly<Record<Channel, Seen>>>;
  /** What native code did for it; null when it was interpreted, or when nobody lived to tell. */
  readonly counters: JitCounters | null;
}

export interface Seen {
  /** What is compared, line by line. */
  readonly text: string;
  /**
   * What kind of thing it is, for the fingerprint, where lines say too much: `passed`, `signal SIGSEGV`. Without it the kind
   * of a difference is `line`.
   */
  readonly kind?: string;
  /** Shown beside the text, and not compared. */
  readonly detail?: string;
}

export type Counted = Omit<JitCounters, 'bails'>;

/** All together. What was interpreted has counted nothing. */
export function sumCounters(all: readonly (Counted | null)[]): Counted {
  let [regions, entries] = [0, 0];
  const exits: Record<string, number> = {};
  for (const counters of all) {
    if (counters === null) continue;
    regions += counters.regions;
    entries += counters.entries;
    for (const [reason, count] of Object.entries(counters.exits)) exits[reason] = (exits[reason] ?? 0) + count;
  }
  return { regions, entries, exits };
}

/** One program, one configuration. */
export interface Run {
  readonly subjects: readonly Subject[];
  /** Of the whole run, what happened between the subjects included; zeros when it was interpreted. */
  readonly counters: Counted;
  /** `script`, `unittest`, `pytest 8.3.4`. */
  readonly runner: string;
  readonly seconds: number;
  readonly notices: readonly string[];
  /** What was said besides, for a person to look at: of a script its standard error, of tests what the runner prints. */
  readonly output: string;
}
