/**
 * A region: what is compiled together for one hot loop or function. SSA in block-argument form.
 *
 * Ownership, the one rule: **SSA values of rep Obj are borrowed.** Frame slots, containers and the activation's
 * keep-alive cells own. Ops that allocate return a new reference, which exactly one later op of the same block steals
 * (`CellSwap`, `ListSet`, `ListAppend`, `ListInit`, `CellSet`). Exits take new references to what they put into frames,
 * then the runtime empties the cells.
 *
 * Native code of this IR never runs Python code: whatever could is an exit (DECISIONS D-001).
 */

import type { ParallelMode } from '../../traces/format/kinds.ts';
import type { ExitReason } from '../base/exit-reasons.ts';
import type { BindingId, BlockId, CellId, ExitId, FunctionId, SnapshotId, ValueId } from '../base/ids.ts';
import type { ParallelVerdict } from '../base/parallel-verdicts.ts';
import type { Binding } from '../deopt/bindings.ts';
import type { VirtualKind } from '../deopt/sources.ts';
import type { OpName } from './ops.ts';
import type { Rep } from './reps.ts';

export interface Value {
  readonly id: ValueId;
  readonly rep: Rep;
}

/** Immediate operands, by the op's `imm` field. */
export type Imm =
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'binding'; readonly value: BindingId }
  | { readonly kind: 'slot'; readonly value: number }
  | { readonly kind: 'cell'; readonly value: CellId }
  | { readonly kind: 'function'; readonly value: FunctionId };

export interface Op {
  readonly op: OpName;
  args: Value[];
  readonly imm: Imm | null;
  /** The value it defines; null for ops without result. */
  readonly result: Value | null;
  /** Where it leaves native code when it cannot go on; null for ops that always can. */
  readonly exit: ExitId | null;
  /** Python line, for debug info; 0 unknown. */
  readonly line: number;
}

export interface Edge {
  readonly to: BlockId;
  args: Value[];
}

export type Terminator =
  | { readonly kind: 'jump'; readonly edge: Edge }
  /** `likely`: which way the profile says, or null. */
  | {
      readonly kind: 'branch';
      cond: Value;
      readonly then: Edge;
      readonly else: Edge;
      readonly likely: 'then' | 'else' | null;
    }
  /** Unconditional exit. */
  | { readonly kind: 'exit'; readonly exit: ExitId }
  /** Only in functions other than the entry (FunctionId > 0). */
  | { readonly kind: 'return'; value: Value };

export interface Block {
  readonly id: BlockId;
  params: Value[];
  ops: Op[];
  end: Terminator;
  /** Whose bytecode it is, for dumps: `f@12`. */
  readonly note: string;
}

/** Function 0 is the entry: no params, ends in exits. Others are called natively (self-recursion) and may return. */
export interface IrFunction {
  readonly id: FunctionId;
  readonly name: string;
  readonly params: Value[];
  readonly result: Rep | null;
  /** blocks[0] is entered first and has no params. */
  readonly blocks: Block[];
}

/** What an exit puts into one slot (see deopt/sources.ts for the meanings). */
export type Source =
  | { readonly kind: 'Keep' | 'Null' | 'None' | 'True' | 'False' }
  | { readonly kind: 'Binding'; readonly binding: BindingId }
  /** Box by the value's rep (I64, F64, I1), or the object itself (Obj, not NULL). */
  | { readonly kind: 'Value'; value: Value }
  /** The owner if it is not NULL, else box the raw value (I64 or F64). */
  | { readonly kind: 'OwnerOr'; value: Value; owner: Value }
  | { readonly kind: 'Virtual'; readonly virtual: number }
  | { readonly kind: 'Slot'; readonly slot: number };

export interface Virtual {
  readonly kind: VirtualKind;
  readonly parts: Source[];
  /** `Slot`: update that object in place; `Null`: build a new one. */
  readonly target: Source;
}

/** One frame as the interpreter must see it. frames[0] is the frame entered; each later one was called by the one before. */
export interface FrameImage {
  /** Binding of the function, for inlined and natively called frames; null for the frame that was entered. */
  readonly function: BindingId | null;
  readonly code: number;
  /**
   * Innermost frame, eager: code unit to go on at (the first EXTENDED_ARG of the instruction).
   * Waiting frame: code unit of the CALL opcode itself; callable and arguments are already popped.
   */
  readonly unit: number;
  readonly waiting: boolean;
  /** nlocalsplus sources. */
  readonly locals: Source[];
  /** Operand stack, bottom first. */
  readonly stack: Source[];
}

/** A module-level name to be stored at the exit, in order. `Null` deletes nothing: such entries are not made. */
export interface NameStore {
  readonly dict: BindingId;
  readonly name: BindingId;
  readonly value: Source;
}

export interface Snapshot {
  readonly frames: FrameImage[];
  readonly virtuals: Virtual[];
  readonly names: NameStore[];
}

export interface Exit {
  readonly reason: ExitReason;
  readonly snapshot: SnapshotId;
  /** Code and unit it is counted at, and its line. */
  readonly code: number;
  readonly unit: number;
  readonly line: number;
  /** What `explain` adds to the reason's sentence. */
  readonly detail: string;
}

/** A loop of the bytecode that may run on several cores. In code that is called twice it stands for each copy. */
export interface LoopNote {
  readonly code: number;
  /** Code unit of its header, the number in the header's block note (`f@12`). */
  readonly unit: number;
  readonly line: number;
  readonly mode: Exclude<ParallelMode, 'Off'>;
  /** It goes over `prange`: the program says that its iterations do not depend on each other. */
  readonly prange: boolean;
}

/** What came of such a loop. */
export interface LoopVerdict extends LoopNote {
  readonly verdict: ParallelVerdict;
  /** Names the variables and lines: "iteration i reads out[i-1], which iteration i-1 writes at line 12". */
  readonly detail: string;
}

export interface Region {
  readonly name: string;
  readonly functions: IrFunction[];
  readonly snapshots: Snapshot[];
  readonly exits: Exit[];
  readonly bindings: Binding[];
  /** One row for each loop whose mode is not Off, in the order of code and unit. */
  readonly loops: LoopNote[];
  /** What was found of them, at most one row for each. */
  readonly verdicts: LoopVerdict[];
  /** Number of keep-alive cells of one activation record. */
  cells: number;
  /** One more than the largest value id. */
  nextValue: number;
}

/** A region with nothing in it yet. */
export function emptyRegion(name: string, cells = 0): Region {
  const tables = { functions: [], snapshots: [], exits: [], bindings: [], loops: [], verdicts: [] };
  return { name, ...tables, cells, nextValue: 0 };
}
