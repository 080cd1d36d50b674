/** Locals, constants, cells, attributes, and shuffling of the operand stack. */

import { kindsOf, maskOf, QUIET_KINDS } from '../../traces/format/kinds.ts';
import { at } from '../base/invariant.ts';
import { type Av, borrowed, copyOf, NONE, NULL, type Obj } from './abstract-value.ts';
import { asBuffer, operandElements } from './buffers.ts';
import { onlyKind } from './entry.ts';
import type { Lifting } from './lifting.ts';
import { boxed, operandMask, unbox } from './numbers.ts';
import { planPins, release, releaseWith } from './ownership.ts';
import { asSequence } from './sequences.ts';

function pushLocal(lifting: Lifting, slot: number): void {
  const av = lifting.local(slot);
  if (av.kind === 'null') lifting.leave('Unbound');
  lifting.push(copyOf(av));
}

export const loadFast = (lifting: Lifting): void => pushLocal(lifting, lifting.instruction.arg);

export function loadFastLoadFast(lifting: Lifting): void {
  pushLocal(lifting, lifting.instruction.arg >> 4);
  pushLocal(lifting, lifting.instruction.arg & 15);
}

/** What the profile says of a value about to be kept: numbers are unboxed once here, not at each use. */
function typedByProfile(lifting: Lifting, av: Av, operand: number): Av {
  if (av.kind !== 'obj' || av.type !== null) return av;
  const buffer = asBuffer(lifting, av, operandMask(lifting, operand), operandElements(lifting, operand));
  if (buffer) return buffer;
  const kind = onlyKind(operandMask(lifting, operand));
  if (kind === 'Int' || kind === 'Float' || kind === 'Bool') return unbox(lifting, av, kind);
  if (kind === 'List' || kind === 'Tuple') return { ...asSequence(lifting, av, maskOf(kind)), cell: av.cell };
  if (kind === 'None') {
    lifting.guard(lifting.op('IsNone', [av.value]), 'TypeChanged');
    return NONE;
  }
  return av;
}

/**
 * What a local held, if dropping it matters. A slot nobody looked at is looked at only then; that another one holds nothing
 * that matters is asked once, when native code is entered.
 */
function replaced(lifting: Lifting, slot: number): Av {
  const old = at(lifting.frame.locals, slot);
  if (old.kind !== 'keep') return old;
  if ((maskOf(at(lifting.trace.slots, old.slot).kind) & QUIET_KINDS) === 0) return lifting.entry.slot(old.slot);
  lifting.entry.mustBeQuiet(old.slot);
  return NULL;
}

/** Stores top-of-stack values into locals, first slot first. */
function storeLocals(lifting: Lifting, slots: readonly number[]): void {
  const top = lifting.observation?.operands.length ?? 0;
  slots.forEach((_, i) => {
    const depth = i + 1;
    const typed = typedByProfile(lifting, lifting.peek(depth), top - depth);
    const { stack } = lifting.frame;
    stack[stack.length - depth] = typed;
  });
  const dropped: Av[] = [];
  for (const slot of slots) {
    dropped.push(replaced(lifting, slot));
    lifting.frame.locals[slot] = lifting.pop();
  }
  release(lifting, ...dropped)();
}

export const storeFast = (lifting: Lifting): void => storeLocals(lifting, [lifting.instruction.arg]);

export const storeFastStoreFast = (lifting: Lifting): void =>
  storeLocals(lifting, [lifting.instruction.arg >> 4, lifting.instruction.arg & 15]);

export function storeFastLoadFast(lifting: Lifting): void {
  const store = lifting.instruction.arg >> 4;
  const load = lifting.instruction.arg & 15;
  if (load !== store && lifting.local(load).kind === 'null') lifting.leave('Unbound');
  storeLocals(lifting, [store]);
  pushLocal(lifting, load);
}

/** Pushes a local, which may be unbound, and leaves it unbound (comprehensions save their variables so). */
export function loadFastAndClear(lifting: Lifting): void {
  const slot = lifting.instruction.arg;
  const av = lifting.local(slot);
  lifting.frame.locals[slot] = NULL;
  lifting.push(av);
}

export function deleteFast(lifting: Lifting): void {
  const slot = lifting.instruction.arg;
  if (lifting.local(slot).kind === 'null') lifting.leave('Unbound');
  const old = lifting.local(slot);
  lifting.frame.locals[slot] = NULL;
  release(lifting, old)();
}

export function loadConst(lifting: Lifting): void {
  const { arg } = lifting.instruction;
  const constant = at(lifting.frame.context.code.consts, arg, 'constant');
  if (constant.kind === 'None' || constant.kind === 'Bool') lifting.push({ kind: 'const', constant, binding: null });
  else lifting.push({ kind: 'const', constant, binding: lifting.bindings.constant(lifting.functionBinding, [arg]) });
}

/** The closure cell in a slot. */
function cellOf(lifting: Lifting, slot: number): Obj {
  const av = lifting.local(slot);
  if (av.kind !== 'obj') return lifting.notCompiled('a variable shared with an inner function');
  return av;
}

export function loadDeref(lifting: Lifting): void {
  const cell = cellOf(lifting, lifting.instruction.arg);
  const value = lifting.op('CellGet', [cell.value]);
  lifting.guard(lifting.op('NotNull', [value]), 'Unbound');
  const av = borrowed(value);
  const kind = onlyKind(lifting.observation?.result ?? 0);
  lifting.push(kind === 'Int' || kind === 'Float' || kind === 'Bool' ? unbox(lifting, av, kind) : av);
}

export function storeDeref(lifting: Lifting): void {
  const cell = cellOf(lifting, lifting.instruction.arg);
  const value = typedByProfile(lifting, lifting.peek(1), 0);
  const old = lifting.op('CellGet', [cell.value]);
  const drop = releaseWith(lifting, old, value, lifting.pop());
  const pin = planPins(lifting);
  const stored = boxed(lifting, value);
  pin();
  lifting.effect('CellSet', [cell.value, stored]);
  drop();
}

/** Puts the function's closure cells into its last slots. */
export function copyFreeVars(lifting: Lifting): void {
  const { frame } = lifting;
  const count = lifting.instruction.arg;
  const { binding } = frame;
  if (binding === null) return lifting.notCompiled('a closure entered at its start');
  for (let i = 0; i < count; i += 1) {
    const value = lifting.builder.constObj(lifting.fn, lifting.bindings.closure(binding, i));
    frame.locals[frame.locals.length - count + i] = { kind: 'obj', value, type: null, cell: null, stable: true };
  }
}

export function popTop(lifting: Lifting): void {
  release(lifting, lifting.pop())();
}

export function swap(lifting: Lifting): void {
  const { arg } = lifting.instruction;
  const [top, other] = [lifting.peek(1), lifting.peek(arg)];
  const { stack } = lifting.frame;
  stack[stack.length - 1] = other;
  stack[stack.length - arg] = top;
}

export function copy(lifting: Lifting): void {
  lifting.push(copyOf(lifting.peek(lifting.instruction.arg)));
}

/** Module attributes (math.sqrt, math.pi) and methods of lists. */
export function loadAttr(lifting: Lifting): void {
  const { arg } = lifting.instruction;
  const name = at(lifting.frame.context.code.names, arg >> 1, 'name');
  const method = (arg & 1) === 1;
  const observation = lifting.observation;
  const owner = lifting.peek(1);
  if (
    owner.kind === 'known' &&
    owner.object >= 0 &&
    at(lifting.trace.objects, owner.object).kind === 'Module' &&
    observation
  ) {
    const value = moduleAttribute(lifting, owner.binding, name);
    lifting.pop();
    lifting.push(value);
    if (method) lifting.push(NULL);
    return;
  }
  const listMethod =
    method && observation && observation.object >= 0 && kindsOf(observation.operands[0] ?? 0).join() === 'List';
  if (!listMethod) lifting.notCompiled(`attribute ${name}`);
  asSequence(lifting, owner, observation?.operands[0] ?? 0);
  const object = observation?.object ?? -1;
  const list = lifting.pop();
  lifting.push({ kind: 'known', object, name, binding: lifting.bindings.typeAttribute(object) }, list);
}

function moduleAttribute(lifting: Lifting, module: Parameters<Lifting['bindings']['attribute']>[0], name: string): Av {
  const observation = lifting.observation;
  if (!observation) return lifting.notCompiled(`attribute ${name}`);
  const { object, result } = observation;
  if (object >= 0) return { kind: 'known', object, name, binding: lifting.bindings.attribute(module, name, object) };
  const kind = onlyKind(result);
  if (kind !== 'Int' && kind !== 'Float' && kind !== 'Bool') return lifting.notCompiled(`attribute ${name}`);
  const expect = {
    kind,
    name: '',
    module: '',
    code: -1,
    namespace: -1,
    defaults: [],
    closure: [],
    self: 'Null' as const,
  };
  return lifting.entry.bound(lifting.bindings.attributeValue(module, name, expect), result);
}
