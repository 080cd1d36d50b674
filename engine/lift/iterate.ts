/** Iterators that exist only here: GET_ITER, FOR_ITER. Real ones met when a loop is entered: entered-iterator.ts. */

import { type KindMask, kindsOf } from '../../traces/format/kinds.ts';
import { at } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Value } from '../ir/region.ts';
import {
  type Av,
  borrowed,
  computed,
  isBuffer,
  type Num,
  type Obj,
  type VirtualAv,
  virtual,
} from './abstract-value.ts';
import { asBuffer, loadElement, operandElements } from './buffers.ts';
import { wasSeen } from './code-context.ts';
import type { Lifting } from './lifting.ts';
import { asNumber, operandMask } from './numbers.ts';
import { release } from './ownership.ts';
import { asSequence } from './sequences.ts';

/** Whether a part is known to be 1: written so, or the default step. */
function isOne(lifting: Lifting, av: Av): boolean {
  if (av.kind === 'const') return av.constant.kind === 'Int' && av.constant.value === 1n;
  return av.kind === 'num' && av.value === lifting.i64(1);
}

function intOf(lifting: Lifting, av: Av): Value {
  return asNumber(lifting, av, 0).value;
}

/** The iterator of a virtual range. Step 1, the common case, counts up to its end: LLVM knows that shape. */
function iterateRange(lifting: Lifting, range: VirtualAv): VirtualAv {
  const [startAv, stopAv, stepAv] = range.parts as [Av, Av, Av];
  const [start, stop] = [intOf(lifting, startAv), intOf(lifting, stopAv)];
  if (isOne(lifting, stepAv)) {
    const end = lifting.op('SelectI64', [lifting.op('I64Gt', [stop, start]), stop, start]);
    // CPython counts the values in a C long; a range with more has another kind of iterator.
    lifting.opExit('I64SubOvf', [end, start], 'DomainError');
    return virtual('RangeIterEnd', [computed(start), computed(end), stepAv]);
  }
  const step = intOf(lifting, stepAv);
  const count = lifting.opExit('RangeLen', [start, stop, step], 'DomainError');
  return virtual('RangeIter', [computed(start), computed(count), computed(step)]);
}

const ITERATORS = new Set<string>([
  'RangeIter',
  'RangeIterEnd',
  'ListIter',
  'TupleIter',
  'ListReverseIter',
  'BufferIter',
  'Enumerate',
  'Zip',
]);

/** iter(av), for what can be iterated here. The reference of the operand moves into the iterator. */
export function iteratorOf(lifting: Lifting, av: Av, mask: KindMask, elements: KindMask): VirtualAv {
  if (av.kind === 'virtual') {
    if (ITERATORS.has(av.virtual)) return av;
    if (av.virtual === 'Range') return iterateRange(lifting, av);
    return lifting.notCompiled('iterating over a tuple made here');
  }
  const buffer = asBuffer(lifting, av, mask, elements);
  if (buffer?.buffer.columns) return lifting.notCompiled('iterating over a view of two dimensions');
  if (buffer) return virtual('BufferIter', [buffer, computed(lifting.i64(0))]);
  const sequence = asSequence(lifting, av, mask);
  const owned: Obj = av.kind === 'obj' ? { ...sequence, cell: av.cell } : sequence;
  return virtual(sequence.type === 'List' ? 'ListIter' : 'TupleIter', [owned, computed(lifting.i64(0))]);
}

export function getIter(lifting: Lifting): void {
  const iterator = iteratorOf(lifting, lifting.peek(1), operandMask(lifting, 0), operandElements(lifting, 0));
  lifting.pop();
  lifting.push(iterator);
}

/** reversed(av) for lists and ranges. */
export function reverseOf(lifting: Lifting, av: Av, mask: number): VirtualAv {
  if (av.kind === 'virtual' && av.virtual === 'Range') {
    const [start, stop, step] = av.parts.map((part) => intOf(lifting, part)) as [Value, Value, Value];
    const count = lifting.opExit('RangeLen', [start, stop, step], 'DomainError');
    const last = lifting.opExit('I64SubOvf', [count, lifting.i64(1)], 'IntOverflow');
    const span = lifting.opExit('I64MulOvf', [last, step], 'IntOverflow');
    const first = lifting.opExit('I64AddOvf', [start, span], 'IntOverflow');
    return virtual('RangeIter', [
      computed(first),
      computed(count),
      computed(lifting.opExit('I64NegOvf', [step], 'IntOverflow')),
    ]);
  }
  const sequence = asSequence(lifting, av, mask);
  if (sequence.type !== 'List') return lifting.notCompiled('reversed() of a tuple');
  const owned: Obj = av.kind === 'obj' ? { ...sequence, cell: av.cell } : sequence;
  const last = lifting.op('I64Sub', [lifting.op('ListLen', [sequence.value]), lifting.i64(1)]);
  return virtual('ListReverseIter', [owned, computed(last)]);
}

/** One step of an iterator: whether there is a value, and in the arm where there is, the value and the next state. */
interface Step {
  readonly more: Value;
  take(): { value: Av; next: VirtualAv };
}

function raw(av: Av | undefined): Value {
  return (av as Num).value;
}

function stepOf(lifting: Lifting, it: VirtualAv): Step {
  switch (it.virtual) {
    case 'RangeIterEnd': {
      const [now, end] = [raw(it.parts[0]), raw(it.parts[1])];
      const take = (): { value: Av; next: VirtualAv } => {
        const following = computed(lifting.op('I64Add', [now, lifting.i64(1)]));
        return { value: computed(now), next: { ...it, parts: [following, ...it.parts.slice(1)] } };
      };
      return { more: lifting.op('I64Lt', [now, end]), take };
    }
    case 'RangeIter': {
      const [now, left, step] = it.parts.map(raw) as [Value, Value, Value];
      const take = (): { value: Av; next: VirtualAv } => {
        const following = computed(lifting.opExit('I64AddOvf', [now, step], 'IntOverflow'));
        const remaining = computed(lifting.op('I64Sub', [left, lifting.i64(1)]));
        return { value: computed(now), next: { ...it, parts: [following, remaining, at(it.parts, 2)] } };
      };
      return { more: lifting.op('I64Gt', [left, lifting.i64(0)]), take };
    }
    case 'ListIter':
    case 'TupleIter':
      return sequenceStep(lifting, it, it.virtual === 'ListIter' ? ['ListLen', 'ListItem'] : ['TupleLen', 'TupleItem']);
    case 'ListReverseIter':
      return reverseStep(lifting, it);
    case 'BufferIter':
      return bufferStep(lifting, it);
    case 'Enumerate': {
      const inner = stepOf(lifting, it.parts[1] as VirtualAv);
      const count = raw(it.parts[0]);
      const take = (): { value: Av; next: VirtualAv } => {
        const { value, next } = inner.take();
        const following = computed(lifting.opExit('I64AddOvf', [count, lifting.i64(1)], 'IntOverflow'));
        return { value: virtual('Tuple', [computed(count), value]), next: { ...it, parts: [following, next] } };
      };
      return { more: inner.more, take };
    }
    case 'Zip':
      return zipStep(lifting, it);
    default:
      return lifting.notCompiled(`iterating over a ${it.virtual}`);
  }
}

function sequenceStep(lifting: Lifting, it: VirtualAv, [lengthOp, itemOp]: readonly [OpName, OpName]): Step {
  const sequence = it.parts[0] as Obj;
  const index = raw(it.parts[1]);
  const take = (): { value: Av; next: VirtualAv } => {
    const value = borrowed(lifting.op(itemOp, [sequence.value, index]));
    return { value, next: { ...it, parts: [sequence, computed(lifting.op('I64Add', [index, lifting.i64(1)]))] } };
  };
  return { more: lifting.op('I64Lt', [index, lifting.op(lengthOp, [sequence.value])]), take };
}

function bufferStep(lifting: Lifting, it: VirtualAv): Step {
  const [av, counter] = it.parts;
  if (!av || !isBuffer(av)) return lifting.notCompiled('iterating over a buffer of unknown layout');
  const index = raw(counter);
  const take = (): { value: Av; next: VirtualAv } => {
    const value = loadElement(lifting, av.buffer, index);
    return { value, next: { ...it, parts: [av, computed(lifting.op('I64Add', [index, lifting.i64(1)]))] } };
  };
  return { more: lifting.op('I64Lt', [index, av.buffer.length]), take };
}

function reverseStep(lifting: Lifting, it: VirtualAv): Step {
  const list = it.parts[0] as Obj;
  const index = raw(it.parts[1]);
  const inside = lifting.op('I64Lt', [index, lifting.op('ListLen', [list.value])]);
  const take = (): { value: Av; next: VirtualAv } => {
    const value = borrowed(lifting.op('ListItem', [list.value, index]));
    return { value, next: { ...it, parts: [list, computed(lifting.op('I64Sub', [index, lifting.i64(1)]))] } };
  };
  return { more: lifting.op('I1And', [lifting.op('I64Ge', [index, lifting.i64(0)]), inside]), take };
}

/** All iterators are asked together: none has an effect that a later one's end would have to undo. */
function zipStep(lifting: Lifting, it: VirtualAv): Step {
  const steps = it.parts.map((part) => stepOf(lifting, part as VirtualAv));
  const first = steps[0];
  if (!first) return lifting.notCompiled('zip() of nothing');
  const more = steps.slice(1).reduce((all, step) => lifting.op('I1And', [all, step.more]), first.more);
  const take = (): { value: Av; next: VirtualAv } => {
    const taken = steps.map((step) => step.take());
    return {
      value: virtual(
        'Tuple',
        taken.map((t) => t.value),
      ),
      next: { ...it, parts: taken.map((t) => t.next) },
    };
  };
  return { more, take };
}

export function forIter(lifting: Lifting): void {
  const { instruction, frame } = lifting;
  const av = lifting.peek(1);
  if (av.kind !== 'virtual')
    return lifting.notCompiled(`iterating over ${kindsOf(operandMask(lifting, 0)).join(' or ') || 'an object'}`);
  const step = stepOf(lifting, av);
  const state = lifting.state;
  // the walk has moved on already, and exits of the two arms do FOR_ITER again
  const again = (): void => {
    lifting.frame.at = instruction.start;
    lifting.begin(instruction);
  };
  const body = (): void => {
    again();
    if (!wasSeen(frame.context, instruction.next)) lifting.leave('NeverSeen');
    const { value, next } = step.take();
    const { stack } = lifting.frame;
    stack[stack.length - 1] = next;
    lifting.push(value);
    lifting.frame.at = instruction.next;
  };
  const exhausted = (): void => {
    again();
    const drop = release(lifting, lifting.pop());
    drop();
    lifting.frame.at = instruction.target;
  };
  lifting.split(step.more, state, { prepare: body, checkJoin: true }, { prepare: exhausted, checkJoin: true });
}
