/** Walking a region: where values are defined and used, snapshots included. The one place that knows every use. */

import type { ExitId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { Block, Edge, IrFunction, Op, Region, Snapshot, Source, Terminator, Value } from './region.ts';

/** The edges out of a block, in order. */
export function edgesOf(end: Terminator): readonly Edge[] {
  if (end.kind === 'jump') return [end.edge];
  return end.kind === 'branch' ? [end.then, end.else] : [];
}

/** Visits every source of a snapshot: frames' slots, virtuals' parts and targets, names. */
export function eachSource(snapshot: Snapshot, visit: (source: Source) => void): void {
  for (const frame of snapshot.frames) {
    for (const source of frame.locals) visit(source);
    for (const source of frame.stack) visit(source);
  }
  for (const virtual of snapshot.virtuals) {
    for (const part of virtual.parts) visit(part);
    visit(virtual.target);
  }
  for (const name of snapshot.names) visit(name.value);
}

export function sourcesOf(snapshot: Snapshot): Source[] {
  const sources: Source[] = [];
  eachSource(snapshot, (source) => sources.push(source));
  return sources;
}

/** The SSA values a source reads. */
export function valuesOf(source: Source): readonly Value[] {
  if (source.kind === 'Value') return [source.value];
  return source.kind === 'OwnerOr' ? [source.value, source.owner] : [];
}

/** The SSA values an exit reads, with repetitions. */
export function exitUses(region: Region, exit: ExitId): Value[] {
  const snapshot = at(region.snapshots, at(region.exits, exit, 'exit').snapshot, 'snapshot');
  const values: Value[] = [];
  eachSource(snapshot, (source) => values.push(...valuesOf(source)));
  return values;
}

/** The operands of a terminator other than edge arguments. */
export function endUses(end: Terminator): readonly Value[] {
  if (end.kind === 'branch') return [end.cond];
  return end.kind === 'return' ? [end.value] : [];
}

/** Each exit a block can take, in order. */
export function exitsOf(block: Block): ExitId[] {
  const exits: ExitId[] = [];
  for (const op of block.ops) if (op.exit !== null) exits.push(op.exit);
  if (block.end.kind === 'exit') exits.push(block.end.exit);
  return exits;
}

/** The op that defines each value, by value id; params are absent. */
export function definitions(region: Region): Map<number, Op> {
  const found = new Map<number, Op>();
  for (const fn of region.functions) {
    for (const block of fn.blocks) {
      for (const op of block.ops) if (op.result !== null) found.set(op.result.id, op);
    }
  }
  return found;
}

/** Predecessor block numbers of each block, one entry per edge. */
export function predecessors(fn: IrFunction): number[][] {
  const found: number[][] = fn.blocks.map(() => []);
  for (const block of fn.blocks) {
    for (const edge of edgesOf(block.end)) at(found, edge.to, 'block').push(block.id);
  }
  return found;
}

/** Whether a function does iterations of a parallel loop: its exits end it, nothing else does. */
export function isTask(fn: IrFunction): boolean {
  return fn.blocks[0]?.ops[0]?.op === 'EnterTask';
}
