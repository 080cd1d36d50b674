/** `npm run setup`: everything that a fresh machine lacks. `npm run build` is the same: what is in place costs nothing. */
import { parseArgs } from 'node:util';
import { PATH_LINE } from './setup/launcher-link.mjs';
import { setUp } from './setup/set-up.mjs';

const STEPS = ['wire', 'typescript', 'bundle', 'headers', 'primitives', 'extension', 'parallel-tests', 'addon'];
const USAGE = `usage: npm run setup -- [--keep-going] [STEP…]
  steps: ${STEPS.join(' ')} (default: all, in order)
  --keep-going  do the other steps too when one fails`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'keep-going': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
});

const unknown = positionals.find((name) => !STEPS.includes(name));
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else if (unknown !== undefined) {
  process.stderr.write(`set-up: no step is called ${unknown}\n${USAGE}\n`);
  process.exitCode = 2;
} else {
  await setUp({ only: positionals, keepGoing: values['keep-going'] });
  process.stdout.write(`set-up: the command is node_modules/.bin/tracejit; to have it on PATH: ${PATH_LINE}\n`);
}
