/** The ways a program is run to be compared: one table. The first is the oracle. */
import { EVERY_PASS } from '../../engine/pipeline.ts';

export interface Configuration {
  readonly name: string;
  /** What differs from plain python, for `--help` and reports. */
  readonly meaning: string;
  /** null: no JIT at all. */
  readonly knobs: Readonly<Record<string, string>> | null;
  /** Passes of a loop before it is recorded in this configuration; a shorter program says nothing here. */
  readonly threshold: number;
}

export const INTERPRETER: Configuration = {
  name: 'interpreter',
  meaning: 'python itself',
  knobs: null,
  threshold: 0,
};

/** Never recompiled for an exit. */
const NO_RECOMPILATION = '1000000000';

/** LLVM's own optimising takes most of the time of a compilation, and is the same in all configurations that have it. */
const QUICK = '1';

/** The configuration under its name, but without the optimising of LLVM. */
export function quickly(configuration: Configuration): Configuration {
  return { ...configuration, knobs: { ...configuration.knobs, TRACEJIT_QUICK: QUICK } };
}

export const JIT_CONFIGURATIONS = [
  {
    name: 'quick',
    meaning: 'as threshold-2, without the optimising of LLVM: many programs in little time',
    knobs: {
      TRACEJIT_SYNC: '1',
      TRACEJIT_THRESHOLD: '2',
      TRACEJIT_EXIT_THRESHOLD: '2',
      TRACEJIT_QUICK: QUICK,
    },
    threshold: 2,
  },
  {
    name: 'threshold-2',
    meaning: 'recorded from the second pass on, recompiled at the second exit of a place',
    knobs: { TRACEJIT_SYNC: '1', TRACEJIT_THRESHOLD: '2', TRACEJIT_EXIT_THRESHOLD: '2' },
    threshold: 2,
  },
  {
    name: 'threshold-7',
    meaning: 'recorded from the seventh pass on',
    knobs: { TRACEJIT_SYNC: '1', TRACEJIT_THRESHOLD: '7', TRACEJIT_EXIT_THRESHOLD: '4' },
    threshold: 7,
  },
  {
    name: 'threshold-default',
    meaning: 'the thresholds that users have, each answer waited for',
    knobs: { TRACEJIT_SYNC: '1' },
    threshold: 1000,
  },
  {
    name: 'no-recompilation',
    meaning: 'what was compiled first stays, however often it exits',
    knobs: { TRACEJIT_SYNC: '1', TRACEJIT_THRESHOLD: '7', TRACEJIT_EXIT_THRESHOLD: NO_RECOMPILATION },
    threshold: 7,
  },
  {
    name: 'no-optimisation',
    meaning: 'all passes of the engine left out, and those of LLVM',
    knobs: {
      TRACEJIT_SYNC: '1',
      TRACEJIT_THRESHOLD: '2',
      TRACEJIT_EXIT_THRESHOLD: '2',
      TRACEJIT_QUICK: QUICK,
      TRACEJIT_DISABLE: EVERY_PASS,
    },
    threshold: 2,
  },
  {
    name: 'background',
    meaning: 'compiled beside the running program, as users have it, at a low threshold',
    knobs: { TRACEJIT_THRESHOLD: '2', TRACEJIT_EXIT_THRESHOLD: '4' },
    threshold: 2,
  },
] as const satisfies readonly Configuration[];

export type JitConfigurationName = (typeof JIT_CONFIGURATIONS)[number]['name'];

/** A name that users may have written; undefined: none of the table's. */
export function findConfiguration(name: string | undefined): Configuration | undefined {
  return JIT_CONFIGURATIONS.find((row) => row.name === name);
}

export function configurationNamed(name: JitConfigurationName): Configuration {
  const found = findConfiguration(name);
  if (!found) throw new Error(`no configuration ${name}`);
  return found;
}
