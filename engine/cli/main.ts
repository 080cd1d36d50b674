/**
 * `tracejit` for everything but running a script, for which the launcher turns into python.
 *
 * Exit codes: see exit-codes.ts.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { COMMANDS, type CommandModule } from './commands.ts';
import { EXIT, exitCodeLines } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

function version(): string {
  const path = createRequire(import.meta.url).resolve('#package');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

async function buildProgram(asked: string | undefined): Promise<Command> {
  const program = new Command('tracejit').version(version()).exitOverride();
  program
    .description('A tracing JIT for CPython 3.13.')
    .showHelpAfterError()
    .addHelpText('after', `\n${exitCodeLines()}`);
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(summary).exitOverride();
    if (name === asked) ((await load()) as CommandModule).define(command);
  }
  return program;
}

/** The exit code for what a command threw. */
function report(error: unknown): number {
  // commander has already printed its message; --help and --version come as errors with code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.Ok : EXIT.Usage;
  if (error instanceof UsageError) {
    process.stderr.write(`tracejit: ${error.message}\n`);
    return EXIT.Usage;
  }
  process.stderr.write(`tracejit: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.Fault;
}

/** Runs one command line (without node and script name). */
async function main(args: readonly string[]): Promise<void> {
  try {
    // `tracejit help doctor` shows the options of doctor, so it needs them.
    const program = await buildProgram(args[0] === 'help' ? args[1] : args[0]);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

await main(process.argv.slice(2));
