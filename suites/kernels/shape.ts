/** What a kernel is: a script a user would write, its twin in C, and what both must print. */
export interface Kernel {
  /** Folder name under suites/kernels, with kernel.py and kernel.c. */
  readonly name: string;
  /** `scalar`: numbers in variables only; `list`: numbers in lists. The speed budgets differ. */
  readonly kind: 'scalar' | 'list';
  /** `run`'s argument at `--scale 1`: SIZE of kernel.py. */
  readonly size: number;
  /** What `run`'s argument counts. */
  readonly unit: string;
  /** `--scale` of a run that takes an interpreter a few hundredths of a second; tests use it. */
  readonly smallScale: number;
  /** stdout, from CPython 3.13.0 and checked against pypy3 and the C twin. */
  readonly expected: { readonly small: string; readonly full: string };
  /** Budget against the C twin of the steady time, as a ratio; null where pypy3 is the mark. */
  readonly budgetOverC: number | null;
  /** Where the algorithm comes from. */
  readonly origin: string;
}
