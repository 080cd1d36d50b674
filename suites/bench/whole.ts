/** Whole processes, from start to end, nothing kept from one to the next but the cache of the warm arm. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kernel } from '../kernels/shape.ts';
import { type Arm, warmArm, wholeCommand } from './arms.ts';
import { describeJitRun, type JitRun, type JitStats } from './jit-run.ts';
import { runTrial, type Trial, TrialError } from './process-trial.ts';
import { describeSamples, type Series } from './samples.ts';
import { median } from './statistics.ts';
import { inTurns } from './turns.ts';

export interface WholePlan {
  /** CPython's time for one run, in seconds; the scale is found from a run at scale 1. */
  readonly targetSeconds: number;
  readonly rounds: number;
}

export interface WholeResult {
  readonly kernel: string;
  /** 1 for a script of the user. */
  readonly scale: number;
  readonly arms: ReadonlyMap<string, Series>;
  /** By arm: median of the peaks, in KiB. */
  readonly rssKb: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
  /** Of one more cold run, which is not timed; null where the process left no counters. */
  readonly jit: JitRun | null;
  /** Of the run before the timed ones that found the cache as they find it. */
  readonly jitWarm: JitRun | null;
}

/** A program to run, and its command line in each arm. */
interface Subject {
  readonly name: string;
  readonly command: (arm: Arm) => readonly string[];
}

/** A kernel, at a size that takes CPython about as long as the plan says. */
export async function measureWhole(kernel: Kernel, arms: readonly Arm[], plan: WholePlan): Promise<WholeResult> {
  const [cpython] = arms;
  if (!cpython) throw new Error('no arms');
  const once = runTrial(wholeCommand(cpython, kernel.name, 1), cpython.env);
  const scale = Number((plan.targetSeconds / (once.ms / 1000)).toPrecision(3));
  const subject = { name: kernel.name, command: (arm: Arm) => wholeCommand(arm, kernel.name, scale) };
  return { ...(await measureSubject(subject, arms, plan.rounds)), scale };
}

/** A script of the user, with its arguments. */
export async function measureScript(words: readonly string[], arms: readonly Arm[], rounds: number) {
  const own = arms.filter(({ name }) => name === 'cpython' || name === 'tracejit');
  const subject = { name: words[0] ?? '', command: (arm: Arm) => [...arm.command, ...words] };
  return { ...(await measureSubject(subject, own, rounds)), scale: 1 };
}

async function measureSubject(
  subject: Subject,
  arms: readonly Arm[],
  rounds: number,
): Promise<Omit<WholeResult, 'scale'>> {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-bench-'));
  try {
    const cold = arms.find(({ name }) => name === 'tracejit');
    const warm = cold && warmArm(cold, join(folder, 'cache'));
    const stats = join(folder, 'stats.json');
    const jit = cold ? countedRun(subject, cold, stats) : null;
    const jitWarm = warm ? fillCache(subject, warm, stats) : null;
    const sides = arms.flatMap((arm) => (arm === cold && warm ? [cold, warm] : [arm]));
    return { kernel: subject.name, jit, jitWarm, ...(await rotate(subject, sides, rounds)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One run in which the compiler is waited for, so that it is known what there is to compile. */
function countedRun({ command }: Subject, arm: Arm, file: string): JitRun | null {
  rmSync(file, { force: true });
  runTrial(command(arm), { ...arm.env, TRACEJIT_SYNC: '1', TRACEJIT_STATS: file });
  try {
    return describeJitRun(JSON.parse(readFileSync(file, 'utf8')) as JitStats);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** What one run leaves in the cache may make the next one record something else. */
const MOST_RUNS_TO_FILL = 5;

/** Runs until nothing is asked of the engine any more. */
function fillCache(subject: Subject, warm: Arm, file: string): JitRun | null {
  let jit = countedRun(subject, warm, file);
  for (let run = 1; run < MOST_RUNS_TO_FILL && jit !== null && jit.requests > 0; run++)
    jit = countedRun(subject, warm, file);
  return jit;
}

async function rotate(subject: Subject, arms: readonly Arm[], rounds: number) {
  const trials = new Map<string, Trial[]>(arms.map(({ name }) => [name, []]));
  for (const arm of inTurns(arms, rounds)) trials.get(arm.name)?.push(runTrial(subject.command(arm), arm.env));
  const [oracle] = trials.get('cpython') ?? [];
  if (!oracle) throw new TrialError(`${subject.name}: CPython did not run`);
  if (oracle.code !== 0)
    throw new TrialError(`${subject.name}: CPython ends with ${oracle.code}: ${oracle.stderr.trim().slice(-2000)}`);
  const differs = ({ stdout, code }: Trial) => stdout !== oracle.stdout || code !== oracle.code;
  return {
    arms: await describeSamples(new Map([...trials].map(([name, runs]) => [name, runs.map(({ ms }) => ms)]))),
    rssKb: new Map([...trials].map(([name, runs]) => [name, median(runs.map(({ rssKb }) => rssKb))])),
    wrong: [...trials].filter(([, runs]) => runs.some(differs)).map(([name]) => name),
  };
}
