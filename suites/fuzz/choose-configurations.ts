/** In which configurations a program is run: all that could compile it, or a few of them by turns. */
import { type Configuration, JIT_CONFIGURATIONS } from '../oracle/configurations.ts';

/** In each program's run. */
const ALWAYS: Configuration = JIT_CONFIGURATIONS[0];

/** Of the others, by turns, unless all are asked for. */
const BY_TURNS = 1;

export interface Choice {
  /** Passes of the program's longest loop: a configuration with a higher threshold would only interpret it. */
  readonly passes: number;
  /** The program's number, whose turn it is. */
  readonly index: number;
  readonly all: boolean;
}

export function chooseConfigurations({ passes, index, all }: Choice): Configuration[] {
  const others = JIT_CONFIGURATIONS.filter((one) => one !== ALWAYS && one.threshold < passes);
  if (all || others.length <= BY_TURNS) return [ALWAYS, ...others];
  const turn = Array.from({ length: BY_TURNS }, (_, k) => others[(index * BY_TURNS + k) % others.length]);
  return [ALWAYS, ...turn.filter((one) => one !== undefined)];
}
