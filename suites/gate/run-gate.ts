/** Two builds against each other: build, count, measure, judge. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SUITE_THRESHOLD, THRESHOLDS, type Threshold } from '../../ci/thresholds.ts';
import { describeSamples } from '../bench/samples.ts';
import { hostPython, projectFile } from '../machine.ts';
import { build, cacheFolder } from './build.ts';
import type { CounterReport } from './counters.ts';
import { describeEnvironment } from './environment.ts';
import { type Bench, type Job, measureRounds, pairsOf, type Round, type RoundProgress, timeOf } from './measure.ts';
import { confirm, type FirstLook, judgeSuite, lookFirst } from './method/judge.ts';
import { seedOf } from './method/random.ts';
import type { GatePlan } from './plan.ts';
import { prepare } from './prepare.ts';
import { GateUsage } from './refusal.ts';
import { type GateResult, type KernelRow, RESULT_SCHEMA, RESULT_VERSION, type SideFacts } from './result.ts';
import { type Side, sameSource, untrackedFiles } from './side.ts';
import { type Arm, steadyPrefix } from './trial.ts';
import { findWorkloads } from './workloads.ts';

type Buildable = Side & { kind: 'commit' | 'folder' };

export interface GateRequest {
  readonly base: Buildable;
  readonly head: Buildable;
  /** Knobs of one side only. */
  readonly baseEnv: Readonly<Record<string, string>>;
  readonly headEnv: Readonly<Record<string, string>>;
  /** Both sides may be the same: what is looked at is the noise. */
  readonly same: boolean;
  /** Empty: all. */
  readonly kernels: readonly string[];
  readonly plan: GatePlan;
  readonly quick: boolean;
  readonly progress: (line: string) => void;
}

/** @throws GateUsage, GateUnable, MissingProgram */
export async function runGate(request: GateRequest): Promise<GateResult> {
  const workloads = findWorkloads(request.kernels);
  refuseTheSame(request);
  const { sides, notes } = buildSides(request);
  const code = mkdtempSync(join(tmpdir(), 'tracejit-gate-'));
  try {
    const prefix = steadyPrefix();
    const bench: Bench = {
      arms: {
        base: armOf('base', sides.base, join(code, 'base')),
        head: armOf('head', sides.head, join(code, 'head')),
        control: { name: 'control', command: [hostPython().path], env: {} },
      },
      prefix,
      seed: seedOf(sides.base.commit, sides.head.commit, String(process.hrtime.bigint())),
      progress: (told) => request.progress(describeProgress(told)),
    };
    const begin = performance.now();
    const jobs = workloads.map((workload): Job => ({ workload, rounds: [], fault: null }));
    const kernels = await measureAndJudge(jobs, bench, request, `${sides.base.commit} ${sides.head.commit}`);
    return {
      schema: RESULT_SCHEMA,
      version: RESULT_VERSION,
      at: new Date().toISOString(),
      quick: request.quick,
      seconds: (performance.now() - begin) / 1000,
      ...sides,
      environment: describeEnvironment(prefix),
      notes,
      kernels,
      suite: suiteRow(kernels, `${sides.base.commit} ${sides.head.commit}`),
    };
  } finally {
    rmSync(code, { recursive: true, force: true });
  }
}

function refuseTheSame({ base, head, baseEnv, headEnv, same }: GateRequest): void {
  const sameKnobs = JSON.stringify(Object.entries(baseEnv)) === JSON.stringify(Object.entries(headEnv));
  if (!same && sameKnobs && sameSource(base, head, projectFile()))
    throw new GateUsage(
      `${base.label} (${base.commit.slice(0, 12)}) and ${head.label} (${head.commit.slice(0, 12)}) are the same source: nothing can differ; to see the noise: --same`,
    );
}

function buildSides(request: GateRequest): { sides: { base: SideFacts; head: SideFacts }; notes: string[] } {
  const place = {
    clone: projectFile(),
    cache: cacheFolder(),
    python: hostPython().path,
    progress: request.progress,
  };
  const twice = request.base.commit === request.head.commit;
  const facts = ({ kind, label, commit }: Buildable, folder: string, env: SideFacts['env']): SideFacts => ({
    kind,
    label,
    commit,
    folder,
    env,
  });
  const base = facts(request.base, build(request.base, 0, place), request.baseEnv);
  const head = facts(request.head, build(request.head, twice ? 1 : 0, place), request.headEnv);
  const notes: string[] = [];
  if (base.folder.length !== head.folder.length)
    notes.push(`the folders' paths differ in length (${base.folder}, ${head.folder}), which by itself moves memory`);
  const untracked = request.head.label === 'HEAD with changes' ? untrackedFiles(place.clone) : [];
  if (untracked.length > 0) notes.push(`not part of head, because git does not know them: ${untracked.join(', ')}`);
  return { sides: { base, head }, notes };
}

/** Compiled code comes from a folder of the arm's own, so that a trial starts no engine and each runs the same machine code. */
function armOf(name: 'base' | 'head', { folder, env }: SideFacts, cache: string): Arm {
  mkdirSync(cache);
  return {
    name,
    command: [join(folder, 'node_modules', '.bin', 'tracejit'), 'run'],
    env: { TRACEJIT_PYTHON: hostPython().path, TRACEJIT_SYNC: '1', TRACEJIT_CACHE: cache, ...env },
  };
}

async function measureAndJudge(
  jobs: readonly Job[],
  bench: Bench,
  request: GateRequest,
  identity: string,
): Promise<KernelRow[]> {
  const { plan } = request;
  const end = performance.now() + plan.seconds * 1000;
  const counters = jobs.map((job) => {
    request.progress(`counting ${job.workload.kernel}`);
    return prepare(job, bench);
  });
  measureRounds(jobs, 'first', plan.first, end, bench);
  const looks = jobs.map((job) => lookFirst(subjectOf(job, identity), pairsOf(job.rounds, 'first')));
  const open = jobs.filter((job, index) => job.fault === null && looks[index]?.needsFresh);
  measureRounds(open, 'fresh', plan.fresh, end, { ...bench, seed: seedOf(identity, 'fresh', bench.seed) });
  const rows = jobs.map(async (job, index) => {
    const [look, counted] = [looks[index], counters[index]];
    if (!look || !counted) throw new Error(`no first look at ${job.workload.kernel}`);
    return rowOf(job, look, counted, identity);
  });
  return Promise.all(rows);
}

function thresholdOf(kernel: string): Threshold {
  const threshold = THRESHOLDS[kernel];
  if (!threshold) throw new Error(`ci/thresholds.ts has no row for ${kernel}`);
  return threshold;
}

function subjectOf({ workload: { kernel } }: Job, identity: string) {
  return { identity: `${kernel} ${identity}`, budget: thresholdOf(kernel).budget };
}

async function rowOf(job: Job, look: FirstLook, counters: CounterReport, identity: string): Promise<KernelRow> {
  const { workload, rounds, fault } = job;
  const { suspect } = look;
  const facts = { kernel: workload.kernel, threshold: thresholdOf(workload.kernel), counters, rounds, suspect };
  if (fault !== null)
    return { ...facts, verdict: 'ERROR', why: fault, effect: null, control: null, first: null, times: null };
  const times = await describeTimes(rounds);
  const fresh = pairsOf(rounds, 'fresh');
  if (fresh.length > 0) {
    const judged = confirm(subjectOf(job, identity), pairsOf(rounds, 'first'), fresh);
    return { ...facts, ...judged, first: look.effect, times };
  }
  const { verdict, effect, control } = look;
  if (!look.needsFresh || verdict === 'CONTAMINATED')
    return { ...facts, verdict, why: look.why, effect, control, first: null, times };
  const why = 'no time was left for fresh rounds';
  return { ...facts, verdict: 'INCONCLUSIVE', why, effect, control, first: null, times };
}

async function describeTimes(rounds: readonly Round[]): Promise<KernelRow['times']> {
  const ms = (arm: 'base' | 'head' | 'controlBase') => rounds.map((round) => timeOf(round[arm]) / 1e6);
  const series = await describeSamples(
    new Map([
      ['base', ms('base')],
      ['head', ms('head')],
      ['control', ms('controlBase')],
    ]),
  );
  const [base, head, control] = ['base', 'head', 'control'].map((arm) => series.get(arm));
  return base && head && control ? { base, head, control } : null;
}

/** Of the first rounds of the kernels that gave valid ones. */
function suiteRow(kernels: readonly KernelRow[], identity: string): GateResult['suite'] {
  const valid = kernels.filter(({ verdict }) => verdict !== 'ERROR' && verdict !== 'CONTAMINATED');
  const pairs = valid.map(({ rounds }) => pairsOf(rounds, 'first'));
  return { threshold: SUITE_THRESHOLD, ...judgeSuite({ identity, budget: SUITE_THRESHOLD.budget }, pairs) };
}

function describeProgress({ stage, round, rounds, secondsLeft }: RoundProgress): string {
  const left = secondsLeft > 0 ? `, about ${Math.ceil(secondsLeft)} s left` : '';
  return `${stage === 'first' ? 'round' : 'fresh round'} ${round} of ${rounds}${left}`;
}
