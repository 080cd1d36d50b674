/**
 * build/engine.cjs: starts build/engine-main.cjs with the bytecode that V8 made of it at set-up, so that a cold engine
 * neither parses nor compiles its own source (11 ms of the way to a program's first native code).
 *
 * `--keep-code TRACE…` is set-up's call: compiles the traces, then writes what V8 has learnt.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type * as Engine from './main.ts';

const MAIN = join(__dirname, 'engine-main.cjs');
const CODE = join(__dirname, 'engine-main.code');
const HEADER_BYTES = 64;

/** Whose bytecode it is. V8 itself compares its version, its flags and the length of the source, not the source. */
function header(): Buffer {
  const { size, mtimeNs } = statSync(MAIN, { bigint: true });
  return Buffer.from(`${size} ${mtimeNs}`.padEnd(HEADER_BYTES));
}

/** Undefined where there is none, or it belongs to another file: V8 then compiles. */
function keptCode(): Buffer | undefined {
  try {
    const kept = readFileSync(CODE);
    return kept.subarray(0, HEADER_BYTES).equals(header()) ? kept.subarray(HEADER_BYTES) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function load(cachedData: Buffer | undefined): { script: Script; engine: typeof Engine } {
  const script = new Script(wrap(readFileSync(MAIN, 'utf8')), {
    filename: MAIN,
    ...(cachedData ? { cachedData } : {}),
  });
  const module = { exports: {} as typeof Engine };
  script.runInThisContext()(module.exports, createRequire(MAIN), module, MAIN, dirname(MAIN));
  return { script, engine: module.exports };
}

async function keepCode(traces: readonly string[]): Promise<void> {
  setFlagsFromString('--no-flush-bytecode'); // a collection would forget what ran only once
  const { script, engine } = load(undefined);
  await engine.practise(traces.map((path) => readFileSync(path)));
  setFlagsFromString('--flush-bytecode'); // flags are part of what V8 compares
  writeFileSync(CODE, Buffer.concat([header(), script.createCachedData()]));
}

function start(args: readonly string[]): Promise<void> {
  return args[0] === '--keep-code' ? keepCode(args.slice(1)) : load(keptCode()).engine.run(args);
}

start(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`tracejit engine: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
