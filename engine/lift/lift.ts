/** Trace to region: the driver of the walk. */

import type { Trace } from '../../traces/format/trace.ts';
import { bail } from '../base/bail.ts';
import { at } from '../base/invariant.ts';
import type { Region } from '../ir/region.ts';
import type { Av } from './abstract-value.ts';
import { takeOverIterator } from './entered-iterator.ts';
import { closesLoop, Joins } from './joins.ts';
import { LIFTERS } from './lifters.ts';
import { BlockEnded, Lifting, type Pending } from './lifting.ts';
import { holdStoredNames } from './names.ts';
import type { FrameState } from './state.ts';

/** Generators, coroutines, async generators. */
const GENERATOR_FLAGS = 0x20 | 0x80 | 0x200;
/** CO_OPTIMIZED: fast locals; absent for modules and class bodies. */
const CO_OPTIMIZED = 0x1;

/**
 * The region of a trace, as typed SSA.
 * @throws Bail when it is not worth compiling or cannot be.
 */
export function liftTrace(trace: Trace): Region {
  const code = at(trace.codes, trace.code, 'code');
  if (code.flags & GENERATOR_FLAGS)
    bail('GeneratorCode', { detail: code.qualname, code: code.qualname, line: code.firstLine });
  if (!(code.flags & CO_OPTIMIZED) && code.name !== '<module>')
    bail('UnsupportedEntry', { detail: 'a class body', code: code.qualname });
  const lifting = new Lifting(trace, `${code.name}@${trace.unit}`);
  const joins = new Joins();
  const entry = lifting.block;
  start(lifting);
  const first = lifting.block;
  for (let pending = lifting.work.pop(); pending; pending = lifting.work.pop()) walk(lifting, joins, pending);
  lifting.builder.setEnd(entry, { kind: 'jump', edge: { to: first.id, args: [] } });
  if (trace.entry === 'loop' && !closesLoop(at(lifting.builder.region.functions, 0).blocks, joins.headers)) {
    const line = lifting.context(trace.code).lines[trace.unit] ?? 0;
    bail('AlwaysExits', { detail: lifting.firstLeft ?? waysOut(lifting), code: code.qualname, line });
  }
  lifting.builder.region.loops.push(...lifting.loopNotes.all);
  return lifting.builder.finish();
}

/** Where the ways through the loop end, for a loop that no way closes. */
function waysOut(lifting: Lifting): string {
  const places = lifting.builder.region.exits.filter(
    (exit) => exit.reason === 'NeverSeen' || exit.reason === 'TooManyVersions',
  );
  const texts = new Set(places.map((exit) => `${exit.reason} at line ${exit.line} (unit ${exit.unit})`));
  return `no way leads back to the head of the loop: ${[...texts].join(', ') || 'it ends in its first round'}`;
}

/** The state native code is entered with. */
function start(lifting: Lifting): void {
  const { trace } = lifting;
  const context = lifting.context(trace.code);
  const localCount = context.code.localNames.length;
  const slots: Av[] = trace.slots.map((_, slot) => ({ kind: 'keep', slot }));
  const frame: FrameState = {
    context,
    binding: null,
    namespace: 0,
    object: -1,
    locals: slots.slice(0, localCount),
    stack: slots.slice(localCount),
    at: trace.unit,
    waitingAt: -1,
  };
  lifting.state = { frames: [frame], names: [] };
  const header = context.byStart.get(trace.unit);
  if (header?.op === 'FOR_ITER') takeOver(lifting, frame);
  const { loop } = lifting;
  if (loop)
    holdStoredNames(
      lifting,
      context.instructions.filter((it) => it.unit >= loop.first && it.unit <= loop.last),
    );
  lifting.block = lifting.newBlock();
  lifting.work.push({ fn: lifting.fn, block: lifting.block, state: lifting.state, checkJoin: true });
}

/** The iterator of the loop entered lies on top of the stack. */
function takeOver(lifting: Lifting, frame: FrameState): void {
  const { trace } = lifting;
  const slot = trace.slots.length - 1;
  const iterator = takeOverIterator(lifting, slot);
  if (!iterator)
    bail('UnsupportedStack', {
      detail: `iterating over ${at(trace.slots, slot).kind}`,
      code: frame.context.code.qualname,
      line: frame.context.lines[trace.unit] ?? 0,
    });
  frame.stack[frame.stack.length - 1] = iterator;
}

/** Fills one block and those that follow it in a straight line. */
function walk(lifting: Lifting, joins: Joins, pending: Pending): void {
  lifting.resume(pending);
  let checkJoin = pending.checkJoin;
  if (pending.enters) enterNative(lifting);
  if (pending.goesBack) poll(lifting);
  try {
    for (;;) {
      const { frame } = lifting;
      const instruction = frame.context.byStart.get(frame.at);
      if (!instruction) return lifting.leaveAt(frame.at);
      lifting.begin(instruction);
      if (lifting.outsideLoop(frame.at)) lifting.leave('Finished');
      if (checkJoin && (lifting.forceJoin || frame.context.joins.has(frame.at))) {
        lifting.forceJoin = false;
        return joins.enter(lifting);
      }
      checkJoin = true;
      frame.at = instruction.next;
      const lifter = LIFTERS[instruction.op];
      if (!lifter) lifting.notCompiled(instruction.op);
      lifter(lifting);
    }
  } catch (error) {
    if (!(error instanceof BlockEnded)) throw error;
  }
}

function enterNative(lifting: Lifting): void {
  const { frame } = lifting;
  const instruction = frame.context.byStart.get(frame.at);
  if (!instruction) return;
  lifting.begin(instruction);
  lifting.effectExit('EnterNative', [], 'RecursionLimit');
  lifting.effectExit('Poll', [], 'Poll');
}

function poll(lifting: Lifting): void {
  const { frame } = lifting;
  const instruction = frame.context.byStart.get(frame.at);
  if (!instruction) return;
  lifting.begin(instruction);
  lifting.effectExit('Poll', [], 'Poll');
}
