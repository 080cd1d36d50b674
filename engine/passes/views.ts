/**
 * Views: a float matrix that a loop reads across its rows, `m[k][j]` with k counting, is read from an unboxed copy.
 *
 * Each such read touches a list header, an items array and a float object, all far apart. Where the loop writes nothing
 * and the matrix is an object the entered frame holds, the loop, if something goes round it, gets a copy of itself that reads `MatrixView`'s array,
 * used while there is one: it is made when as many reads were asked for as it has numbers. Lists stay what they are;
 * each write to a list anywhere in the region is told, and keeps the copy right or ends it. So exits know nothing of it.
 *
 * The first round is always done by the loop itself: at the start of a later one the poll's snapshot is the exact state.
 */
import { at } from '../base/invariant.ts';
import { type Dominators, dominatorsOf } from '../ir/dominators.ts';
import type { Block, IrFunction, Op, Region, Value } from '../ir/region.ts';
import { definitions, edgesOf, predecessors } from '../ir/walk.ts';
import { type ChunkLoop, FastLoop } from './fast-loop.ts';
import { bodyOf } from './loops.ts';
import { Maker } from './maker.ts';
import { changesNothing, MatrixReads, type ViewValues } from './matrix-reads.ts';
import { memoryWritten } from './memory.ts';
import type { Pass } from './pass.ts';

/** TJ_VIEWS of native/primitives/abi.h. */
const MOST_VIEWS = 4;

export const views: Pass = {
  name: 'views',
  run(region) {
    const fn = at(region.functions, 0);
    const numbers = new Map<number, number>();
    let made = 0;
    const dominators = dominatorsOf(fn);
    const defining = definitions(region);
    for (const header of [...fn.blocks]) {
      const loop = chunkLoop(fn, header, dominators);
      if (loop && changesNothing(fn, loop) && addFastLoop(region, fn, loop, defining, numbers)) made += 1;
    }
    if (made > 0) for (const each of region.functions) for (const block of each.blocks) tellWrites(block, defining);
    return made;
  },
};

/** The loop of a header, if strip-polls left it so and only its test leaves it; null otherwise. */
function chunkLoop(fn: IrFunction, header: Block, dominators: Dominators): ChunkLoop | null {
  if (!dominators.isReachable(header.id) || header.end.kind !== 'branch') return null;
  const from = at(predecessors(fn), header.id).filter((block) => dominators.isReachable(block));
  const [latchNumber, second] = from.filter((block) => dominators.dominates(header.id, block));
  const [headNumber, third] = from.filter((block) => block !== latchNumber);
  if (latchNumber === undefined || headNumber === undefined || second !== undefined || third !== undefined) return null;
  const [latch, head] = [at(fn.blocks, latchNumber), at(fn.blocks, headNumber)];
  const otherwise = at(fn.blocks, header.end.else.to);
  const more = otherwise.end.kind === 'branch' ? at(fn.blocks, otherwise.end.then.to) : null;
  const poll = more?.ops.at(-1);
  const again = more?.end.kind === 'jump' && more.end.edge.to === head.id && more.ops.length === 1;
  if (!again || poll?.op !== 'Poll' || latch.end.kind !== 'jump' || head.end.kind !== 'jump') return null;
  const body = bodyOf(fn, header, [latch]);
  const inside = dominators.order.filter((block) => body.has(block));
  const leaving = inside.filter((block) => edgesOf(at(fn.blocks, block).end).some((edge) => !body.has(edge.to)));
  const isWhole = leaving.length === 1 && leaving[0] === header.id && body.has(header.end.then.to);
  return isWhole && leadsTo(fn, header.end.else.to, head.id) ? { header, latch, head, poll, inside } : null;
}

/** Whether something goes round: from behind the loop back into it, by more than the next chunk. */
function leadsTo(fn: IrFunction, otherwise: number, head: number): boolean {
  const { end } = at(fn.blocks, otherwise);
  const seen = new Set<number>();
  const work: number[] = end.kind === 'branch' ? [end.else.to] : [];
  for (let block = work.pop(); block !== undefined; block = work.pop()) {
    if (block === head) return true;
    if (seen.has(block)) continue;
    seen.add(block);
    work.push(...edgesOf(at(fn.blocks, block).end).map((edge) => edge.to));
  }
  return false;
}

function addFastLoop(
  region: Region,
  fn: IrFunction,
  loop: ChunkLoop,
  defining: ReadonlyMap<number, Op>,
  numbers: Map<number, number>,
): boolean {
  const maker = new Maker(region, fn);
  const matrices = matricesOf(fn, loop, defining).filter((matrix) => numberOf(matrix, numbers) !== null);
  if (matrices.length === 0) return false;
  const found = new Map<number, ViewValues>();
  for (const { id } of matrices) found.set(id, { view: maker.value('I64'), columns: maker.value('I64') });
  const reads = new MatrixReads(fn, loop, (matrix) => found.get(matrix.id) ?? null);
  const ask = new Asking(maker, loop);
  for (const matrix of matrices) {
    const values = found.get(matrix.id);
    if (values) ask.view(matrix, values, numberOf(matrix, numbers) ?? 0);
  }
  for (const { matrix, column } of reads.fixedColumns) ask.inside(column, found.get(matrix.id)?.columns ?? column);
  new FastLoop(region, fn, loop, reads).build(maker, ask.usable);
  return true;
}

/** Matrices the entered frame holds all through the run, of which the loop reads numbers. */
function matricesOf(fn: IrFunction, loop: ChunkLoop, defining: ReadonlyMap<number, Op>): Value[] {
  const some = (matrix: Value): ViewValues | null =>
    defining.get(matrix.id)?.op === 'LoadSlot' ? { view: matrix, columns: matrix } : null;
  return [...new MatrixReads(fn, loop, some).matrices];
}

/** The number of its view; null: the region has as many as it may. */
function numberOf(matrix: Value, numbers: Map<number, number>): number | null {
  const known = numbers.get(matrix.id);
  if (known !== undefined) return known;
  if (numbers.size === MOST_VIEWS) return null;
  numbers.set(matrix.id, numbers.size);
  return numbers.size - 1;
}

/** What the head of a chunk asks before it: are there views, do the columns lie inside? */
class Asking {
  readonly #maker: Maker;
  readonly #head: Block;
  readonly #zero: Value;
  readonly #reads: Value;
  #usable: Value | null = null;

  constructor(maker: Maker, { head, header }: ChunkLoop) {
    this.#maker = maker;
    this.#head = head;
    this.#zero = maker.constant(0n);
    const test = header.ops.find((op) => header.end.kind === 'branch' && op.result === header.end.cond);
    const passed = head.end.kind === 'jump' ? head.end.edge.args : [];
    const [now, limit] = (test?.args ?? []).map((arg) => passed[header.params.indexOf(arg)] ?? this.#zero);
    this.#reads = this.#op('I64Sub', [limit ?? this.#zero, now ?? this.#zero], maker.value('I64'));
  }

  get usable(): Value {
    return this.#usable ?? this.#zero;
  }

  view(matrix: Value, { view, columns }: ViewValues, number: number): void {
    const imm = { kind: 'int', value: BigInt(number) } as const;
    this.#head.ops.push(this.#maker.op('MatrixView', [matrix, this.#reads], view, imm));
    this.#head.ops.push(this.#maker.op('ViewColumns', [], columns, imm));
    this.#require(this.#op('I64Ne', [view, this.#zero], this.#maker.value('I1')));
  }

  inside(column: Value, columns: Value): void {
    this.#require(this.#op('I64Ge', [column, this.#zero], this.#maker.value('I1')));
    this.#require(this.#op('I64Lt', [column, columns], this.#maker.value('I1')));
  }

  #require(condition: Value): void {
    const so = this.#usable;
    this.#usable = so ? this.#op('I1And', [so, condition], this.#maker.value('I1')) : condition;
  }

  #op(name: Op['op'], args: Value[], result: Value): Value {
    this.#head.ops.push(this.#maker.op(name, args, result));
    return result;
  }
}

/** Behind each write to a list: which it was, and the float stored if it was one. */
function tellWrites(block: Block, defining: ReadonlyMap<number, Op>): void {
  block.ops = block.ops.flatMap((op) => {
    const [list, index] = op.args;
    if (op.op === 'ParallelRun')
      return [op, { op: 'ViewsEnd' as const, args: [], imm: null, result: null, exit: null, line: op.line }];
    const writes = memoryWritten(op.op).some((memory) => memory === 'items' || memory === 'length');
    if (!writes || !list || list.rep !== 'Obj' || op.op === 'MatrixView' || op.op === 'CallNative') return [op];
    const float = floatStored(op, defining);
    const row = { imm: null, result: null, exit: null, line: op.line };
    if (float && index) return [op, { ...row, op: 'ViewStore' as const, args: [list, index, float] }];
    return [op, { ...row, op: 'ViewDrop' as const, args: [list] }];
  });
}

function floatStored(op: Op, defining: ReadonlyMap<number, Op>): Value | null {
  if (op.op === 'ListSetF64') return op.args[2] ?? null;
  const box = op.op === 'ListSet' ? defining.get(op.args[2]?.id ?? -1) : undefined;
  return box?.op === 'BoxF64' || box?.op === 'BoxOwnerF64' ? (box.args[0] ?? null) : null;
}
