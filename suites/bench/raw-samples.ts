/** Every sample as a line of JSON, the environment first: for whoever wants to do the statistics again. */
import type { BenchDocument } from './document.ts';

export function rawSamples(document: BenchDocument): string {
  const { at, quick, environment, arms } = document;
  const lines: object[] = [{ schema: 'tracejit-samples', version: 1, at, quick, environment, arms }];
  for (const measurement of ['steady', 'whole'] as const)
    for (const { kernel, arms: series } of document[measurement])
      for (const [arm, { samplesMs }] of Object.entries(series))
        samplesMs.forEach((ms, round) => void lines.push({ measurement, kernel, arm, round, ms }));
  for (const { kernel, series } of document.spread)
    series.samplesMs.forEach(
      (ms, round) => void lines.push({ measurement: 'spread', kernel, arm: 'tracejit', round, ms }),
    );
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
