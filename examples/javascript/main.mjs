/** Calls circle.py under the JIT: `node examples/javascript/main.mjs`. */
import { PythonError, tracejit } from 'tracejit';

const say = (/** @type {unknown[]} */ ...words) => process.stdout.write(`${words.join(' ')}\n`);

const circle = await tracejit.load(new URL('./circle.py', import.meta.url));
for (const radius of [10, 1000, 1000]) {
  const start = performance.now();
  const points = await circle.lattice_points.with({ timeoutMs: 30_000 })(radius);
  say('radius', radius, 'holds', points, 'points', `(${(performance.now() - start).toFixed(0)} ms)`);
}

try {
  await circle.lattice_points(-1);
} catch (error) {
  if (!(error instanceof PythonError)) throw error;
  say('Python raised', error.type, 'with', error.args);
}

say('native code was entered', (await tracejit.stats()).entries, 'times');
