/** The whole set-up: from a fresh clone to something that runs. Idempotent, and quick when there is nothing to do. */
import { ensureBindings } from './bindings.mjs';
import { buildAll } from './build-plan.mjs';
import * as debian from './debian.mjs';
import { linkLauncher, PATH_LINE } from './launcher-link.mjs';
import { withLock } from './lock.mjs';
import * as npm from './packages.mjs';
import { isAtLeast, requirePrograms } from './programs.mjs';
import { ensurePython } from './python.mjs';
import { describeFailure, StepError } from './step-error.mjs';

/** Exit code of a set-up that could not be done: "a missing tool". */
export const EXIT_NOT_SET_UP = 3;

export const OLDEST_NODE = '20.19';
export const MEND_NODE = 'install Node 20.19 or newer (nodesource.com has packages for Debian)';

/** @param {string} line */
function say(line) {
  process.stdout.write(`set-up: ${line}\n`);
}

function checkNode() {
  if (isAtLeast(process.versions.node, OLDEST_NODE)) return;
  throw new StepError(`node ${process.version} is too old: ${OLDEST_NODE} or newer is needed`, { mend: MEND_NODE });
}

/**
 * @template T
 * @param {string} step
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
async function required(step, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    process.stderr.write(`${describeFailure(step, error)}\n`);
    process.exit(EXIT_NOT_SET_UP);
  }
}

/**
 * @param {{ quiet?: boolean, only?: string[], keepGoing?: boolean }} [options] quiet: say nothing when there was nothing to do
 * @returns {Promise<import('./python.mjs').Python>} what everything was built for; on failure the process ends with exit code 3
 */
export function setUp(options = {}) {
  const start = performance.now();
  const work = async () => {
    await required('node', checkNode);
    for (const name of await required('debian', debian.ensurePackages)) say(`installed ${name}`);
    await required('programs', requirePrograms);
    const python = await required('python', () => ensurePython());
    for (const line of await required('npm', npm.ensurePackages)) say(line);
    for (const line of await required('llvm-bindings', ensureBindings)) say(line);
    const { done, failures } = await buildAll(python, options);
    for (const line of done) say(line);
    if (linkLauncher()) say(`linked node_modules/.bin/tracejit; to have it on PATH: ${PATH_LINE}`);
    for (const failure of failures) process.stderr.write(`${failure}\n`);
    if (failures.length > 0) process.exit(EXIT_NOT_SET_UP);
    if (!options.quiet || done.length > 0)
      say(`everything in place (${((performance.now() - start) / 1000).toFixed(2)} s)`);
    return python;
  };
  return required('clone', () => withLock(work));
}
