/** The CPython that specs of the engine start: the one native code is made for. */
import { findPython } from '#setup/python.mjs';

let path: string | undefined;

export function specPython(): string {
  if (path !== undefined) return path;
  const { python, refusals } = findPython();
  if (!python) throw new Error(`no usable CPython: ${refusals.join('; ')}`);
  path = python.path;
  return path;
}
