/** One step of a build: what it reads, what it leaves behind, how it is done. */
import { Log } from './command.mjs';
import { dropStamp, hashInputs, isFresh, writeStamp } from './stamp.mjs';

/**
 * @typedef {object} Step
 * @property {string} name also the name of its log and of its stamp
 * @property {() => string[]} inputs absolute paths of the files read
 * @property {() => string} key whatever else the result depends on: versions, flags
 * @property {string[]} outputs absolute paths; all of them exist when it is done
 * @property {(log: Log) => Promise<void>} make
 */

/**
 * Does the step if anything it depends on has changed.
 * @param {Step} step
 * @returns {Promise<number>} seconds spent; 0 when there was nothing to do
 * @throws {import('./step-error.mjs').StepError}
 */
export async function doStep(step) {
  const hash = hashInputs(step.inputs(), step.key());
  if (isFresh(step.name, hash, step.outputs)) return 0;
  const start = performance.now();
  dropStamp(step.name);
  await step.make(new Log(step.name));
  writeStamp(step.name, hash);
  return (performance.now() - start) / 1000;
}

/**
 * Whether a step's outputs are up to date.
 * @param {Step} step
 */
export function stepIsFresh(step) {
  return isFresh(step.name, hashInputs(step.inputs(), step.key()), step.outputs);
}
