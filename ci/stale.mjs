/**
 * Names the steps of set-up whose results go into a wheel and are not up to date, one a line; changes nothing.
 * The wheel's own build asks (native/python/wheel_build/engine.py).
 */
import { buildSteps } from './setup/build-plan.mjs';
import { findPython } from './setup/python.mjs';
import { stepIsFresh } from './setup/step.mjs';

const SHIPPED = ['wire', 'bundle', 'primitives', 'addon', 'bytecode'];

const { python, refusals } = findPython();
if (python) {
  const stale = buildSteps(python).filter((step) => SHIPPED.includes(step.name) && !stepIsFresh(step));
  process.stdout.write(stale.map((step) => `${step.name}\n`).join(''));
} else {
  process.stderr.write(`no usable CPython: ${refusals.join('; ')}\n`);
  process.exitCode = 3;
}
