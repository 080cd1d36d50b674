/** The kernels that are to gain from more cores; each a folder with kernel.py as a user writes it, and kernel.c, its control. */
import { suiteFile } from '../../machine.ts';

export interface ParallelKernel {
  readonly name: string;
  /** `--scale` of a run that takes an interpreter some hundredths of a second; tests use it. */
  readonly smallScale: number;
  /**
   * What the result is: `serial`, the interpreter's, bit by bit; `grid`, a sum of floats in the fixed order of ../grid.py,
   * which `model.py` in the folder computes in plain Python.
   */
  readonly result: 'serial' | 'grid';
  /** Bytes of memory that each unit of `n` makes a run read; only where no cache holds them. */
  readonly bytesPerUnit?: number;
  /** A script with `run(n)` for a python that has Numba, in the folder. */
  readonly numbaTwin?: string;
}

/** A pointer and an int of CPython. */
const LIST_ITEM_BYTES = 8 + 32;

export const PARALLEL_KERNELS: readonly ParallelKernel[] = [
  { name: 'mandelbrot', smallScale: 0.002, result: 'serial' },
  { name: 'n-body', smallScale: 0.01, result: 'serial' },
  { name: 'matmul', smallScale: 0.002, result: 'serial' },
  { name: 'pi', smallScale: 0.001, result: 'serial' },
  { name: 'primes', smallScale: 0.002, result: 'serial' },
  { name: 'stencil', smallScale: 0.002, result: 'serial' },
  { name: 'spectral-norm', smallScale: 0.002, result: 'serial' },
  { name: 'dot', smallScale: 0.002, result: 'grid', bytesPerUnit: 16 },
  {
    name: 'list-sum',
    smallScale: 0.002,
    result: 'serial',
    bytesPerUnit: LIST_ITEM_BYTES,
    numbaTwin: 'numba_twin.py',
  },
];

export function parallelKernelScript(name: string): string {
  return suiteFile('parallel', 'kernels', name, 'kernel.py');
}
