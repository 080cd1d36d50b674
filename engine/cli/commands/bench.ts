/** `tracejit bench`: options in, the suites' report out. The suites are imported when asked for: nobody else pays for them. */
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { UsageError } from '../usage-error.ts';

interface BenchFlags {
  readonly json?: boolean;
  readonly filter?: string;
  readonly quick?: boolean;
  readonly whole?: boolean;
  readonly startup?: boolean;
}

async function bench(flags: BenchFlags): Promise<void> {
  if (flags.whole && flags.startup)
    throw new UsageError('bench: --whole and --startup are two measurements, ask for one');
  const suites = await import('../../../suites/index.ts');
  const outcome = await suites.bench({
    filter: flags.filter ?? '',
    quick: flags.quick ?? false,
    whole: flags.whole ?? false,
    startup: flags.startup ?? false,
    json: flags.json ?? false,
    progress: showProgress,
  });
  if (outcome.kind === 'usage') throw new UsageError(`bench: ${outcome.text}`);
  if (outcome.kind === 'unable') {
    process.stderr.write(`tracejit: bench: ${outcome.text}\n`);
    process.exitCode = EXIT.Unable;
    return;
  }
  process.stdout.write(`${outcome.text}\n`);
  process.exitCode = outcome.kind === 'wrong' ? EXIT.Found : EXIT.Ok;
}

function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${line}\n`);
}

export function define(command: Command): void {
  command
    .option('--json', 'print the report as JSON')
    .option('--filter <name>', 'only the kernels whose name contains <name>')
    .option('--quick', 'small sizes and few rounds: to see that it works, not to quote')
    .option('--whole', 'whole processes, at sizes that take CPython about 10 s, instead of steady calls')
    .option(
      '--startup',
      'the way from process start to the first native entry, by the stages the stats file tells, instead of steady calls',
    )
    .action(bench);
}
