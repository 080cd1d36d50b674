/** `tracejit test`: a user's script or tests, interpreted and under the JIT. The suites are imported when asked for. */
import { type Command, Option } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { showProgress } from '../progress.ts';
import { parseShard, type Shard } from '../shard.ts';
import { shardTestFiles } from '../test-files.ts';
import { UsageError } from '../usage-error.ts';

interface TestFlags {
  readonly configuration?: string[];
  readonly runner?: 'pytest' | 'unittest';
  readonly python?: string;
  readonly only?: string[];
  readonly timeout: number;
  readonly shard?: Shard;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  tracejit test script.py                  a script: output, exit code, standard error, variables at the end
  tracejit test script.py -- --size 10     with arguments of its own
  tracejit test tests/                     a folder of tests, by pytest where it is installed, else unittest
  tracejit test package.test_module        a module, by unittest
  tracejit test tests/ -- -k "not slow"    with words for pytest
`;

const DETAILS = `
Everything runs twice interpreted, then once in each configuration. What differs between the two interpreted runs is named
and not compared. Exit codes: 0 nothing differs, 1 something does, 2 wrong use, 3 nothing ran natively or could be
compared, 4 a fault of tracejit itself.`;

/** What stands after `--`, which commander leaves among the operands. */
function wordsAfterDashes(): string[] {
  const at = process.argv.indexOf('--');
  return at === -1 ? [] : process.argv.slice(at + 1);
}

async function test(words: string[], flags: TestFlags): Promise<void> {
  const args = wordsAfterDashes();
  const paths = words.slice(0, words.length - args.length);
  if (paths.length === 0) throw new UsageError('test: nothing to test before --');
  const suites = await import('../../../suites/index.ts');
  const outcome = await suites.test({
    paths: flags.shard ? shardTestFiles(paths, flags.shard) : paths,
    args,
    configurations: flags.configuration ?? [],
    runner: flags.runner ?? null,
    python: flags.python ?? null,
    only: flags.only ?? [],
    timeout: flags.timeout,
    json: flags.json ?? false,
    progress: showProgress,
  });
  if (outcome.kind === 'usage') throw new UsageError(`test: ${outcome.text}`);
  if (outcome.kind === 'unable') process.stderr.write(`tracejit: test: ${outcome.text}\n`);
  else process.stdout.write(`${outcome.text}\n`);
  const codes = {
    same: EXIT.Ok,
    different: EXIT.Found,
    inconclusive: EXIT.Unable,
    vacuous: EXIT.Unable,
    unable: EXIT.Unable,
  };
  process.exitCode = codes[outcome.kind];
}

function collect(word: string, before: string[] = []): string[] {
  return [...before, word];
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1e6)) throw new UsageError(`test: ${text} is no number of seconds above 0`);
  return value;
}

export function define(command: Command): void {
  command
    .usage('[options] (script.py | folder | file | module)... [-- arguments]')
    .addHelpText('before', `${EXAMPLES.trim()}\n`)
    .addHelpText('after', DETAILS)
    .argument('<path...>', 'a script, or tests')
    .option(
      '--configuration <name>',
      'a way of running it, as often as wanted (default: threshold-2, threshold-7, threshold-default)',
      collect,
    )
    .addOption(new Option('--runner <name>', 'who runs the tests').choices(['pytest', 'unittest']))
    .option('--python <program>', 'the python to use (default: as tracejit run)')
    .option('--only <id>', 'only the test with this id, as a report names it; as often as wanted', collect)
    .option('--timeout <seconds>', 'end a run after that long', positive, 600)
    .option('--shard <i/n>', 'only the i-th of n shares of the test files in these folders', parseShard)
    .option('--json', 'print the report as JSON')
    .action(test);
}
