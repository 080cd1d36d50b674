/**
 * Parallel: a counted loop whose iterations are independent gets a block before it that does as many of them as it can on
 * several threads (native/parallel); the loop itself goes on from there. So whatever an iteration cannot do, the serial
 * code does, with its exits. Of nested loops the outermost that can be done so is; what was found is noted as verdicts.
 */
import { at } from '../base/invariant.ts';
import { LIMITS, RUN_FLAGS } from '../ir/combine.ts';
import { dominatorsOf } from '../ir/dominators.ts';
import type { OpName } from '../ir/ops.ts';
import type { Block, IrFunction, LoopNote, LoopVerdict, Op, Region, Value } from '../ir/region.ts';
import { definitions, edgesOf, predecessors } from '../ir/walk.ts';
import { memoryRead } from '../passes/memory.ts';
import type { Pass } from '../passes/pass.ts';
import { pruneParams } from '../passes/prune-params.ts';
import { simplifyCfg } from '../passes/simplify-cfg.ts';
import { type Body, bodyOfLoop } from './body.ts';
import { close, meetsBehind, splitTest } from './close.ts';
import type { Given } from './describe.ts';
import { type Independence, independenceOf } from './independence.ts';
import { LaunchBuilder } from './launch.ts';
import { localOf } from './locals.ts';
import { type CountedLoop, countedLoop, cutAt } from './loop-shape.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type LoopStates, statesOf } from './states.ts';
import { type Plan, TaskBuilder } from './task.ts';

export const parallel: Pass = {
  name: 'parallel',
  run(region) {
    if (region.loops.length === 0) return 0;
    const fn = at(region.functions, 0);
    const covered = new Set<number>();
    let [made, closed] = [0, 0];
    for (const number of largestFirst(fn)) {
      if (covered.has(number)) continue;
      const found = tryLoop(region, fn, at(fn.blocks, number), made);
      if (found === null) continue;
      closed += found.closed;
      say(region, verdictOf(found.note, found.result));
      if (isRefusal(found.result)) continue;
      for (const block of found.result.blocks) covered.add(block);
      made += 1;
    }
    if (made + closed > 0) {
      simplifyCfg.run(region); // a task's way back is a block of its own
      pruneParams.run(region); // and passes what never changes
    }
    return made + closed;
  },
};

/** Blocks whose tests end loops, those of the outermost loops first. */
function largestFirst(fn: IrFunction): number[] {
  const dominators = dominatorsOf(fn);
  const sizes = new Map<number, number>();
  for (const number of dominators.order) {
    const cut = cutAt(fn, at(fn.blocks, number), dominators);
    if (cut) sizes.set(number, cut.around.size);
  }
  return [...sizes.keys()].sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0));
}

/** The note of the loop that a block's test ends: by the header's own note (`f@12`), or else by the test's line. */
function noteOf(region: Region, header: Block, rotated: boolean): LoopNote | null {
  const unit = Number(/@(\d+)$/.exec(header.note)?.[1] ?? -1);
  const own = rotated ? undefined : region.loops.find((note) => note.unit === unit);
  const { end } = header;
  const test = header.ops.find((op) => end.kind === 'branch' && op.result === end.cond);
  return own ?? region.loops.find((note) => test !== undefined && note.line === test.line) ?? null;
}

/** One row for each loop: of its copies, that which was found to be parallel, or else the first. */
function say(region: Region, verdict: LoopVerdict): void {
  const known = region.verdicts.findIndex(({ code, unit }) => code === verdict.code && unit === verdict.unit);
  if (known < 0) region.verdicts.push(verdict);
  else if (verdict.verdict === 'Parallel') region.verdicts[known] = verdict;
}

function verdictOf(note: LoopNote, found: CountedLoop | Refusal): LoopVerdict {
  if (!isRefusal(found)) return { ...note, verdict: 'Parallel', detail: '' };
  const { verdict, line, detail } = found;
  const where = line > 0 && line !== note.line ? ` (line ${line})` : '';
  return { ...note, verdict, detail: `${detail}${where}` };
}

/** The name of the local a refusal is about, or rather its place, in the sentence. */
function withLocal(refusal: Refusal, region: Region, { uses }: CountedLoop, defined: Definitions): Refusal {
  if (!refusal.about) return refusal;
  const values = [refusal.about, ...uses.passedFor(refusal.about).map(({ value }) => value)];
  const local = values.map((value) => localOf(region, value, defined)).find((name) => name !== null);
  return { ...refusal, detail: refusal.detail.replace('{local}', local ?? 'a variable') };
}

interface Attempt {
  readonly note: LoopNote;
  readonly result: CountedLoop | Refusal;
  /** 1: its test was given parameters. */
  readonly closed: 0 | 1;
}

/** Null: no loop that anybody asked for ends there. */
function tryLoop(region: Region, fn: IrFunction, head: Block, number: number): Attempt | null {
  let dominators = dominatorsOf(fn);
  let cut = dominators.isReachable(head.id) ? cutAt(fn, head, dominators) : null;
  const note = cut && noteOf(region, head, cut.rotated);
  if (cut === null || note === null) return null;
  cut = splitTest(region, fn, cut, definitions(region));
  if (cut.rotated) {
    dominators = dominatorsOf(fn);
    if (meetsBehind(region, fn, cut, dominators))
      return { note, closed: 1, result: refuse('Unsupported', 0, 'its end meets another way out of it') };
    close(region, fn, cut, dominators);
  }
  const { header } = cut;
  const closed = cut.rotated ? 1 : 0;
  const defined = definitions(region);
  const loop = countedLoop(fn, cut, defined);
  if ('why' in loop) return { note, closed, result: refuse('NotCounted', 0, loop.why) };
  const found = examine({ region, fn, loop, defined }, note.mode);
  if (isRefusal(found)) return { note, closed, result: withLocal(found, region, loop, defined) };
  const plan: Plan = { loop, body: found.body, states: found.states, written: found.independence.written, place: note };
  const task = new TaskBuilder(region, fn, plan, defined).build();
  const before = [...new Set(at(predecessors(fn), header.id))].filter((from) => dominators.isReachable(from));
  const entries = before.filter((from) => asksAt(fn, from, loop, cut.rotated, found.states.onGrid, defined));
  const flags = flagsOf(fn, loop, found.states, note.mode);
  const launch = { number, flags, entries, held: buffersOf(loop, found.body, defined) };
  new LaunchBuilder(region, fn, plan, task).build(found.independence, launch);
  return { note, closed, result: loop };
}

/**
 * Whether an edge to the header goes by way of the question: as a rule those into the loop. On the grid those at the grid's
 * lines: of the way round, and into a loop that has begun; but not the loop's start, which may be another piece of code.
 */
function asksAt(
  fn: IrFunction,
  from: number,
  loop: CountedLoop,
  rotated: boolean,
  onGrid: boolean,
  defined: Definitions,
): boolean {
  if (rotated) return true;
  const isBack = loop.blocks.includes(from);
  if (!onGrid || isBack) return !isBack || onGrid;
  const edges = edgesOf(at(fn.blocks, from).end).filter((edge) => edge.to === loop.header.id);
  return edges.every((edge) => ITERATORS.has(defined.get(edge.args[loop.counter]?.id ?? -1)?.op ?? 'Guard'));
}

/** Where a loop that was entered under way stands. */
const ITERATORS: ReadonlySet<OpName> = new Set<OpName>(['RangeIterNext', 'SeqIterIndex', 'BufferIterIndex']);

function buffersOf(loop: CountedLoop, { loads, stores }: Body, defined: Definitions): Value[] {
  const found = new Set<Value>();
  for (const { data } of [...loads, ...stores]) {
    const object = loop.inside.has(data.id) ? undefined : defined.get(data.id)?.args[0];
    if (object) found.add(object);
  }
  return [...found];
}

interface Findings {
  readonly body: Body;
  readonly states: LoopStates;
  readonly independence: Independence;
}

type Definitions = ReadonlyMap<number, Op>;

function examine(
  { region, fn, loop, defined }: Pick<Given, 'region' | 'fn' | 'loop' | 'defined'>,
  mode: LoopNote['mode'],
): Findings | Refusal {
  const inOrder = statesOf(fn, loop, defined, false);
  if (isRefusal(inOrder)) return inOrder;
  const asWritten = bodyOfLoop(fn, loop, defined);
  if (isRefusal(asWritten)) return asWritten;
  const independence = independenceOf({ region, fn, loop, states: inOrder, body: asWritten, defined });
  if (isRefusal(independence)) return independence;
  const body = independence.storesAtCounter ? asWritten : { ...asWritten, storesLast: false };
  const large = tooLarge(fn, loop, body, inOrder);
  if (large) return large;
  const cheap = mode === 'Always' ? null : tooCheap(body, inOrder);
  if (cheap === null) return { body, states: inOrder, independence };
  const mayGrid = mode !== 'Exact' && loop.up && body.writes.length === 0 && !readsObjects(fn, loop, mode);
  const onGrid = mayGrid && inOrder.streams > 0 ? statesOf(fn, loop, defined, true) : cheap;
  return isRefusal(onGrid) ? cheap : { body, states: onGrid, independence };
}

function tooLarge(fn: IrFunction, loop: CountedLoop, body: Body, { states }: LoopStates): Refusal | null {
  const noted = states.filter(({ maybe }) => maybe !== null).length;
  const used = loop.blocks.flatMap((number) => {
    const block = at(fn.blocks, number);
    return [...block.ops.flatMap((op) => op.args), ...edgesOf(block.end).flatMap((edge) => edge.args)];
  });
  const captures = new Set(used.filter((value) => !loop.inside.has(value.id))).size + states.length;
  const held = new Set([...body.loads, ...body.stores].map(({ data }) => data)).size;
  const fits =
    held <= LIMITS.HELD && states.length + noted + body.pins.length <= LIMITS.STATES && captures <= LIMITS.CAPTURES;
  return fits ? null : refuse('Unsupported', 0, 'it has too many variables');
}

/** Operations that must go with one that is done again when the tasks have ended: a store, a float added. */
const WORTH = 40;

function tooCheap(body: Body, states: LoopStates): Refusal | null {
  const again = body.writes.length + states.folds.size;
  if (body.cost >= WORTH * again) return null;
  if (states.folds.size > 0) return refuse('FloatOrder', 0, 'adding takes longer than all the rest of an iteration');
  return refuse('TooCheap', 0, 'storing takes longer than all the rest of an iteration');
}

/** What another thread could change, and no task may read without the GIL. Elements of buffers are the user's affair, who asked. */
function readsObjects(fn: IrFunction, loop: CountedLoop, mode: LoopNote['mode']): boolean {
  const changing = ['items', 'length', 'cells', ...(mode === 'Exact' ? ['elements'] : [])];
  const ops = loop.blocks.flatMap((block) => at(fn.blocks, block).ops);
  return ops.some((op) => changing.includes(memoryRead(op.op) ?? ''));
}

function flagsOf(fn: IrFunction, loop: CountedLoop, states: LoopStates, mode: LoopNote['mode']): bigint {
  const free = readsObjects(fn, loop, mode) ? 0n : RUN_FLAGS.WITHOUT_GIL;
  return states.onGrid ? free | RUN_FLAGS.GRID : free;
}
