/**
 * Several engines in one process, one for each line on stdin: a socket, and the environment that holds its knobs. Each has
 * its own knobs, compiler, queue and memory of answers; V8's own compiling of the compiler, a quarter of an engine's first
 * minute, is theirs together. The engine is the product's, as bundled. Ends with its stdin. A program.
 */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { builtFile } from '../../engine/base/build-folder.ts';
import type * as Engine from '../../engine/service/main.ts';

export interface Opening {
  readonly socket: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Seconds without a client: it is stdin that ends an engine here. */
const NEVER = '1000000';

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

function open(engine: typeof Engine, { socket, environment }: Opening): void {
  engine.run(['--socket', socket, '--idle', NEVER], undefined, environment).catch(fail);
}

async function main(): Promise<void> {
  const engine = createRequire(import.meta.url)(builtFile('engine-main.cjs')) as typeof Engine;
  for await (const line of createInterface({ input: process.stdin })) open(engine, JSON.parse(line) as Opening);
}

main().then(() => process.exit(0), fail);
