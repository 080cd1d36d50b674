/** `tracejit reduce`: a script that differs under the JIT, made small. The suites are imported when asked for. */
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { showProgress } from '../progress.ts';
import { UsageError } from '../usage-error.ts';

interface ReduceFlags {
  readonly configuration?: string;
  readonly output?: string;
  readonly maxRuns: number;
  readonly timeout: number;
  readonly save?: string | true;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  tracejit reduce script.py                        the reduced program on standard output, its story on standard error
  tracejit reduce script.py --output small.py      the program into a file
  tracejit reduce script.py --configuration quick  in one way of running it only (tracejit test names them)
`;

const DETAILS = `
The script is run many times, in parts, in folders of tracejit's own, with its own folder in sys.path and no arguments: give it
no work that must not be done in part. Beside what it prints, all its variables are compared at the end; where nothing differs,
a function main() is called some times more, to see whether memory is lost.
Exit codes: 0 it does not differ, 1 it does, 2 wrong use, 3 nothing ran natively, or what it does is not steady, 4 a fault of
tracejit itself.`;

async function reduce(file: string, flags: ReduceFlags): Promise<void> {
  const suites = await import('../../../suites/index.ts');
  const { kind, text, story } = await suites.reduce({
    file,
    configuration: flags.configuration ?? null,
    output: flags.output ?? null,
    maxRuns: flags.maxRuns,
    maxSeconds: flags.timeout,
    save: flags.save ?? null,
    json: flags.json ?? false,
    mutant: process.env['TRACEJIT_MUTANT'] || null,
    progress: showProgress,
  });
  if (kind === 'usage') throw new UsageError(`reduce: ${story}`);
  process.stderr.write(kind === 'unable' ? `tracejit: reduce: ${story}\n` : `${story}\n`);
  process.stdout.write(text);
  const codes = { reduced: EXIT.Found, same: EXIT.Ok, unable: EXIT.Unable } as const;
  process.exitCode = codes[kind];
}

function positive(name: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (value > 0 && value <= 1e6) return value;
    throw new UsageError(`reduce: --${name} wants a number above 0, not "${text}"`);
  };
}

export function define(command: Command): void {
  command
    .addHelpText('before', EXAMPLES.trimStart())
    .addHelpText('after', DETAILS)
    .argument('<file>', 'a Python script')
    .option('--configuration <name>', 'the way of running it (default: each in turn, the first in which it differs)')
    .option('--output <file>', 'write the reduced program there')
    .option('--max-runs <n>', 'try so many programs at most', positive('max-runs'), 1000)
    .option('--timeout <seconds>', 'take the smallest program so far after that long', positive('timeout'), 300)
    .option('--save [folder]', "keep it as a case; without a folder, in the checkout's suites/regress")
    .option('--json', 'print the report as JSON, the reduced program in it')
    .action(reduce);
}
