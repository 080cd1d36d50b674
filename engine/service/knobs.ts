/** The engine's knobs, read once from the environment. */
import type { KnobName } from '../base/knobs.ts';

/** Stages that can be written to the log: trace, bytecode, IR lifted, IR optimised, snapshots, LLVM IR as linked, machine code, exits, LLVM IR optimised. */
export const DUMP_STAGES = ['t', 'b', 'i', 'o', 's', 'l', 'm', 'x', 'L'] as const;
export type DumpStage = (typeof DUMP_STAGES)[number];

/** Those whose texts LLVM makes. */
export const NATIVE_STAGES = ['l', 'L', 'm'] as const satisfies readonly DumpStage[];
export type NativeStage = (typeof NATIVE_STAGES)[number];

export interface EngineKnobs {
  readonly dump: ReadonlySet<DumpStage>;
  /** Names of passes left out. */
  readonly disable: ReadonlySet<string>;
  readonly verify: boolean;
  /** LLVM makes code fast rather than fast code. */
  readonly quick: boolean;
  /** Path, or null: no log. */
  readonly log: string | null;
  /** Which exit is forced, or null. */
  readonly forceExit: number | null;
  /** Folder, or null: nothing is kept. */
  readonly cache: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const isDumpStage = (letter: string): letter is DumpStage => (DUMP_STAGES as readonly string[]).includes(letter);

/** A knob that makes no sense is as good as not set: an engine has nobody to tell. */
export function readKnobs(environment: Environment): EngineKnobs {
  const knob = (name: KnobName) => environment[name] ?? '';
  const force = knob('TRACEJIT_FORCE_EXIT');
  return {
    dump: new Set([...knob('TRACEJIT_DUMP')].filter(isDumpStage)),
    disable: new Set(
      knob('TRACEJIT_DISABLE')
        .split(',')
        .filter((name) => name !== ''),
    ),
    verify: knob('TRACEJIT_VERIFY') === '1',
    quick: knob('TRACEJIT_QUICK') === '1',
    log: knob('TRACEJIT_LOG') || null,
    forceExit: /^[0-9]+$/.test(force) ? Number(force) : null,
    cache: knob('TRACEJIT_CACHE') || null,
  };
}
