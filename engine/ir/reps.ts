/**
 * Representations: how a value sits in a register. What Python knows of it (its type) is a separate matter.
 */
export const REPS = ['Obj', 'I64', 'F64', 'I1'] as const;

/**
 * - `Obj`: a borrowed `PyObject *`, possibly NULL. Something else keeps it alive: a frame slot, a container, a cell.
 * - `I64`: a Python int that fits 64 bits, signed.
 * - `F64`: a Python float.
 * - `I1`: a Python bool, or a machine condition.
 */
export type Rep = (typeof REPS)[number];
