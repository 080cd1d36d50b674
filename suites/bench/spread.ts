/** No lottery: the same program in fresh processes, and how far their steady speeds lie apart. */
import type { Kernel } from '../kernels/shape.ts';
import { type Arm, kernelScript, steadyCommand } from './arms.ts';
import { describeSamples, type Series } from './samples.ts';
import { Session } from './session.ts';
import { median } from './statistics.ts';

export interface SpreadPlan {
  readonly scale: number;
  readonly processes: number;
  readonly calls: number;
  readonly warmUpSeconds: number;
}

export interface SpreadResult {
  readonly kernel: string;
  /** One sample for each process: its median call after warm-up. */
  readonly series: Series;
}

/** @throws SessionError when a measured process fails */
export async function measureSpread(kernel: Kernel, tracejit: Arm, plan: SpreadPlan): Promise<SpreadResult> {
  const samples: number[] = [];
  for (let k = 0; k < plan.processes; k++) {
    const session = new Session(steadyCommand(tracejit, kernelScript(kernel.name), plan.scale), tracejit.env);
    try {
      await session.warm(plan.warmUpSeconds);
      const { ns } = await session.run(plan.calls);
      samples.push(median(ns) / 1e6);
    } finally {
      await session.end();
    }
  }
  const [series] = (await describeSamples(new Map([[tracejit.name, samples]]))).values();
  if (!series) throw new Error('no samples were described');
  return { kernel: kernel.name, series };
}
