/** The engine's own arguments. Not for people: the extension and `tracejit serve` write them. */
import { parseArgs } from 'node:util';

export type Place =
  /** An inherited, connected socket; the engine ends with it. */
  | { readonly kind: 'descriptor'; readonly fd: number }
  | { readonly kind: 'path'; readonly path: string; readonly idleMs: number };

export const DEFAULT_IDLE_SECONDS = 600;

/** @throws Error on anything it does not know. */
export function parsePlace(args: readonly string[]): Place {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fd: { type: 'string' },
      socket: { type: 'string' },
      idle: { type: 'string', default: String(DEFAULT_IDLE_SECONDS) },
    },
  });
  if (values.fd !== undefined && /^[0-9]+$/.test(values.fd)) return { kind: 'descriptor', fd: Number(values.fd) };
  const idleMs = Number(values.idle) * 1000;
  if (values.socket !== undefined && idleMs > 0) return { kind: 'path', path: values.socket, idleMs };
  throw new Error('usage: engine.cjs --fd N | --socket PATH [--idle SECONDS]');
}
