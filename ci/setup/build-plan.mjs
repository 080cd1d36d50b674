/** All build steps in their order; the add-on's compiler runs beside the others. */
import { ADDON } from './addon.mjs';
import { BUNDLE, BYTECODE } from './bundle.mjs';
import { extensionStep } from './extension.mjs';
import { HEADERS } from './headers.mjs';
import { mutantsStep } from './mutants.mjs';
import { parallelTestsStep } from './parallel.mjs';
import { primitivesStep } from './primitives.mjs';
import { doStep } from './step.mjs';
import { describeFailure, StepError } from './step-error.mjs';
import { TYPESCRIPT } from './typescript.mjs';
import { WIRE } from './wire.mjs';

/** @typedef {import('./step.mjs').Step} Step */

/**
 * Steps that depend on each other, in order: each chain may run beside the others once the first is done; the last need all.
 * @param {import('./python.mjs').Python} python
 * @returns {{ first: Step[], chains: Step[][], last: Step[] }}
 */
function plan(python) {
  return {
    first: [WIRE],
    chains: [
      [
        TYPESCRIPT,
        BUNDLE,
        HEADERS,
        primitivesStep(python),
        mutantsStep(python),
        extensionStep(python),
        parallelTestsStep(python),
      ],
      [ADDON],
    ],
    last: [BYTECODE],
  };
}

/**
 * Every step, for whoever wants to know what is up to date.
 * @param {import('./python.mjs').Python} python
 */
export function buildSteps(python) {
  const { first, chains, last } = plan(python);
  return [...first, ...chains.flat(), ...last];
}

/**
 * Brings everything under build/ up to date.
 * @param {import('./python.mjs').Python} python
 * @param {{ only?: string[], keepGoing?: boolean }} [options] only: names of steps; keepGoing: do the later steps after a failure too
 * @returns {Promise<{ done: string[], failures: string[] }>} sentences
 */
export async function buildAll(python, { only = [], keepGoing = false } = {}) {
  const report = { done: /** @type {string[]} */ ([]), failures: /** @type {string[]} */ ([]) };
  /** @param {Step[]} steps */
  const doChain = async (steps) => {
    for (const step of steps) {
      if (only.length > 0 && !only.includes(step.name)) continue;
      try {
        const seconds = await doStep(step);
        if (seconds > 0) report.done.push(`${step.name}: ${seconds.toFixed(1)} s`);
      } catch (error) {
        if (!(error instanceof StepError)) throw error;
        report.failures.push(describeFailure(step.name, error));
        if (!keepGoing) return;
      }
    }
  };
  const { first, chains, last } = plan(python);
  const goesOn = () => report.failures.length === 0 || keepGoing;
  await doChain(first);
  if (goesOn()) await Promise.all(chains.map(doChain));
  if (goesOn()) await doChain(last);
  return report;
}
