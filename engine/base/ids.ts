/** Numbers that must not be mixed up: plain numbers at run time, distinct types to the checker. */
export type Branded<Name extends string> = number & { readonly __brand: Name };

/** Index of an SSA value, unique in a region. */
export type ValueId = Branded<'ValueId'>;
/** Index of a block in its function. */
export type BlockId = Branded<'BlockId'>;
/** Index into `Region.exits`. */
export type ExitId = Branded<'ExitId'>;
/** Index into `Region.snapshots`. */
export type SnapshotId = Branded<'SnapshotId'>;
/** Index into `Region.bindings`. */
export type BindingId = Branded<'BindingId'>;
/** Index of a keep-alive cell of the activation. */
export type CellId = Branded<'CellId'>;
/** Index into `Region.functions`. */
export type FunctionId = Branded<'FunctionId'>;
