/** Measurements taken elsewhere, told to tinybench as if it had taken them: its statistics then describe them. */
import { Bench } from 'tinybench';
import { median } from './statistics.ts';

export interface Series {
  readonly medianMs: number;
  /** Relative margin of error of the mean, 95 %, in percent. */
  readonly rmePercent: number;
  readonly samplesMs: readonly number[];
}

/** One series for each name. Durations in milliseconds, at least one each. */
export async function describeSamples(samples: ReadonlyMap<string, readonly number[]>): Promise<Map<string, Series>> {
  const series = new Map<string, Series>();
  for (const [name, samplesMs] of samples) {
    // time 0: tinybench stops after the samples there are, and never repeats one.
    const bench = new Bench({ iterations: samplesMs.length, time: 0, warmup: false, retainSamples: true });
    let next = 0;
    bench.add(name, () => ({ overriddenDuration: samplesMs[next++] ?? Number.NaN }), { async: false });
    const [task] = await bench.run();
    const result = task?.result;
    if (result?.state !== 'completed')
      throw new Error(`tinybench could not describe ${name}: ${JSON.stringify(result)}`);
    series.set(name, { medianMs: median(samplesMs), rmePercent: result.latency.rme, samplesMs });
  }
  return series;
}
