/**
 * build/engine.cjs: starts build/engine-main.cjs with the bytecode that V8 made of it at set-up, so that a cold engine
 * neither parses nor compiles its own source (11 ms of the way to a program's first native code).
 *
 * `--keep-code TRACE…` is set-up's call: compiles the traces, then writes what V8 has learnt.
 */
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type * as Engine from './main.ts';

/** `20.19`, of package.json (ci/setup/bundle.mjs). */
declare const OLDEST_NODE: string;

const MAIN = join(__dirname, 'engine-main.cjs');
const CODE = join(__dirname, 'engine-main.code');
/** Hexadecimal digits at the end of the bundle: a hash of all before them (ci/setup/bundle.mjs). */
const NAME_DIGITS = 64;

/** Whose bytecode it is, in any place the two files were copied to. V8 itself compares its version, its flags and the length of the source, not the source. */
function nameOf(source: string): Buffer {
  return Buffer.from(source.slice(-NAME_DIGITS), 'latin1');
}

/** Undefined where there is none, or it belongs to another source: V8 then compiles. */
function keptCode(source: string): Buffer | undefined {
  try {
    const kept = readFileSync(CODE);
    return kept.subarray(0, NAME_DIGITS).equals(nameOf(source)) ? kept.subarray(NAME_DIGITS) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function load(source: string, cachedData: Buffer | undefined): { script: Script; engine: typeof Engine } {
  const script = new Script(wrap(source), {
    filename: MAIN,
    ...(cachedData ? { cachedData } : {}),
  });
  const module = { exports: {} as typeof Engine };
  script.runInThisContext()(module.exports, createRequire(MAIN), module, MAIN, dirname(MAIN));
  return { script, engine: module.exports };
}

async function keepCode(source: string, traces: readonly string[]): Promise<void> {
  setFlagsFromString('--no-flush-bytecode'); // a collection would forget what ran only once
  const { script, engine } = load(source, undefined);
  await engine.practise(traces.map((path) => readFileSync(path)));
  setFlagsFromString('--flush-bytecode'); // flags are part of what V8 compares
  writeFileSync(CODE, Buffer.concat([nameOf(source), script.createCachedData()]));
}

/** Whether this node lacks what the engine is written for. */
function nodeIsTooOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/**
 * Tells the program that waits for an engine why there is none: a frame of text in place of its first answer, which
 * native/cpython/client.cc shows.
 */
function sayLastWords(socket: number, reason: string): void {
  const text = Buffer.from(`cannot start: ${reason}`);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  writeSync(socket, Buffer.concat([size, text]));
}

async function start(args: readonly string[]): Promise<void> {
  if (nodeIsTooOld())
    throw new Error(
      `node ${process.version} is too old (install Node ${OLDEST_NODE} or newer, or set TRACEJIT_NODE to the path of one)`,
    );
  const source = readFileSync(MAIN, 'utf8');
  await (args[0] === '--keep-code' ? keepCode(source, args.slice(1)) : load(source, keptCode(source)).engine.run(args));
}

const args = process.argv.slice(2);
start(args).then(
  () => process.exit(0),
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`tracejit engine: ${reason}\n`);
    if (args[0] === '--fd') sayLastWords(Number(args[1]), reason);
    process.exit(1);
  },
);
