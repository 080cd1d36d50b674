/**
 * Parallel: a counted loop whose iterations are independent gets a block before it that does as many of them as it can on
 * several threads (native/parallel); the loop itself goes on from there. So whatever an iteration cannot do, the serial
 * code does, with its exits. Of nested loops the outermost that can be done so is; what was found is noted as verdicts.
 */
import { at } from '../base/invariant.ts';
import { type Dominators, dominatorsOf } from '../ir/dominators.ts';
import { RUN_FLAGS } from '../ir/combine.ts';
import type { Block, IrFunction, LoopNote, Op, Region } from '../ir/region.ts';
import { definitions } from '../ir/walk.ts';
import { memoryRead } from '../passes/memory.ts';
import type { Pass } from '../passes/pass.ts';
import { type Body, bodyOfLoop } from './body.ts';
import { type Independence, independenceOf } from './independence.ts';
import { LaunchBuilder } from './launch.ts';
import { type CountedLoop, countedLoop } from './loop-shape.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type LoopStates, statesOf } from './states.ts';
import { type Plan, TaskBuilder } from './task.ts';
import { LoopUses } from './uses.ts';

export const parallel: Pass = {
  name: 'parallel',
  run(region) {
    const fn = at(region.functions, 0);
    const covered = new Set<number>();
    let made = 0;
    const order = dominatorsOf(fn).order;
    for (const number of order) {
      const note = noteOf(region, at(fn.blocks, number));
      if (note === null || covered.has(number)) continue;
      const found = tryLoop(region, fn, at(fn.blocks, number), note, made);
      if (found === null) continue;
      if (isRefusal(found)) say(region, note, found);
      else {
        region.verdicts.push({ ...note, verdict: 'Parallel', detail: '' });
        for (const block of found.blocks) covered.add(block);
        made += 1;
      }
    }
    return made;
  },
};

/** The loop's place as its header's note has it (`f@12`), if it is one that was asked for. */
function noteOf(region: Region, header: Block): LoopNote | null {
  const unit = Number(/@(\d+)$/.exec(header.note)?.[1] ?? -1);
  return region.loops.find((note) => note.unit === unit) ?? null;
}

function say(region: Region, note: LoopNote, { verdict, line, detail }: Refusal): void {
  const where = line > 0 && line !== note.line ? ` (line ${line})` : '';
  region.verdicts.push({ ...note, verdict, detail: `${detail}${where}` });
}

/** Null: no loop begins there. */
function tryLoop(
  region: Region,
  fn: IrFunction,
  header: Block,
  note: LoopNote,
  number: number,
): CountedLoop | Refusal | null {
  const defined = definitions(region);
  const dominators = dominatorsOf(fn);
  const loop = dominators.isReachable(header.id) ? countedLoop(fn, header, defined, dominators) : null;
  if (loop === null) return null;
  if ('why' in loop) return refuse('NotCounted', 0, loop.why);
  const found = examine(fn, loop, defined);
  if (isRefusal(found)) return found;
  const { body, states, independence } = found;
  const plan: Plan = { loop, body, states, written: independence.written, place: note };
  const task = new TaskBuilder(region, fn, plan, defined).build();
  new LaunchBuilder(region, fn, plan, task).build(independence, { number, flags: flagsOf(fn, loop, dominators) });
  return loop;
}

interface Findings {
  readonly body: Body;
  readonly states: LoopStates;
  readonly independence: Independence;
}

function examine(fn: IrFunction, loop: CountedLoop, defined: ReadonlyMap<number, Op>): Findings | Refusal {
  const uses = new LoopUses(fn, loop);
  const states = statesOf(fn, loop, uses, defined);
  if (isRefusal(states)) return states;
  const body = bodyOfLoop(fn, loop, uses, defined);
  if (isRefusal(body)) return body;
  const independence = independenceOf(loop, body, defined);
  if (isRefusal(independence)) return independence;
  return tooCheap(body, states) ?? { body, states, independence };
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
function flagsOf(fn: IrFunction, loop: CountedLoop, _: Dominators): bigint {
  const ops = loop.blocks.flatMap((block) => at(fn.blocks, block).ops);
  const changing = ops.some((op) => ['items', 'length', 'cells'].includes(memoryRead(op.op) ?? ''));
  return changing ? 0n : RUN_FLAGS.releaseGil;
}
