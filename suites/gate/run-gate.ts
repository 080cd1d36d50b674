/** Two builds against each other: build, count, measure, judge. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostPython, projectFile } from '../machine.ts';
import { build, cacheFolder } from './build.ts';
import { describeEnvironment } from './environment.ts';
import { lookAtAll, openJobs, rowsOf, suiteRow } from './judge-rounds.ts';
import { type Bench, type Job, measureRounds, type RoundProgress } from './measure.ts';
import { seedOf } from './method/random.ts';
import type { GatePlan } from './plan.ts';
import { prepare } from './prepare.ts';
import { GateUsage } from './refusal.ts';
import { type GateResult, RESULT_SCHEMA, RESULT_VERSION, type SideFacts } from './result.ts';
import { type Side, sameSource, untrackedFiles } from './side.ts';
import { type Arm, steadyPrefix } from './trial.ts';
import { coldWorkloads, findWorkloads, type Workload } from './workloads.ts';

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
    const identity = `${sides.base.commit} ${sides.head.commit}`;
    const measured = await measureAndJudge(workloads, bench, request, identity);
    return {
      schema: RESULT_SCHEMA,
      version: RESULT_VERSION,
      at: new Date().toISOString(),
      quick: request.quick,
      seconds: (performance.now() - begin) / 1000,
      ...sides,
      environment: describeEnvironment(prefix),
      notes,
      ...measured,
      suite: suiteRow(measured.kernels, identity),
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
  workloads: readonly Workload[],
  bench: Bench,
  { plan, quick, progress }: GateRequest,
  identity: string,
): Promise<Pick<GateResult, 'kernels' | 'costs' | 'cold'>> {
  const end = performance.now() + plan.seconds * 1000;
  const steady = workloads.map((workload): Job => ({ workload, kind: 'steady', rounds: [], fault: null }));
  const counters = new Map(
    steady.map((job) => {
      progress(`counting ${job.workload.kernel}`);
      return [job.workload.kernel, prepare(job, bench)] as const;
    }),
  );
  const faultOf = (workload: Workload) => steady.find((job) => job.workload === workload)?.fault ?? null;
  const cold = coldWorkloads(workloads, quick).map(
    (workload): Job => ({ workload, kind: 'cold', rounds: [], fault: faultOf(workload) }),
  );
  const jobs = [...steady, ...cold];
  measureRounds(jobs, 'first', plan.first, end, bench);
  const judgings = lookAtAll(jobs, identity);
  const again = { ...bench, seed: seedOf(identity, 'fresh', bench.seed) };
  measureRounds(openJobs(judgings), 'fresh', plan.fresh, end, again);
  const rows = await rowsOf(judgings, counters);
  return { ...rows, cold: cold.map(({ workload: { kernel }, rounds }) => ({ kernel, rounds })) };
}

function describeProgress({ stage, round, rounds, secondsLeft }: RoundProgress): string {
  const left = secondsLeft > 0 ? `, about ${Math.ceil(secondsLeft)} s left` : '';
  return `${stage === 'first' ? 'round' : 'fresh round'} ${round} of ${rounds}${left}`;
}
