/** `tracejit bench`: options in, the suites' report out. */
import { parseArgs } from 'node:util';

const USAGE = `usage: tracejit bench [--json] [--filter NAME] [--quick] [--whole | --startup]

Compares CPython, tracejit, pypy3 (where installed) and clang's C on the twelve kernels: steady calls, after warm-up.
  --whole     whole processes instead, at sizes that take CPython about 10 s
  --startup   the way from process start to the first native entry, by stage
  --filter    only the kernels whose name contains NAME
  --quick     small sizes and few rounds: to see that it works
  --json      the report as JSON`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  filter: { type: 'string', default: '' },
  quick: { type: 'boolean', default: false },
  whole: { type: 'boolean', default: false },
  startup: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Runs the command; `args` are the words after `bench`. Returns the exit code. */
export async function benchCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const suites = await import('../../../suites/index.ts');
  const progress = (line: string) => { if (process.stderr.isTTY) process.stderr.write(`${line}\n`); };
  const { text, exitCode } = await suites.bench({ ...options, progress });
  (exitCode >= 2 ? process.stderr : process.stdout).write(`${text}\n`);
  return exitCode;
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    if (error instanceof TypeError) return `tracejit bench: ${error.message}\n${USAGE}`;
    throw error;
  }
}
