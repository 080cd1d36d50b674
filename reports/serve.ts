/** A folder on localhost, for a browser. Nothing outside of the folder, and no other machine, gets an answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};

/** @param port 0: any that is free. @returns the server, listening, and the address of its first page */
export function serveFolder(folder: string, port: number): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const name = asked === '' ? 'index.html' : decodeName(asked);
    if (!readdirSync(folder).includes(name)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`there is no ${name} in the report\n`);
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
    response.end(readFileSync(join(folder, name)));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({ server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
    });
  });
}

/** '' for what is no name: a damaged escape is asked for by nobody but attackers. */
function decodeName(text: string): string {
  return /%(?![0-9a-fA-F]{2})/.test(text)
    ? ''
    : text.replace(/%[0-9a-fA-F]{2}/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
