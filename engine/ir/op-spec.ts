/** What one row of the op table says (ops.ts). Every field is required: there is no default to forget. */
import type { Imm } from './region.ts';
import type { Rep } from './reps.ts';

/**
 * - `pure`: the result depends on the operands alone; may be moved, merged, dropped.
 * - `reads`: reads Python objects or the frame; may be dropped, not moved over a `writes`.
 * - `writes`: changes objects, cells or reference counts; stays where it is.
 * - `allocates`: returns a new reference; stays where it is.
 * - `control`: polls and native calls.
 */
export type Effect = 'pure' | 'reads' | 'writes' | 'allocates' | 'control';

/**
 * - `inst`: an LLVM instruction or comparison of codegen's own table.
 * - `prim`: a call of the C primitive `tj_<name>` (native/primitives). With `exits`, a primitive with a result returns
 *   `struct { T value; int8_t failed; }`, one without returns `int64_t` (0: fine).
 * - `custom`: codegen/lower-custom.ts has a function for it.
 * Primitives with `act` get the activation as first argument.
 */
export type Lowering = { readonly inst: string } | { readonly prim: string; readonly act?: true } | 'custom';

export interface OpSpec {
  /** Operand reps, or 'any' where they follow the called function. */
  readonly in: readonly Rep[] | 'any';
  readonly out: Rep | 'None' | 'any';
  readonly imm: Imm['kind'] | null;
  readonly effect: Effect;
  /** Whether it leaves native code when it cannot go on. */
  readonly exits: boolean;
  readonly lower: Lowering;
  /** Operand positions whose reference it steals. */
  readonly steals?: readonly number[];
}

/** Identity, for the checker: keeps the literal types of a row. */
export function op<const S extends OpSpec>(spec: S): S {
  return spec;
}
