/** The engine's log: JSON lines appended to a file. An engine has no terminal; without a file nothing is kept. */
import { appendFileSync } from 'node:fs';

export type LogEvent =
  | 'start'
  | 'loaded'
  | 'ready'
  | 'client'
  | 'region'
  | 'refusal'
  | 'fault'
  | 'dump'
  | 'cache'
  | 'end';
export type Log = (event: LogEvent, fields: Readonly<Record<string, unknown>>) => void;

/** A log that cannot be written is given up at the first failure: it must not stop the compiler. */
export function openLog(path: string | null): Log {
  let target = path;
  return (event, fields) => {
    if (target === null) return;
    const line = { at: new Date().toISOString(), pid: process.pid, event, ...fields };
    try {
      appendFileSync(
        target,
        `${JSON.stringify(line, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`,
      );
    } catch {
      target = null;
    }
  };
}
