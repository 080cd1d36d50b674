/** `tracejit compare A B`: which of two is faster. The suites are imported when asked for. */
import type { Command } from 'commander';
import { finishGate, type MeasuringFlags, measuringOf, measuringOptions } from '../measuring.ts';

const EXAMPLES = `
Examples:
  tracejit compare v1 v2                    two commits, built and measured in turns
  tracejit compare main . fib               a commit and a checkout as it stands, one kernel
  tracejit compare old.json new.json        two results kept by gate, compare or bench --json: nothing is run
`;

const DETAILS = `
A side is a folder with a checkout, a result file, or else a commit, branch or tag. Two commits or checkouts are measured as
by "tracejit gate", whose --help explains the verdicts. Two files are compared by their times over the CPython measured
beside them, since they are of different times; where CPython itself differs by more than 3 %, the verdict is CONTAMINATED.

A comparison answers a question and does not fail for its answer, unless asked to. Exit codes: 0 compared, whatever came of
it; 1 with --fail-if-slower, B is slower; 2 wrong use, a damaged file among it; 3 something could not be measured; 4 a fault of tracejit itself.`;

interface CompareFlags extends MeasuringFlags {
  readonly failIfSlower?: boolean;
}

async function compare(a: string, b: string, kernels: string[], flags: CompareFlags): Promise<void> {
  const suites = await import('../../../suites/index.ts');
  const { failIfSlower = false } = flags;
  finishGate('compare', await suites.compare({ ...measuringOf('compare', kernels, flags), a, b, failIfSlower }));
}

export function define(command: Command): void {
  command
    .addHelpText('before', `${EXAMPLES.trim()}\n`)
    .addHelpText('after', DETAILS)
    .argument('<A>', 'the base: a commit, a checkout or a result file')
    .argument('<B>', 'what is compared with it')
    .argument('[kernel...]', 'kernels to measure (default: all)')
    .option('--fail-if-slower', 'exit code 1 where B is SLOWER, or LARGER, in anything');
  measuringOptions(command).action(compare);
}
