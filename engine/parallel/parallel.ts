/**
 * Parallel: a counted loop whose iterations are independent gets a block before it that does as many of them as it can on
 * several threads (native/parallel); the loop itself goes on from there. So whatever an iteration cannot do, the serial
 * code does, with its exits. Of nested loops the outermost that can be done so is; what was found is noted as verdicts.
 */
import { at } from '../base/invariant.ts';
import { dominatorsOf } from '../ir/dominators.ts';
import { LIMITS, RUN_FLAGS } from '../ir/combine.ts';
import type { Block, IrFunction, LoopNote, LoopVerdict, Op, Region } from '../ir/region.ts';
import { definitions, edgesOf, predecessors } from '../ir/walk.ts';
import { memoryRead } from '../passes/memory.ts';
import type { Pass } from '../passes/pass.ts';
import { pruneParams } from '../passes/prune-params.ts';
import { simplifyCfg } from '../passes/simplify-cfg.ts';
import { type Body, bodyOfLoop } from './body.ts';
import { close, splitTest } from './close.ts';
import { type Independence, independenceOf } from './independence.ts';
import { LaunchBuilder } from './launch.ts';
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
    for (const number of dominatorsOf(fn).order) {
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
  if (cut.rotated) {
    cut = splitTest(region, fn, cut, definitions(region));
    dominators = dominatorsOf(fn);
    close(region, fn, cut, dominators);
  }
  const { header } = cut;
  const closed = cut.rotated ? 1 : 0;
  const defined = definitions(region);
  const loop = countedLoop(fn, cut, defined);
  if ('why' in loop) return { note, closed, result: refuse('NotCounted', 0, loop.why) };
  const found = examine(fn, loop, defined);
  if (isRefusal(found)) return { note, closed, result: found };
  const plan: Plan = { loop, body: found.body, states: found.states, written: found.independence.written, place: note };
  const task = new TaskBuilder(region, fn, plan, defined).build();
  const entries = [...new Set(at(predecessors(fn), header.id))].filter((from) => dominators.isReachable(from));
  const outside = cut.rotated ? entries : entries.filter((from) => !loop.blocks.includes(from));
  const launch = new LaunchBuilder(region, fn, plan, task);
  launch.build(found.independence, { number, flags: flagsOf(fn, loop) }, outside);
  return { note, closed, result: loop };
}

interface Findings {
  readonly body: Body;
  readonly states: LoopStates;
  readonly independence: Independence;
}

function examine(fn: IrFunction, loop: CountedLoop, defined: ReadonlyMap<number, Op>): Findings | Refusal {
  const states = statesOf(fn, loop, defined);
  if (isRefusal(states)) return states;
  const body = bodyOfLoop(fn, loop, defined);
  if (isRefusal(body)) return body;
  const independence = independenceOf(loop, body, defined);
  if (isRefusal(independence)) return independence;
  return tooLarge(fn, loop, body, states) ?? tooCheap(body, states) ?? { body, states, independence };
}

function tooLarge(fn: IrFunction, loop: CountedLoop, body: Body, { states }: LoopStates): Refusal | null {
  const noted = states.filter(({ maybe }) => maybe !== null).length;
  const used = loop.blocks.flatMap((number) => {
    const block = at(fn.blocks, number);
    return [...block.ops.flatMap((op) => op.args), ...edgesOf(block.end).flatMap((edge) => edge.args)];
  });
  const captures = new Set(used.filter((value) => !loop.inside.has(value.id))).size + states.length;
  const fits = states.length + noted + body.pins.length <= LIMITS.STATES && captures <= LIMITS.CAPTURES;
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

/** Without the GIL, if nothing is read that another thread could change. */
function flagsOf(fn: IrFunction, loop: CountedLoop): bigint {
  const ops = loop.blocks.flatMap((block) => at(fn.blocks, block).ops);
  const changing = ops.some((op) => ['items', 'length', 'cells'].includes(memoryRead(op.op) ?? ''));
  return changing ? 0n : RUN_FLAGS.WITHOUT_GIL;
}
