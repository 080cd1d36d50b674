/** `tracejit bench`: options in, the suites' report out. The suites are imported when asked for: nobody else pays for them. */
import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { expectWritable, STANDARD_OUTPUT, writeOutput } from '../output-file.ts';
import { showProgress } from '../progress.ts';
import { parseShard, type Shard } from '../shard.ts';
import { UsageError } from '../usage-error.ts';

/** Options that name a file for one form of the report. */
const FILES = ['json', 'samples', 'markdown', 'html', 'readme'] as const;
/** Options that name a measurement; steady when none is given. */
const MEASUREMENTS = ['steady', 'whole', 'startup', 'spread'] as const;

type BenchFlags = Readonly<Partial<Record<(typeof FILES)[number], string>>> &
  Readonly<Partial<Record<(typeof MEASUREMENTS)[number], boolean>>> & {
    readonly filter?: string;
    readonly quick?: boolean;
    readonly parallel?: boolean;
    readonly from?: string[];
    readonly shard?: Shard;
  };

const EXAMPLES = `
Examples:
  tracejit bench                            the twelve kernels, steady: CPython, tracejit and what else is installed
  tracejit bench fib matmul --whole         two of them as whole processes, from an empty and from a filled cache
  tracejit bench my.py -- --size 10         your own script: interpreted, cold, warm cache; its output must be the same
  tracejit bench --parallel                 nine kernels with parallel loops, by number of threads
  tracejit bench --json now.json --html now.html
  tracejit bench --from now.json --readme README.md
                                            measures nothing: the table between the README's bench markers made anew
`;

const DETAILS = `
A file - is standard output, in place of the table. Exit codes: 0 measured; 1 an arm's result differs from CPython's;
with --parallel also a speed-up below 0.9 of C's; 2 wrong use; 3 could not be measured; 4 a fault of tracejit itself.`;

/** Nothing was measured. */
function sayWhy({ kind, text }: { readonly kind: string; readonly text: string }): void {
  if (kind === 'usage') throw new UsageError(`bench: ${text}`);
  process.stderr.write(`tracejit: bench: ${text}\n`);
  process.exitCode = EXIT.Unable;
}

/** What `--parallel` does not go with: it has kernels, a measurement and forms of its own. */
const NOT_PARALLEL = [...MEASUREMENTS, 'samples', 'markdown', 'html', 'readme', 'from'] as const;

async function benchParallel(words: readonly string[], flags: BenchFlags): Promise<void> {
  const other = NOT_PARALLEL.find((name) => flags[name] !== undefined);
  if (other) throw new UsageError(`bench: --parallel and --${other} do not go together`);
  expectWritable(flags.json ?? STANDARD_OUTPUT, '--json');
  const suites = await import('../../../suites/index.ts');
  const { filter = '', shard = null, quick = false, json } = flags;
  const outcome = await suites.benchParallel({ kernels: words, filter, shard, quick, progress: showProgress });
  if ('text' in outcome) return sayWhy(outcome);
  if (json !== undefined) writeOutput(json, suites.PARALLEL_FORMS.json(outcome.document));
  if (json !== STANDARD_OUTPUT) process.stdout.write(suites.PARALLEL_FORMS.text(outcome.document));
  process.exitCode = { met: EXIT.Ok, missed: EXIT.Found, unmeasured: EXIT.Unable }[outcome.kind];
}

async function bench(words: string[], flags: BenchFlags): Promise<void> {
  if (flags.parallel) return benchParallel(words, flags);
  for (const name of FILES) expectWritable(flags[name] ?? STANDARD_OUTPUT, `--${name}`);
  const toOutput = FILES.filter((name) => flags[name] === STANDARD_OUTPUT);
  if (toOutput.length > 1)
    throw new UsageError(`bench: --${toOutput.join(' - and --')} - would be mixed: give one of them a file`);
  if (flags.from && choosesWork(words, flags))
    throw new UsageError(
      'bench: --from measures nothing: it goes with no kernel, no script and no choice of what is measured',
    );
  const suites = await import('../../../suites/index.ts');
  const readme = flags.readme === undefined ? null : readResult(flags.readme).text;
  const lacking = readme === null ? null : suites.benchTablePlace(readme);
  if (lacking !== null) throw new UsageError(`bench: ${flags.readme} ${lacking}`);
  const outcome = flags.from
    ? suites.readBench(flags.from.map(readResult))
    : await suites.bench(optionsOf(words, flags));
  if ('text' in outcome) return sayWhy(outcome);
  const { document, kind } = outcome;
  for (const form of ['json', 'samples', 'markdown'] as const) {
    const path = flags[form];
    if (path !== undefined) writeOutput(path, suites.BENCH_FORMS[form](document));
  }
  if (flags.html !== undefined) {
    const { performancePage } = await import('../../../reports/index.ts');
    writeOutput(flags.html, performancePage({ bench: document }));
  }
  if (flags.readme !== undefined && readme !== null)
    writeOutput(flags.readme, suites.withBenchTable(readme, document) ?? readme);
  if (toOutput.length === 0) process.stdout.write(suites.BENCH_FORMS.text(document));
  process.exitCode = kind === 'wrong' ? EXIT.Found : EXIT.Ok;
}

function choosesWork(words: readonly string[], flags: BenchFlags): boolean {
  const chosen = flags.filter !== undefined || flags.shard !== undefined || flags.quick === true;
  return words.length > 0 || chosen || MEASUREMENTS.some((name) => flags[name]);
}

function optionsOf(words: readonly string[], flags: BenchFlags) {
  const asked = MEASUREMENTS.filter((name) => flags[name]);
  const script = words[0] !== undefined && (words[0].endsWith('.py') || existsSync(words[0])) ? words : null;
  if (script && (asked.length > 0 || flags.filter !== undefined || flags.shard))
    throw new UsageError('bench: a script is measured as whole processes; kernels are chosen by --filter and --shard');
  if (script?.[0] !== undefined && !existsSync(script[0])) throw new UsageError(`bench: there is no file ${script[0]}`);
  return {
    kernels: script ? [] : words,
    script,
    filter: flags.filter ?? '',
    shard: flags.shard ?? null,
    quick: flags.quick ?? false,
    measurements: asked.length === 0 ? (['steady'] as const) : asked,
    progress: showProgress,
  };
}

function readResult(path: string): { path: string; text: string } {
  if (!existsSync(path)) throw new UsageError(`bench: there is no file ${path}`);
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    throw new UsageError(`bench: ${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

export function define(command: Command): void {
  command
    .usage('[options] [kernel... | script.py [-- arguments]]')
    .addHelpText('before', `${EXAMPLES.trim()}\n`)
    .addHelpText('after', DETAILS)
    .argument('[word...]', 'kernels (default: all), or one script and its arguments')
    .option('--steady', 'calls of the warm program (what is measured unless another is asked for)')
    .option('--whole', 'whole processes, at sizes that take CPython about 10 s; cold, and from a filled cache')
    .option('--startup', 'the way from process start to the first native entry, by the stages the stats file tells')
    .option('--spread', 'the steady program in ten fresh processes: how far they lie apart')
    .option('--parallel', 'loops on several cores, against serial native code and against C on as many threads')
    .option('--filter <name>', 'only the kernels whose name contains <name>')
    .option('--shard <i/n>', 'only the i-th of n shares of the kernels', parseShard)
    .option('--quick', 'small sizes and few rounds: to see that it works, not to quote')
    .option('--from <file...>', 'measure nothing, show these results of --json (of several shards: as one)')
    .option('--json <file>', 'the result, with every sample and the environment')
    .option('--samples <file>', 'every sample as a line of JSON, the environment first')
    .option('--markdown <file>', 'the tables as Markdown')
    .option('--html <file>', 'one page, self-contained')
    .option('--readme <file>', 'replace what stands between <!-- bench:start --> and <!-- bench:end --> by the tables')
    .action(bench);
}
