/** `tracejit serve`: a resident engine, warm, that many python processes share. */
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_IDLE_SECONDS } from '../../service/command-line.ts';

/** $XDG_RUNTIME_DIR is the user's own by definition; the cache folder elsewhere. */
function defaultSocket(): string {
  const runtime = process.env['XDG_RUNTIME_DIR'];
  return runtime
    ? join(runtime, 'tracejit', 'engine.sock')
    : join(homedir(), '.cache', 'tracejit', 'run', 'engine.sock');
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number of seconds above 0');
  return value;
}

async function serve(options: { socket: string; idle: number; json?: boolean }): Promise<void> {
  const path = resolve(options.socket);
  const engine = fileURLToPath(import.meta.resolve('#build/engine.cjs'));
  const child = spawn(process.execPath, [engine, '--socket', path, '--idle', String(options.idle)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.stdout.once('data', () => {
    const line = options.json
      ? JSON.stringify({ version: 1, socket: path, pid: child.pid })
      : `serving; use it with TRACEJIT_ENGINE=${path}`;
    process.stdout.write(`${line}\n`);
  });
  process.exitCode = await new Promise<number>((done) => child.once('exit', (code) => done(code === 0 ? 0 : 3)));
}

export function define(command: Command): void {
  command
    .option('--socket <path>', 'where to listen; its folder must be yours alone', defaultSocket())
    .option('--idle <seconds>', 'end after this long without a client', seconds, DEFAULT_IDLE_SECONDS)
    .option('--json', 'print the socket as JSON')
    .action(serve);
}
