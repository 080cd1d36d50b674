/** The engine as a process: a private one on an inherited socket, or a resident one on a path. */
import { chmodSync, statSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, Socket } from 'node:net';
import { dirname } from 'node:path';
import { makeFolder } from '../base/make-folder.ts';
import type { Answer } from './connection.ts';
import { serveConnection } from './connection.ts';
import type { Log } from './log.ts';

/** Cannot serve there; the message says why and what to do. */
export class ServeError extends Error {
  override name = 'ServeError';
}

/** Serves the one client at the other end of an inherited socket; ends with it. */
export function serveDescriptor(fd: number, answer: Answer, log: Log): Promise<void> {
  return new Promise((resolve) => {
    const socket = new Socket({ fd, readable: true, writable: true });
    serveConnection(socket, answer, log, resolve);
    socket.resume();
  });
}

/** Only this user may reach the socket: the folder is closed to others, or refused. */
function prepareFolder(folder: string): void {
  makeFolder(folder);
  const { mode, uid } = statSync(folder);
  if (uid !== process.getuid?.())
    throw new ServeError(`${folder} belongs to another user; choose a folder of your own`);
  if ((mode & 0o077) !== 0) throw new ServeError(`${folder} is open to other users; chmod 700 ${folder}`);
}

function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

async function listen(server: Server, path: string): Promise<void> {
  if (await isServed(path)) throw new ServeError(`an engine is already serving ${path}`);
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
}

export interface ResidentOptions {
  readonly path: string;
  /** Ends after this long without a client. */
  readonly idleMs: number;
  /** Called once clients can connect. */
  readonly onReady: () => void;
}

/** Serves any number of clients until none came for a while, or a SIGTERM or SIGINT. @throws ServeError */
export async function serveSocket(options: ResidentOptions, answer: Answer, log: Log): Promise<void> {
  prepareFolder(dirname(options.path));
  const open = new Set<Socket>();
  let idle: NodeJS.Timeout | undefined;
  const server = createServer();
  const rest = () => {
    idle = setTimeout(() => server.close(), options.idleMs);
  };
  server.on('connection', (socket) => {
    clearTimeout(idle);
    open.add(socket);
    log('client', { clients: open.size });
    serveConnection(socket, answer, log, () => {
      open.delete(socket);
      if (open.size === 0) rest();
    });
  });
  await listen(server, options.path);
  rest();
  const stop = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  options.onReady();
  await new Promise<void>((resolve) => server.once('close', resolve));
  clearTimeout(idle);
}
