/**
 * How native code names the objects it needs: a closed table of records, evaluated when code is installed.
 * Generated into native/gen/bindings.h; order is the wire format, append only.
 *
 * A record may start from an earlier one (`parent`, -1: the code and frame being entered). A record that cannot be
 * evaluated, or finds something else than expected, means: not installed, reason counted.
 */
import type { NamedObject } from '../../traces/format/trace.ts';

export const BINDING_KINDS = [
  /** `co_consts[path[0]]`, then items of nested tuples, of the parent function's code. */
  'Const',
  /** Name `name` in the parent function's globals, then builtins; must match `expect`. Watched. */
  'Global',
  /** Attribute `name` in the dict of the module bound by `parent`; must match `expect`. Watched. */
  'Attr',
  /** The globals dict of the parent function. */
  'Globals',
  /** The interned string `name`. */
  'Name',
  /** `__defaults__[index]` of the parent function. Watched. */
  'Default',
  /** `__closure__[index]` of the parent function: the cell. */
  'Closure',
  /** Attribute `name` of the built-in type `expect.name` (a method descriptor). */
  'TypeAttr',
  /** What the closure cell bound by `parent` holds; must match `expect`. Checked at each entry. */
  'CellContents',
] as const;
export type BindingKind = (typeof BINDING_KINDS)[number];

export interface Binding {
  readonly kind: BindingKind;
  /** Earlier binding this one starts from, or -1. */
  readonly parent: number;
  readonly index: number;
  readonly name: string;
  readonly path: readonly number[];
  /** What must be found, for `Global`, `Attr`, `CellContents` and `TypeAttr`. */
  readonly expect: NamedObject | null;
  /** Hash of the expected function's code, or ''. */
  readonly expectHash: string;
}
