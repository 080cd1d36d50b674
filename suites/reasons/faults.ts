/** What is broken around a program, so that it reaches a reason that nothing else brings about. One row for each. */
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BAIL_REASONS } from '../../engine/base/bail.ts';
import type { EXIT_REASONS } from '../../engine/base/exit-reasons.ts';
import { EngineProcess } from '../oracle/engine-process.ts';
import { runNative } from '../oracle/run-both.ts';

type Row = (typeof EXIT_REASONS | typeof BAIL_REASONS)[number];
type FaultReason = Extract<Row, { reach: 'fault-injection' }>['name'];

/** A fault in place. */
export interface Injected {
  readonly knobs: Readonly<Record<string, string>>;
  /** Puts away what was started; the folder is the caller's. */
  end(): Promise<unknown>;
}

/** Makes the fault for a script, with an empty folder to its use. */
export type Fault = (folder: string, script: string) => Promise<Injected>;

const withKnobs = async (knobs: Injected['knobs']): Promise<Injected> => ({ knobs, end: () => Promise.resolve() });

/** The cache holds the script's code, and the shared objects in it are cut off. */
function damagedCache(folder: string, script: string): Promise<Injected> {
  const knobs = { TRACEJIT_CACHE: folder };
  runNative(script, { knobs });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.so'))) truncateSync(join(folder, name), 100);
  return withKnobs(knobs);
}

/** A resident engine that is another one than the user's: `main` beside this file. */
async function otherEngine(folder: string, file: string): Promise<Injected> {
  const main = fileURLToPath(import.meta.resolve(file));
  const engine = await EngineProcess.start({ main, environment: process.env, folder });
  return { knobs: { TRACEJIT_ENGINE: engine.socket }, end: () => engine.close() };
}

export const FAULTS: Readonly<Record<FaultReason, Fault>> = {
  /** The program itself sets a limit and uses it up. */
  NoMemory: () => withKnobs({}),
  CompileFailed: damagedCache,
  InternalError: (folder) => otherEngine(folder, './failing-engine.js'),
  PrangeDependence: (folder) => otherEngine(folder, './dependent-engine.js'),
  EngineGone: (folder) => withKnobs({ TRACEJIT_ENGINE: join(folder, 'nobody.sock') }),
};

/** The fault for a row of the tables, if it takes one. */
export function faultFor(name: string): Fault | undefined {
  return (FAULTS as Readonly<Record<string, Fault>>)[name];
}
