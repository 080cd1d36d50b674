/** Starting resident engines, right and wrong ones, and stopping them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFile } from '../../engine/base/build-folder.ts';

export interface RunningEngine {
  /** For TRACEJIT_ENGINE. */
  readonly socket: string;
  /** Ends it; resolves when it is gone. */
  stop(): Promise<void>;
}

/** It ended before it served; the message has what it wrote. */
export class EngineFailed extends Error {
  override name = 'EngineFailed';
}

function ready(child: ChildProcess, what: string): Promise<void> {
  let written = '';
  child.stderr?.on('data', (text: Buffer) => {
    written += text.toString();
  });
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new EngineFailed(`${what} ended by ${signal ?? code}: ${written}`)));
  });
}

/**
 * Waits until clients can connect.
 * @param mutant its name in the table; null: the engine that is shipped
 * @param knobs further environment variables
 * @throws EngineFailed
 */
export async function startEngine(
  mutant: string | null,
  knobs: Readonly<Record<string, string>> = {},
): Promise<RunningEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-engine-'));
  const socket = join(folder, 'engine.sock');
  const program = builtFile(mutant === null ? 'engine.cjs' : 'js/suites/mutants/engine.js');
  const child = spawn(process.execPath, [program, '--socket', socket], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...knobs, TRACEJIT_MUTANT: mutant ?? '' },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await ready(child, mutant ?? 'the engine');
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    socket,
    async stop() {
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
