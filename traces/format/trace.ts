/**
 * The trace document as the engine sees it: what was observed of a hot loop or function, with no address in it.
 *
 * trace.fbs is the wire schema, codec.ts turns bytes into these shapes and back, validate.ts refuses what does not hold
 * together. Indices are into the arrays of the document itself.
 */
import type { KindMask, ParallelMode, ValueKind } from './kinds.ts';

/** A constant of a code object. Big ints and i64s carry their decimal text in `text`. */
export type Const =
  | { kind: 'None' | 'Ellipsis' }
  | { kind: 'Bool'; value: boolean }
  | { kind: 'Int'; value: bigint }
  | { kind: 'BigInt'; text: string }
  | { kind: 'Float'; value: number }
  | { kind: 'Str'; text: string }
  | { kind: 'Tuple'; items: readonly Const[] }
  | { kind: 'Code'; code: number }
  | { kind: 'Other'; type: string };

/** What one code unit was seen to do. Masks are sets of kinds over all observations. */
export interface Observation {
  /** Code unit of the opcode itself (not of an EXTENDED_ARG before it). */
  readonly unit: number;
  /** Times observed; 0: not yet, but it may come (`@jit` with annotations): then no operand has a kind. */
  readonly count: number;
  /** Kinds of the popped operands (at most the 8 topmost), deepest first. */
  readonly operands: readonly KindMask[];
  /**
   * For each operand that is a list or tuple: kinds of its elements (of the element accessed, where an index is known); that is a
   * Buffer: its element mask (buffers.ts).
   */
  readonly elements: readonly KindMask[];
  /** Kinds pushed, for LOAD_GLOBAL, LOAD_NAME, LOAD_DEREF, LOAD_ATTR and RETURN_VALUE (what is returned). 0: not recorded. */
  readonly result: KindMask;
  /** Index into `objects` of the callee (calls) or of the loaded object (loads); -1 none seen, -2 more than one. */
  readonly object: number;
  /** Where a name was found: 0 locals dict, 1 globals, 2 builtins. */
  readonly scope: number;
}

export interface CodeObject {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstLine: number;
  readonly flags: number;
  readonly argCount: number;
  readonly posonlyCount: number;
  readonly kwonlyCount: number;
  readonly stackSize: number;
  /** `co_code` with nothing instrumented or specialised, two bytes a unit. */
  readonly code: Uint8Array;
  readonly consts: readonly Const[];
  readonly names: readonly string[];
  /** Names of all fast locals, cells and free variables (`co_localsplusnames`; nlocalsplus of them). */
  readonly localNames: readonly string[];
  /** `co_localspluskinds`: CO_FAST_LOCAL 0x20, CO_FAST_CELL 0x40, CO_FAST_FREE 0x80. */
  readonly localKinds: Uint8Array;
  readonly exceptionTable: Uint8Array;
  readonly lineTable: Uint8Array;
  /** Hex digest of everything above, and of `parallel` where that is not Off: the name of this code in caches and bindings. */
  readonly hash: string;
  readonly observations: readonly Observation[];
  /** Whether its loops may run on several cores. */
  readonly parallel: ParallelMode;
  /** Units of the CALLs that called `tracejit.prange` in this process, in ascending order. */
  readonly pranges: readonly number[];
}

/** An object met by name: a callee, a module, a type. Never an address. */
export interface NamedObject {
  readonly kind: ValueKind;
  readonly name: string;
  readonly module: string;
  /** For functions: index into `codes`; else -1. */
  readonly code: number;
  /** For functions: index into `namespaces` of its globals; else -1. */
  readonly namespace: number;
  /** For functions: the kinds of `__defaults__`, in order. */
  readonly defaults: readonly KindMask[];
  /** For functions: kinds inside the closure's cells. */
  readonly closure: readonly KindMask[];
  /** For bound builtins: kind of `__self__` (Null when unbound or a module). */
  readonly self: ValueKind;
}

/** What was in a frame slot when the request was made. */
export interface EntrySlot {
  readonly kind: ValueKind;
  /** For lists, tuples and their iterators: kinds of the elements (a sample of 16); for a Buffer its element mask (buffers.ts). */
  readonly elements: KindMask;
  /** RangeIter: the step. Enumerate, Zip: the element masks of the first two inner iterators, 32 bits each, the first one lowest; 0: over no buffer. */
  readonly step: bigint;
}

export interface Trace {
  /** Format version: `TRACE_VERSION`. */
  readonly version: number;
  readonly requestId: number;
  /** `loop`: enter at a back edge's target. `function`: enter after RESUME. */
  readonly entry: 'loop' | 'function';
  /** Index of the code object entered; its globals are namespace 0. */
  readonly code: number;
  /** Code unit where native code is entered. */
  readonly unit: number;
  /** Kinds in the frame at that place: nlocalsplus locals, then the operand stack. */
  readonly slots: readonly EntrySlot[];
  readonly codes: readonly CodeObject[];
  readonly objects: readonly NamedObject[];
  /** `__name__` of each distinct globals dict. */
  readonly namespaces: readonly string[];
  /** `sys.version` of the recording interpreter and its hexversion. */
  readonly python: string;
  readonly hexversion: number;
  /** How hard to optimise (`@jit(opt_level=)`): 0 no pass of ours and little of LLVM's, 1 little of LLVM's, 2 and 3 all. */
  readonly level: number;
  /** Letters of DUMP_STAGES (engine/service/knobs.ts) whose texts the answer shall hold; nothing else is done with it. */
  readonly texts: string;
}

export const TRACE_VERSION = 1;
