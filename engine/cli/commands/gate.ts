/** `tracejit gate`: may this commit be merged, as far as speed goes. The suites are imported when asked for. */
import type { Command } from 'commander';
import { finishGate, type MeasuringFlags, measuringOf, measuringOptions } from '../measuring.ts';
import { expectWritable } from '../output-file.ts';

interface GateFlags extends MeasuringFlags {
  readonly base: string;
  readonly head?: string;
  readonly strict?: boolean;
  readonly acceptCounters?: boolean;
  readonly history?: string;
}

const EXAMPLES = `
Examples:
  tracejit gate --base main                          the working tree against where it left main: all kernels, 5 minutes and more
  tracejit gate --base main --quick                  five minutes of measuring at most
  tracejit gate --base HEAD~1 fib matmul             two kernels
  tracejit gate --base HEAD --head HEAD --same       a commit against itself: how noisy is this machine?
  tracejit gate --base HEAD --head HEAD --head-env TRACEJIT_SLOWDOWN=1.05
                                                     would the gate see 5 %?
`;

const DETAILS = `
Both sides are built first, as worktrees in ~/.cache/tracejit/gate (minutes, once for each commit), then run in turns, beside
CPython, which no change can touch. The first rounds settle what is the same; the rest is measured again, and judged on the
fresh rounds alone. Verdicts:
  SLOWER        the slow-down is certain, and matters (low bound above a fifth of the budget, centre above two fifths)
  FASTER        the other way round
  SAME          a slow-down as large as the budget is ruled out
  INCONCLUSIVE  neither: the column "can see" tells what these rounds would have shown
  CONTAMINATED  CPython moved too: it was the machine
  ERROR         a side crashed, took too long, answered nonsense, or never ran natively
Counters of the JIT (traces, exits, bails, code bytes, IR ops) are exact and have no budget: any that gets worse fails.
What speed costs has verdicts too, LARGER and SMALLER for memory: the way to the first native entry, the processor time of a
process that begins with nothing compiled (engine included), the peak memory of the process and of the engine.
Budgets, and the noise they rest on: ci/thresholds.ts.

Exit codes: 0 no regression; 1 a kernel, the geometric mean, a cost or a counter got worse; 2 wrong use; 3 not measured: ERROR or
CONTAMINATED somewhere (with --strict also INCONCLUSIVE), or a side does not build; 4 a fault of tracejit itself.`;

async function gate(kernels: string[], flags: GateFlags): Promise<void> {
  if (flags.history !== undefined) expectWritable(flags.history, '--history');
  const suites = await import('../../../suites/index.ts');
  const outcome = await suites.gate({
    ...measuringOf('gate', kernels, flags),
    base: flags.base,
    head: flags.head ?? null,
    strict: flags.strict ?? false,
    acceptCounters: flags.acceptCounters ?? false,
    history: flags.history ?? null,
  });
  finishGate('gate', outcome);
}

export function define(command: Command): void {
  command
    .addHelpText('before', `${EXAMPLES.trim()}\n`)
    .addHelpText('after', DETAILS)
    .argument('[kernel...]', 'kernels to measure (default: all)')
    .requiredOption(
      '--base <side>',
      'what to compare with: a branch or commit (its merge base is taken), or a checkout',
    )
    .option(
      '--head <side>',
      'what to judge: a commit or a checkout (default: the working tree, without untracked files)',
    )
    .option('--accept-counters', 'tell counters that got worse, and do not fail for them')
    .option('--strict', 'INCONCLUSIVE is not good enough: exit code 3')
    .option('--history <file>', "append this run to a JSON-lines file, and tell where a kernel's line in it bends");
  measuringOptions(command).action(gate);
}
