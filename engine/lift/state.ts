/** The abstract machine state: a chain of frames, and the module-level names held in registers. */

import type { CodeObject, Observation } from '../../traces/format/trace.ts';
import type { BindingId } from '../base/ids.ts';
import type { Instruction } from '../bytecode/decode.ts';
import type { LoopRange } from '../bytecode/flow.ts';
import type { Av } from './abstract-value.ts';

/** One code object, decoded once per region. */
export interface CodeContext {
  readonly index: number;
  readonly code: CodeObject;
  readonly instructions: readonly Instruction[];
  /** By `start` unit. */
  readonly byStart: ReadonlyMap<number, Instruction>;
  readonly observations: ReadonlyMap<number, Observation>;
  readonly joins: ReadonlySet<number>;
  /** Loop headers: targets of back edges. */
  readonly headers: ReadonlySet<number>;
  /** Loop headers with several back edges. */
  readonly sharedHeaders: ReadonlySet<number>;
  readonly loops: readonly LoopRange[];
  readonly lines: readonly number[];
  /** More than one RETURN: the place after a call of it is a join. */
  readonly manyReturns: boolean;
}

/** One (inlined) call. Immutable but for the arrays of a FrameState that belongs to one state. */
export interface FrameState {
  readonly context: CodeContext;
  /** Binding of the function; null for the frame entered. */
  readonly binding: BindingId | null;
  readonly namespace: number;
  /** Kinds the observed function's closure cells hold, by free variable. */
  readonly object: number;
  locals: Av[];
  stack: Av[];
  /** `start` of the instruction to lift next; for waiting frames the one after the call. */
  at: number;
  /** Unit of the CALL it waits in, or -1. */
  waitingAt: number;
}

/** A module-level name whose value is in registers. */
export interface NameState {
  readonly namespace: number;
  readonly name: string;
  av: Av;
}

export interface State {
  frames: FrameState[];
  /** Names stored by the region, in first-store order. */
  names: NameState[];
}

export function cloneState(state: State): State {
  return {
    frames: state.frames.map((frame) => ({ ...frame, locals: [...frame.locals], stack: [...frame.stack] })),
    names: state.names.map((name) => ({ ...name })),
  };
}

/** Applies `change` to every slot of every frame and to every name. Virtual objects are rebuilt, sharing kept. */
export function mapState(state: State, change: (av: Av) => Av): void {
  const seen = new Map<Av, Av>();
  const map = (av: Av): Av => {
    const known = seen.get(av);
    if (known) return known;
    const result = av.kind === 'virtual' ? mapVirtual(av, map) : change(av);
    seen.set(av, result);
    return result;
  };
  for (const frame of state.frames) {
    frame.locals = frame.locals.map(map);
    frame.stack = frame.stack.map(map);
  }
  for (const name of state.names) name.av = map(name.av);
}

function mapVirtual(av: Av & { kind: 'virtual' }, map: (av: Av) => Av): Av {
  const parts = av.parts.map(map);
  return parts.every((part, i) => part === av.parts[i]) ? av : { ...av, parts };
}

/** Every slot's value, virtual objects' parts included. */
export function* valuesOf(state: State): Generator<Av> {
  for (const frame of state.frames) {
    for (const av of frame.locals) yield* flatten(av);
    for (const av of frame.stack) yield* flatten(av);
  }
  for (const name of state.names) yield* flatten(name.av);
}

function* flatten(av: Av): Generator<Av> {
  yield av;
  if (av.kind === 'virtual') for (const part of av.parts) yield* flatten(part);
}
