/** How a process ends, and what it said last. */
import type { ChildProcess } from 'node:child_process';
import type { Ending } from './errors.ts';

/** How long Python may take to end when its channel has closed. */
const GOODBYE_MS = 3000;
/** How long stderr may take to end after its process: a process that Python started may hold it open. */
const LAST_WORDS_MS = 200;
const BYTES_KEPT = 4096;
const LINES_KEPT = 12;

export interface LastWords {
  /** Its last lines on stderr, so far. */
  lines(): string;
  /** Resolves when it has ended, or could not be started, and all it wrote has come. */
  readonly ended: Promise<Ending>;
}

/** Passes stderr on to ours, and kills the process when it outlives its channel. */
export function watchEnding(child: ChildProcess): LastWords {
  let kept = Buffer.alloc(0);
  child.stderr?.on('data', (bytes: Buffer) => {
    process.stderr.write(bytes);
    kept = Buffer.concat([kept, bytes]).subarray(-BYTES_KEPT);
  });
  const lines = () => kept.toString('utf8').trimEnd().split('\n').slice(-LINES_KEPT).join('\n');

  const ended = new Promise<Ending>((resolve) => {
    let patience: NodeJS.Timeout | undefined;
    child.once('error', ({ message }) =>
      resolve({ exitCode: null, signal: null, stderr: '', reason: `could not be started (${message})` }),
    );
    child.once('disconnect', () => {
      const exited = child.exitCode !== null || child.signalCode !== null;
      if (!exited) patience = setTimeout(() => child.kill('SIGKILL'), GOODBYE_MS);
    });
    child.once('exit', (exitCode, signal) => {
      const gone = () => resolve({ exitCode, signal, stderr: lines() });
      clearTimeout(patience);
      patience = setTimeout(gone, LAST_WORDS_MS);
      const quiet = () => {
        clearTimeout(patience);
        gone();
      };
      child.once('close', quiet);
      // Node has no `close` for a process whose channel was closed from here: then nothing but stderr can still come.
      if (!child.connected) {
        if (child.stderr?.closed) quiet();
        else child.stderr?.once('close', quiet);
      }
    });
  });
  return { lines, ended };
}
