/** `tracejit trace`: record what a script's hot loops do, show it, and compile it again with no Python. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { decodeTrace } from '../../../traces/format/codec.ts';
import { TraceFormatError } from '../../../traces/format/format-error.ts';
import type { Trace } from '../../../traces/format/trace.ts';
import { Bail } from '../../base/bail.ts';
import { makeFolder } from '../../base/make-folder.ts';
import { traceJson, traceListing } from '../../bytecode/trace-listing.ts';
import { EXIT } from '../exit-codes.ts';
import { runScript } from '../script-run.ts';
import { REPLAY_STAGES, replayTrace } from '../trace-replay.ts';
import { UsageError } from '../usage-error.ts';

function readTrace(file: string): Trace {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(
      `${file}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : String(error)}`,
    );
  }
  try {
    return decodeTrace(bytes);
  } catch (error) {
    if (error instanceof TraceFormatError)
      throw new UsageError(`${file} is not a trace of this version: ${error.message}`);
    throw error;
  }
}

async function record(words: string[], options: { output: string; json?: boolean }): Promise<void> {
  const folder = resolve(options.output);
  makeFolder(folder);
  const before = new Set(readdirSync(folder));
  // waiting for the engine makes the recording the same each time
  const knobs = { TRACEJIT_TRACE_DIR: folder, TRACEJIT_SYNC: '1' };
  process.exitCode = await runScript({ words, knobs, output: options.json ? 'stderr' : 'stdout' });
  const made = readdirSync(folder)
    .filter((name) => name.endsWith('.trace') && !before.has(name))
    .toSorted();
  if (options.json) process.stdout.write(`${JSON.stringify({ version: 1, folder, traces: made })}\n`);
  else
    process.stderr.write(
      `tracejit: ${made.length === 0 ? 'nothing got hot: no trace recorded' : `${made.length} traces in ${folder}`}\n`,
    );
}

function show(file: string, options: { json?: boolean }): void {
  const trace = readTrace(file);
  process.stdout.write(`${options.json ? traceJson(trace) : traceListing(trace)}\n`);
}

interface Replayed {
  readonly file: string;
  /** Text by stage letter. */
  readonly stages: Record<string, string>;
  readonly refused: { reason: string; detail: string } | null;
}

function replayFile(file: string, letters: string): Replayed {
  try {
    return { file, stages: replayTrace(readTrace(file), letters), refused: null };
  } catch (error) {
    if (error instanceof Bail)
      return { file, stages: {}, refused: { reason: error.reason, detail: error.context.detail } };
    throw error;
  }
}

function replayText({ file, stages, refused }: Replayed): string {
  if (refused) return `# ${file}: not compiled: ${refused.reason}: ${refused.detail}\n`;
  return Object.entries(stages)
    .map(([letter, text]) => `# ${file} ${letter}\n${text.trimEnd()}\n`)
    .join('');
}

function replay(files: string[], options: { stage: string; json?: boolean }): void {
  const unknown = [...options.stage].find((letter) => !(letter in REPLAY_STAGES));
  if (unknown !== undefined)
    throw new UsageError(`--stage: ${unknown} is none of ${Object.keys(REPLAY_STAGES).join('')}`);
  const replayed = files.map((file) => replayFile(file, options.stage));
  process.stdout.write(
    options.json ? `${JSON.stringify({ version: 1, traces: replayed }, null, 2)}\n` : replayed.map(replayText).join(''),
  );
  if (replayed.some(({ refused }) => refused !== null)) process.exitCode = EXIT.Found;
}

export function define(command: Command): void {
  // so that options after the script are the script's
  command.enablePositionalOptions();
  command
    .command('record')
    .description('run a script and keep a trace of each hot loop and function')
    .requiredOption('-o, --output <folder>', 'folder for the traces')
    .option('--json', 'print what was recorded as JSON; the script then prints to standard error')
    .argument('<script...>', 'the script and its arguments')
    .passThroughOptions()
    .action(record);
  command
    .command('show')
    .description('print a trace: code, observations, objects')
    .option('--json', 'print it as JSON')
    .argument('<file>')
    .action(show);
  const letters = Object.entries(REPLAY_STAGES).map(([letter, meaning]) => `${letter} ${meaning}`);
  command
    .command('replay')
    .description('compile traces again, with no Python, and print the IR')
    .option('--stage <letters>', `what to print: ${letters.join(', ')}`, 'o')
    .option('--json', 'print it as JSON')
    .argument('<file...>')
    .action(replay);
}
