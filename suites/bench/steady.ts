/** Steady speed: after warm-up, the same calls by every arm, round by round, one process at a time at work. */
import type { Kernel } from '../kernels/shape.ts';
import { type Arm, kernelScript, steadyCommand } from './arms.ts';
import type { JitRun } from './jit-run.ts';
import { kernelSize } from './kernel-size.ts';
import { describeSamples, type Series } from './samples.ts';
import { Session, type WarmUp } from './session.ts';
import { differing, measureInTurns, type Side } from './turns.ts';
import { buildTwin, runTwin } from './twin.ts';

export interface SteadyPlan {
  readonly scale: number;
  readonly rounds: number;
  readonly callsPerRound: number;
  readonly warmUpSeconds: number;
}

export interface SteadyResult {
  readonly kernel: string;
  readonly kind: Kernel['kind'];
  /** By arm name, `c` among them: one sample for each round, the median call of the round. */
  readonly arms: ReadonlyMap<string, Series>;
  readonly warmUps: ReadonlyMap<string, WarmUp>;
  /** Peak of each Python's process, in KiB. */
  readonly rssKb: ReadonlyMap<string, number>;
  /** Of tracejit's process, warm-up and all rounds. */
  readonly jit: JitRun | null;
  /** Arms whose result differs from CPython's: their times mean nothing. */
  readonly wrong: readonly string[];
}

interface Runner extends Side {
  readonly end: () => Promise<void>;
  /** Null for what is no Python. */
  readonly session: Session | null;
}

/** Measures one kernel. @throws SessionError when a measured process fails */
export async function measureSteady(kernel: Kernel, arms: readonly Arm[], plan: SteadyPlan): Promise<SteadyResult> {
  const warmUps = new Map<string, WarmUp>();
  const runners: Runner[] = [];
  try {
    for (const arm of arms) runners.push(await startArm(arm, kernel, plan, warmUps));
    runners.push(startTwin(kernel, plan));
    const { samples, results } = await measureInTurns(runners, plan.rounds);
    return {
      kernel: kernel.name,
      kind: kernel.kind,
      arms: await describeSamples(samples),
      warmUps,
      ...(await askAfterwards(runners)),
      wrong: differing(results, 'cpython'),
    };
  } finally {
    for (const runner of runners) await runner.end();
  }
}

async function startArm(arm: Arm, kernel: Kernel, plan: SteadyPlan, warmUps: Map<string, WarmUp>): Promise<Runner> {
  const session = new Session(steadyCommand(arm, kernelScript(kernel.name), plan.scale), arm.env);
  warmUps.set(arm.name, await session.warm(plan.warmUpSeconds));
  return { name: arm.name, measure: () => session.run(plan.callsPerRound), end: () => session.end(), session };
}

async function askAfterwards(runners: readonly Runner[]) {
  const rssKb = new Map<string, number>();
  let jit: JitRun | null = null;
  for (const { name, session } of runners) {
    if (session) rssKb.set(name, await session.memory());
    if (session && name === 'tracejit') jit = await session.jit();
  }
  return { rssKb, jit };
}

function startTwin(kernel: Kernel, plan: SteadyPlan): Runner {
  const twin = buildTwin('kernels', kernel.name);
  const n = kernelSize(kernelScript(kernel.name), plan.scale);
  const measure = async () => runTwin(twin, n, plan.callsPerRound);
  return { name: 'c', measure, end: async () => undefined, session: null };
}
