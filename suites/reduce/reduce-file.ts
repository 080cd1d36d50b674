/** `tracejit reduce`: in which configuration a file diverges, the smallest program that does so too, and what is to blame. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hostPython } from '../machine.ts';
import { isMutantName } from '../mutants/table.ts';
import { type Configuration, findConfiguration, INTERPRETER, JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { describeDivergence } from '../oracle/describe-divergence.ts';
import { type Divergence, fingerprint } from '../oracle/divergence.ts';
import { CALLS_AGAIN, examine, type Observer, type Program, type Verdict } from '../oracle/examine.ts';
import { Rig } from '../oracle/rig.ts';
import type { Limits } from '../oracle/worker-process.ts';
import { type Difference, type Diverging, difference, differsAlike, type Observers } from './difference.ts';
import type { Reduction, Step } from './reduce.ts';
import { reduceDivergence, type SmallDivergence } from './reduce-divergence.ts';
import { checkSyntax, NotAProgram } from './shrinker.ts';

export interface FileOptions {
  /** As the user wrote it. */
  readonly file: string;
  /** Of JIT_CONFIGURATIONS; null: each of them in turn. */
  readonly configuration: string | null;
  /** Most programs to try, and the seconds after which the smallest so far is taken. */
  readonly maxRuns: number;
  readonly maxSeconds: number;
  /** Of mutants/table.ts; null: the compiler as it is shipped. */
  readonly mutant: string | null;
  readonly progress: (line: string) => void;
}

export type FileOutcome =
  /** `same`: it does not diverge. `inconclusive`: nothing can be said, or what was seen was not seen again. */
  | { readonly kind: 'usage' | 'same' | 'inconclusive'; readonly text: string }
  | ({ readonly kind: 'reduced' } & ReducedFile);

export interface ReducedFile {
  readonly file: string;
  readonly small: SmallDivergence;
  readonly reduction: Reduction;
}

/** What a user's program may use. Seconds of CPU before those of the clock, so that an endless loop always ends alike. */
const LIMITS = { cpu: 30, wall: 60, memory: 4 * 2 ** 30, output: 4 * 2 ** 20 } as const satisfies Limits;

/** @throws WorkerError, MissingProgram */
export async function reduceFile(options: FileOptions): Promise<FileOutcome> {
  const wrong = wrongUse(options);
  if (wrong !== null) return { kind: 'usage', text: wrong };
  let source: string;
  try {
    source = readFileSync(options.file, 'utf8');
    await checkSyntax(source, hostPython().path);
  } catch (error) {
    if (error instanceof NotAProgram)
      return { kind: 'usage', text: `${options.file} is no Python program: ${error.message}` };
    if (error instanceof Error && 'code' in error)
      return { kind: 'usage', text: `${options.file} cannot be read (${error.code})` };
    throw error;
  }
  const path = process.env['PYTHONPATH'];
  const rig = new Rig(options.mutant, path ? { PYTHONPATH: path } : {});
  try {
    return await pursueFile({ name: resolve(options.file), source, limits: LIMITS }, rig, options);
  } finally {
    await rig.close();
  }
}

function wrongUse({ configuration, mutant }: FileOptions): string | null {
  if (configuration !== null && !findConfiguration(configuration))
    return `--configuration ${configuration} is none of ${JIT_CONFIGURATIONS.map(({ name }) => name).join(', ')}`;
  if (mutant !== null && !isMutantName(mutant))
    return `TRACEJIT_MUTANT=${mutant} names no mutant: see tracejit fuzz --list-mutants`;
  return null;
}

/** A function that can be called again without knowing with what. */
const DEFINES_MAIN = /^def main\(\)/m;

/** Fresh processes find and confirm: a user's program may remember more than a random one. */
async function pursueFile(whole: Program, rig: Rig, options: FileOptions): Promise<FileOutcome> {
  const configurations = JIT_CONFIGURATIONS.filter(
    ({ name }) => options.configuration === null || name === options.configuration,
  );
  options.progress(`running ${options.file} in ${configurations.map(({ name }) => name).join(', ')}`);
  const { verdict, program } = await lookTwice(whole, rig.fresh, configurations);
  switch (verdict.kind) {
    case 'discarded':
      return inconclusive(`${options.file}: python itself ended at the limit: ${verdict.limit}`);
    case 'unsteady': {
      const story = describeDivergence(verdict.divergence, program);
      return inconclusive(`${options.file}: python itself does not do the same twice (the two runs below): ${story}`);
    }
    case 'same':
      return sameOutcome(
        options,
        configurations,
        verdict.counters.some(({ entries }) => entries > 0),
      );
    case 'diverges':
      return confirmAndReduce({ ...verdict, program }, rig, options);
  }
}

/** What leaves no other trace may still lose blocks: then `main` is called again, where the interpreter lets it. */
async function lookTwice(
  program: Program,
  observer: Observer,
  configurations: readonly Configuration[],
): Promise<{ readonly verdict: Verdict; readonly program: Program }> {
  const plan = { configurations, checkSteady: true };
  const verdict = await examine(observer, program, plan);
  if (verdict.kind !== 'same' || !DEFINES_MAIN.test(program.source)) return { verdict, program };
  const calling = { ...program, repeat: CALLS_AGAIN };
  const again = await examine(observer, calling, plan);
  return again.kind === 'diverges' ? { verdict: again, program: calling } : { verdict, program };
}

function sameOutcome({ file }: FileOptions, tried: readonly Configuration[], native: boolean): FileOutcome {
  const names = tried.map(({ name }) => name).join(', ');
  if (native) return { kind: 'same', text: `${file} does not diverge: the same as python in ${names}` };
  return inconclusive(`${file}: nothing ran natively in ${names}, so that it says nothing (see: tracejit explain)`);
}

const inconclusive = (text: string): FileOutcome => ({ kind: 'inconclusive', text });

async function confirmAndReduce(found: Diverging, rig: Rig, options: FileOptions): Promise<FileOutcome> {
  const { program, configuration, divergence } = found;
  options.progress(`differs in ${configuration.name} (${fingerprint(divergence)}): making it small`);
  const again = await difference(rig.fresh, program, configuration);
  if (again === null || fingerprint(again.divergence) !== fingerprint(divergence))
    return inconclusive(notAgain(options.file, divergence, again));
  const observers = await chooseObservers(found, rig);
  const limits = await limitsLike(observers.warm, program, configuration);
  const confirmed = { ...found, ...again, program: { ...program, limits } };
  const { small, reduction } = await reduceDivergence(confirmed, observers, {
    maxRuns: options.maxRuns,
    maxSeconds: options.maxSeconds,
    progress: ({ lines, runs, pass }: Step) => options.progress(`${lines} lines after ${runs} programs (${pass})`),
  });
  if (reduction.outcome !== 'reduced')
    return inconclusive(
      `${options.file}: in ${configuration.name} it sometimes differs (${fingerprint(divergence)}) and sometimes not`,
    );
  return { kind: 'reduced', file: options.file, small, reduction };
}

function notAgain(file: string, divergence: Divergence, again: Difference | null): string {
  const then = again === null ? 'and not the second time' : `and ${fingerprint(again.divergence)} the second time`;
  return `${file} differs (${fingerprint(divergence)}) ${then}: what comes and goes cannot be reduced`;
}

/** Warm processes, which are many times faster, where the program differs in them as well. */
async function chooseObservers(diverging: Diverging, rig: Rig): Promise<Observers> {
  const warm = rig.warm();
  const alike = await differsAlike(warm, diverging)(diverging.program.source);
  return { warm: alike ? warm : rig.fresh, fresh: rig.fresh };
}

/** Of the programs tried: some times what the whole one takes, so that one that hangs costs little. */
async function limitsLike(observer: Observer, program: Program, configuration: Configuration): Promise<Limits> {
  let slowest = 0;
  for (const each of [INTERPRETER, configuration]) {
    const start = performance.now();
    const { exit } = await observer.observe(each, program);
    if (exit.kind !== 'limit') slowest = Math.max(slowest, (performance.now() - start) / 1000);
  }
  const cpu = Math.min(LIMITS.cpu, Math.ceil(2 + 4 * slowest));
  return { ...LIMITS, cpu, wall: 2 * cpu };
}
