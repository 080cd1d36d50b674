/** Running one command with its output kept in build/logs, so that a quiet set-up can still say what went wrong. */
import { spawn } from 'node:child_process';
import { appendFileSync, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { at } from './root.mjs';
import { StepError } from './step-error.mjs';

const TAIL_LINES = 30;

/** One log file, filled by the commands of one step. */
export class Log {
  /** @param {string} name */
  constructor(name) {
    this.path = at('build', 'logs', `${name}.log`);
    mkdirSync(at('build', 'logs'), { recursive: true });
    writeFileSync(this.path, '');
  }

  /** The last lines, as shown after a failure. */
  tail() {
    return readFileSync(this.path, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  }
}

/**
 * Runs `program args…` in the clone's top folder.
 * @param {Log} log receives the command line and both output streams
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string> | undefined, mend?: string | undefined }} [options] env is added to the environment
 * @returns {Promise<void>}
 * @throws {StepError} when the program is missing or its exit code is not 0
 */
export function run(log, program, args, options = {}) {
  appendFileSync(log.path, `$ ${[program, ...args].join(' ')}\n`);
  const sink = createWriteStream(log.path, { flags: 'a' });
  const child = spawn(program, args, {
    cwd: at(),
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(sink, { end: false });
  child.stderr.pipe(sink, { end: false });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      sink.end();
      reject(new StepError(`cannot start ${program}: ${error.message}`, { mend: options.mend, log: log.path }));
    });
    child.on('close', (code, signal) => {
      sink.end(() => {
        if (code === 0) return resolve();
        const how = signal ? `was ended by ${signal}` : `exited with ${code}`;
        reject(new StepError(`${program} ${how}`, { mend: options.mend, log: log.path, tail: log.tail() }));
      });
    });
  });
}
