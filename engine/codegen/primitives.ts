/**
 * Signatures of the C primitives, derived from the op table: the one place that the LLVM declarations
 * (llvm.ts) and the C prototypes (emit-headers.ts) both follow, so that the two cannot disagree.
 */
import { invariant } from '../base/invariant.ts';
import type { OpSpec } from '../ir/op-spec.ts';
import { OPS, type OpName, specOf } from '../ir/ops.ts';
import type { Rep } from '../ir/reps.ts';

/** What a primitive takes: the activation, a value by its rep, or a raw machine pointer. */
export type PrimArg = Rep | 'Act' | 'Pointer';
/** What it returns. `Failable`: `struct { T value; int8_t failed; }`. */
export type PrimResult =
  | { readonly kind: 'Plain'; readonly rep: Rep | 'None' | 'Pointer' }
  | { readonly kind: 'Failable'; readonly rep: Rep };

export interface PrimSignature {
  /** C name, with `tj_`. */
  readonly name: string;
  readonly args: readonly PrimArg[];
  readonly result: PrimResult;
}

const plain = (rep: Rep | 'None' | 'Pointer'): PrimResult => ({ kind: 'Plain', rep });

/** Primitives that no op names: the lowering's own. */
export const LOWERING_PRIMS = {
  /** The condition, marked as seldom true: only a branch on this very result gets its weights. */
  unlikely: { name: 'tj_unlikely', args: ['I64'], result: plain('I64') },
  likely: { name: 'tj_likely', args: ['I64'], result: plain('I64') },
  /** Object of a binding. */
  binding: { name: 'tj_binding', args: ['Act', 'I64'], result: plain('Obj') },
  /** Where the eval breaker lies, and what it was at entry. */
  breaker: { name: 'tj_breaker', args: ['Act'], result: plain('Pointer') },
  breakerValue: { name: 'tj_breaker_value', args: ['Act'], result: plain('I64') },
  /** Nonzero when the eval breaker differs from its value at entry. */
  poll: { name: 'tj_poll', args: ['Pointer', 'I64'], result: plain('I64') },
  /** UnboxI64 as a call: what runs once for each entry shall not be compiled for each region. */
  entryI64: { name: 'tj_entry_i64', args: ['Obj'], result: { kind: 'Failable', rep: 'I64' } },
  /** (words of the largest record): native calls that may nest, by Python's recursion limit and the spill stack. */
  depthLeft: { name: 'tj_depth_left', args: ['Act', 'I64'], result: plain('I64') },
  /** (depth left): nonzero when a native function must not be entered. */
  enterNative: { name: 'tj_enter_native', args: ['Act', 'I64'], result: plain('I64') },
  /** Where the record of an exit begins. */
  spillStart: { name: 'tj_spill_start', args: ['Act'], result: plain('Pointer') },
  /** (start, index, word): one word of an exit's snapshot. */
  spillI64: { name: 'tj_spill_i64', args: ['Pointer', 'I64', 'I64'], result: plain('None') },
  spillF64: { name: 'tj_spill_f64', args: ['Pointer', 'I64', 'F64'], result: plain('None') },
  spillI1: { name: 'tj_spill_i1', args: ['Pointer', 'I64', 'I1'], result: plain('None') },
  spillObj: { name: 'tj_spill_obj', args: ['Pointer', 'I64', 'Obj'], result: plain('None') },
  /** (start, number of words, exit number): ends the record. */
  spillEnd: { name: 'tj_spill_end', args: ['Act', 'Pointer', 'I64', 'I64'], result: plain('None') },
  /** (task function, iterations, loop number, flags): how many iterations were done. */
  parallelRun: { name: 'tj_parallel_run', args: ['Act', 'Pointer', 'I64', 'I64', 'I64'], result: plain('I64') },
  /** Nonzero when a task is to stop; the activation of a task function is its `tj_task`, here and in every Task* op. */
  taskPoll: { name: 'tj_task_poll', args: ['Act'], result: plain('I64') },
  /** Where a task leaves its states. */
  taskResults: { name: 'tj_task_results', args: ['Act'], result: plain('Pointer') },
} as const satisfies Record<string, PrimSignature>;

const IMM_ARGS = { int: 'I64', slot: 'I64', cell: 'I64', binding: 'I64', bool: 'I1', float: 'F64' } as const;

/** The signature of the primitive an op is lowered to; null if it is not lowered to one. */
export function primSignature(op: OpName): PrimSignature | null {
  const spec: OpSpec = specOf(op);
  if (spec.lower === 'custom' || !('prim' in spec.lower)) return null;
  invariant(spec.in !== 'any' && spec.out !== 'any', `${op}: a primitive needs a fixed signature`);
  invariant(spec.imm !== 'function', `${op}: a primitive cannot take a function`);
  const args: PrimArg[] = spec.lower.act ? ['Act', ...spec.in] : [...spec.in];
  if (spec.imm !== null) args.push(IMM_ARGS[spec.imm]);
  return { name: `tj_${spec.lower.prim}`, args, result: resultOf(spec.out, spec.exits) };
}

function resultOf(out: Rep | 'None', exits: boolean): PrimResult {
  if (!exits) return plain(out);
  return out === 'None' ? plain('I64') : { kind: 'Failable', rep: out };
}

/** Every primitive there must be a C body for, in table order. */
export function allPrimSignatures(): PrimSignature[] {
  const ofOps = (Object.keys(OPS) as OpName[]).map(primSignature).filter((signature) => signature !== null);
  return [...Object.values(LOWERING_PRIMS), ...ofOps];
}
