/**
 * In which configurations a program is run: all that could compile it, or a few of them by turns; and how. What is tested
 * is ours, the passes and the lowering, and LLVM's optimising takes two thirds of a compilation: most programs are compiled
 * quickly in each configuration, the others as users have it in each (but `no-optimisation`).
 */
import { type Configuration, configurationNamed, JIT_CONFIGURATIONS, quickly } from '../oracle/configurations.ts';

/** The same but for LLVM's part. */
const ALWAYS = { quick: configurationNamed('quick'), full: configurationNamed('threshold-2') } as const;

/** Of the others, by turns, unless all are asked for. */
const BY_TURNS = 1;

/** One of so many programs is compiled with all of LLVM's passes and its own code generation. */
export const FULL_EVERY = 4;

export interface Choice {
  /** Passes of the program's longest loop: a configuration with a higher threshold would only interpret it. */
  readonly passes: number;
  /** The program's number, whose turn it is. */
  readonly index: number;
  readonly all: boolean;
}

export function chooseConfigurations({ passes, index, all }: Choice): Configuration[] {
  const full = index % FULL_EVERY === 0;
  const rows = full ? JIT_CONFIGURATIONS : JIT_CONFIGURATIONS.map(quickly);
  const always = full ? ALWAYS.full : ALWAYS.quick;
  const both: readonly string[] = [ALWAYS.full.name, ALWAYS.quick.name];
  const others = rows.filter(({ name, threshold }) => !both.includes(name) && threshold < passes);
  if (all || others.length <= BY_TURNS) return [always, ...others];
  const turn = full ? index / FULL_EVERY : index; // so that each configuration meets both ways
  const chosen = Array.from({ length: BY_TURNS }, (_, k) => others[(turn * BY_TURNS + k) % others.length]);
  return [always, ...chosen.filter((one) => one !== undefined)];
}
