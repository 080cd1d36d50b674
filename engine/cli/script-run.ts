/** Runs a script as `tracejit run` does, from a command that watches it: same streams, with knobs of its own. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

function launcherPath(): string {
  const root = dirname(createRequire(import.meta.url).resolve('#package'));
  return join(root, 'native', 'python', 'launcher', 'tracejit');
}

export interface ScriptRun {
  /** Python options, script, its arguments. */
  readonly words: readonly string[];
  readonly knobs: Readonly<Record<string, string>>;
  /** Where the script's standard output goes: our own, or standard error (when ours carries a document). */
  readonly output: 'stdout' | 'stderr';
}

/** The exit code a shell would show: the script's own, or 128 + the signal's number. */
export function runScript({ words, knobs, output }: ScriptRun): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(launcherPath(), ['run', ...words], {
      stdio: ['inherit', output === 'stdout' ? 'inherit' : 2, 'inherit'],
      env: { ...process.env, ...knobs },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
