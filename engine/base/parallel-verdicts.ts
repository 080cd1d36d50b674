/**
 * What is said of each loop that was to run on several cores: the closed list behind explain() and the errors of prange.
 * Generated into native/gen/parallel_verdicts.h and native/python/tracejit/reasons.py; order is the wire format, append only.
 * The detail that goes with a verdict names the variables and lines.
 */
export interface ParallelVerdictRow {
  readonly name: string;
  /** What follows "the loop" in a report. */
  readonly sentence: string;
  /** What the user can do about it; '' when nothing. */
  readonly advice: string;
  /** Whether the iterations depend on each other: `prange`, which says that they do not, is then a mistake of the program. */
  readonly dependence: boolean;
}

export const PARALLEL_VERDICTS = [
  { name: 'Parallel', sentence: 'runs on several cores', advice: '', dependence: false },
  {
    name: 'Dependence',
    sentence: 'runs serially: an iteration needs what an earlier one did',
    advice:
      'write the results to another container than the one that is read, and carry nothing but sums, counts, minima and maxima from one iteration to the next',
    dependence: true,
  },
  {
    name: 'FloatOrder',
    sentence: 'runs serially: floats are added in program order, as another order gives other bits',
    advice: 'ask for another order by @jit(parallel=True) or prange, over numbers that are computed or in a buffer',
    dependence: false,
  },
  {
    name: 'Allocates',
    sentence: 'runs serially: an iteration makes objects',
    advice: 'keep to numbers inside the loop, and make lists, tuples and texts outside',
    dependence: false,
  },
  {
    name: 'CallsOut',
    sentence: 'runs serially: an iteration calls what only the interpreter can run',
    advice: 'leave the call out of the loop, or collect its arguments and call afterwards',
    dependence: false,
  },
  {
    name: 'UnknownSubscript',
    sentence: 'runs serially: it is not known that each iteration writes another item',
    advice: 'write items of one list only, by the loop variable, or by it times a constant plus a constant',
    dependence: false,
  },
  {
    name: 'SameIteration',
    sentence: 'runs serially: an iteration reads an item that it has itself written',
    advice: 'keep the value in a variable, and write the item once, at the end',
    dependence: false,
  },
  {
    name: 'NotCounted',
    sentence: 'runs serially: how many iterations there are is not known before',
    advice: 'write it as `for i in range(n)`',
    dependence: false,
  },
  {
    name: 'TooCheap',
    sentence: 'runs serially: there is too little to do in it',
    advice: 'do more in an iteration, or make a loop around it the parallel one',
    dependence: false,
  },
  {
    name: 'Identity',
    sentence:
      'runs serially: a variable must hold the very object that an iteration met, and not one with the same value',
    advice: 'use a number computed from the object: `x + 0` in place of `x`',
    dependence: false,
  },
  {
    name: 'TwoUpdates',
    sentence: 'runs serially: variables are updated together in a way that cannot be done in parts',
    advice: 'find the minimum or maximum alone, and the rest in a loop after it',
    dependence: false,
  },
  {
    name: 'Unsupported',
    sentence: 'runs serially: something in it is not done on several cores yet',
    advice: '',
    dependence: false,
  },
  {
    name: 'Off',
    sentence: 'runs serially: nobody asked for anything else',
    advice: 'ask by @jit(parallel=True), prange, or `tracejit run --parallel`',
    dependence: false,
  },
] as const satisfies readonly ParallelVerdictRow[];

export type ParallelVerdict = (typeof PARALLEL_VERDICTS)[number]['name'];

/** The number of a verdict on the wire. */
export function parallelVerdictNumber(name: ParallelVerdict): number {
  return PARALLEL_VERDICTS.findIndex((row) => row.name === name);
}

export function parallelVerdictRow(name: string): ParallelVerdictRow | undefined {
  return PARALLEL_VERDICTS.find((row) => row.name === name);
}
