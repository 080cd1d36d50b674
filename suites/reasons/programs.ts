/**
 * The programs that reach the rows of engine/base/exit-reasons.ts and engine/base/bail.ts, one or more for each row.
 * Beside what script-header.ts asks for, a program says in the comment lines at its top:
 *
 *     # reaches: exit Poll                      (or: bail TooLarge)
 *     # knobs: TRACEJIT_FORCE_EXIT=6            (where it needs some; with commas)
 */
import { readFileSync } from 'node:fs';
import { BAIL_REASONS } from '../../engine/base/bail.ts';
import { EXIT_REASONS } from '../../engine/base/exit-reasons.ts';
import { suiteFile } from '../machine.ts';
import { HeaderError, type Script, scriptsIn } from '../oracle/script-header.ts';

/** How a reason is brought about: by running a program, or by a fault put into its surroundings (faults.ts). */
export type Way = 'directed' | 'faults';

/** One row of the two tables. */
export interface Reason {
  readonly table: 'exit' | 'bail';
  readonly name: string;
  readonly reach: (typeof EXIT_REASONS | typeof BAIL_REASONS)[number]['reach'];
}

export interface ReasonProgram extends Script {
  readonly way: Way;
  /** The row it reaches, e.g. `exit Poll`. */
  readonly reaches: string;
  readonly knobs: Readonly<Record<string, string>>;
}

/** All rows. */
export const REASONS: readonly Reason[] = [
  ...EXIT_REASONS.map(({ name, reach }) => ({ table: 'exit' as const, name, reach })),
  ...BAIL_REASONS.map(({ name, reach }) => ({ table: 'bail' as const, name, reach })),
];

/** A row as programs name it. */
export function nameOf({ table, name }: Reason): string {
  return `${table} ${name}`;
}

/** What a random program reaches can be reached by a written one as well. */
export function wayOf({ reach }: Reason): Way {
  return reach === 'fault-injection' ? 'faults' : 'directed';
}

/** The programs of suites/reasons/<way>. @throws HeaderError */
export function programsOf(way: Way): ReasonProgram[] {
  return scriptsIn(suiteFile('reasons', way)).map((script) => {
    const text = readFileSync(script.path, 'utf8');
    const reaches = /^# reaches: ((?:exit|bail) \w+)$/m.exec(text)?.[1];
    if (reaches === undefined)
      throw new HeaderError(`${script.path}: no "# reaches: exit …" or "# reaches: bail …" line`);
    const knobs = /^# knobs: (.+)$/m.exec(text)?.[1]?.split(',') ?? [];
    return { ...script, way, reaches, knobs: Object.fromEntries(knobs.map((knob) => knob.trim().split('=', 2))) };
  });
}
