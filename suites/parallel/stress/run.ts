/**
 * `npm run stress`: three minutes of stress.py, half of it with chunks of a fixed length, half with those of their cost.
 * `-- SECONDS [SEED]`: another time, another chance. Exit code 1 when something was wrong.
 */
import { runStress } from './stress.ts';

function main(): void {
  const seconds = Number(process.argv[2] ?? 180);
  const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
  const ways = [{ TRACEJIT_PARALLEL_CHUNK: '500' }, {}];
  ways.forEach((knobs, k) => {
    const { fine, text } = runStress(seconds / ways.length, seed + k, knobs);
    process.stdout.write(`seed ${seed + k}, ${JSON.stringify(knobs)}: ${text}\n`);
    if (!fine) process.exitCode = 1;
  });
}

main();
