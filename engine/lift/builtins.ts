/** Built-in functions and types that are compiled: what each makes of its arguments. */

import { kindsOf } from '../../traces/format/kinds.ts';
import type { OpName } from '../ir/ops.ts';
import type { Value } from '../ir/region.ts';
import { type Av, computed, isNone, NONE, type Num, type Obj, virtual } from './abstract-value.ts';
import { arithmetic, compare } from './arith.ts';
import { asBuffer } from './buffers.ts';
import { iteratorOf, reverseOf } from './iterate.ts';
import type { Lifting } from './lifting.ts';
import { asFloat, asInt, asNumber, truth } from './numbers.ts';
import { release, releaseStored, stillNamed } from './ownership.ts';
import { appendTo, asSequence, lengthOf } from './sequences.ts';

/** Arguments with the kinds they were seen with. Nothing is popped: the caller does that when the result is there. */
export interface Arguments {
  readonly avs: readonly Av[];
  readonly masks: readonly number[];
  readonly elements: readonly number[];
}

export type Builtin = (lifting: Lifting, args: Arguments) => Av;

function number(lifting: Lifting, args: Arguments, index: number): Num {
  const av = args.avs[index];
  return av ? asNumber(lifting, av, args.masks[index] ?? 0) : lifting.notCompiled('a call without its argument');
}

function expectCount(lifting: Lifting, args: Arguments, ...counts: number[]): void {
  if (!counts.includes(args.avs.length)) lifting.notCompiled(`a built-in called with ${args.avs.length} arguments`);
}

/** A number no matter how it came: an int, a bool's int value, or a float. */
function plain(lifting: Lifting, num: Num): Num {
  return num.rep === 'I1' ? computed(asInt(lifting, num)) : num;
}

function abs(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1);
  const num = plain(lifting, number(lifting, args, 0));
  if (num.rep === 'F64') return computed(lifting.op('F64Abs', [num.value]));
  const result = computed(lifting.opExit('I64AbsOvf', [num.value], 'IntOverflow'));
  if (num.owner === null) return result;
  const isItself = lifting.op('I64Ge', [num.value, lifting.i64(0)]);
  const owner = lifting.op('SelectObj', [isItself, num.owner, lifting.none()]);
  return { ...result, owner, stable: num.stable };
}

/** min and max of two or more numbers of one kind: the first of equals stays. bltinmodule.c min_max. */
function extreme(operator: '<' | '>'): Builtin {
  return (lifting, args) => {
    if (args.avs.length < 2) return lifting.notCompiled('min or max of a sequence');
    const numbers = args.avs.map((_, i) => number(lifting, args, i));
    const [first] = numbers;
    if (!first || numbers.some((num) => num.rep !== first.rep) || first.rep === 'I1')
      return lifting.notCompiled('min or max of mixed kinds');
    return numbers
      .slice(1)
      .reduce((best, num) => select(lifting, compare(lifting, operator, num, best), num, best), first);
  };
}

function select(lifting: Lifting, condition: Value, then: Num, otherwise: Num): Num {
  const value = lifting.op(then.rep === 'F64' ? 'SelectF64' : 'SelectI64', [condition, then.value, otherwise.value]);
  if (!then.owner && !otherwise.owner) return computed(value);
  const none = lifting.none();
  const owner = lifting.op('SelectObj', [condition, then.owner ?? none, otherwise.owner ?? none]);
  return { kind: 'num', rep: then.rep, value, owner, stable: then.stable && otherwise.stable, cell: null };
}

function len(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1);
  const [av] = args.avs;
  if (av?.kind === 'virtual' && av.virtual === 'Tuple') return computed(lifting.i64(av.parts.length));
  const buffer = asBuffer(lifting, av ?? NONE, args.masks[0] ?? 0, args.elements[0] ?? 0);
  if (buffer) return computed(buffer.buffer.length);
  return computed(lengthOf(lifting, asSequence(lifting, av ?? NONE, args.masks[0] ?? 0)));
}

function toInt(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1);
  const num = plain(lifting, number(lifting, args, 0));
  return num.rep === 'F64' ? computed(lifting.opExit('F64Trunc', [num.value], 'DomainError')) : num;
}

function toFloat(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1);
  const num = number(lifting, args, 0);
  return num.rep === 'F64' ? num : computed(asFloat(lifting, num));
}

function toBool(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1);
  return computed(truth(lifting, args.avs[0] ?? NONE, args.masks[0] ?? 0));
}

function round(lifting: Lifting, args: Arguments): Av {
  const rest = args.avs[1];
  if (args.avs.length !== 1 && !(rest && isNone(rest))) return lifting.notCompiled('round with digits');
  const num = plain(lifting, number(lifting, args, 0));
  return num.rep === 'F64' ? computed(lifting.opExit('F64Round', [num.value], 'DomainError')) : num;
}

function divmod(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 2);
  const [left, right] = [number(lifting, args, 0), number(lifting, args, 1)];
  return virtual('Tuple', [arithmetic(lifting, '//', left, right), arithmetic(lifting, '%', left, right, args.avs[1])]);
}

function pow(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 2);
  return arithmetic(lifting, '**', number(lifting, args, 0), number(lifting, args, 1));
}

/** sum of a list of ints. Floats are summed by the interpreter: it compensates (bltinmodule.c, 3.12 on). */
function sum(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1);
  const list = asSequence(lifting, args.avs[0] ?? NONE, args.masks[0] ?? 0);
  if (list.type !== 'List' || kindsOf(args.elements[0] ?? 0).join() !== 'Int')
    return lifting.notCompiled('sum of anything but a list of ints');
  return computed(lifting.opExit('ListSumI64', [list.value, lifting.i64(0)], 'TypeChanged'));
}

function range(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1, 2, 3);
  const parts = args.avs.map((av, i) =>
    av.kind === 'const' && av.constant.kind === 'Int' ? av : rangePart(lifting, args, i),
  );
  const zero: Av = computed(lifting.i64(0));
  const one: Av = computed(lifting.i64(1));
  const [first, second, third] = parts;
  if (!second) return virtual('Range', [zero, first ?? zero, one]);
  return virtual('Range', [first ?? zero, second, third ?? one]);
}

function rangePart(lifting: Lifting, args: Arguments, index: number): Num {
  const num = number(lifting, args, index);
  if (num.rep === 'F64') lifting.notCompiled('range of a float');
  return plain(lifting, num);
}

function enumerate(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1, 2);
  const [source] = args.avs;
  const start = args.avs.length === 2 ? plain(lifting, number(lifting, args, 1)) : computed(lifting.i64(0));
  if (start.rep !== 'I64') return lifting.notCompiled('enumerate from a float');
  return virtual('Enumerate', [start, iteratorOf(lifting, source ?? NONE, args.masks[0] ?? 0, args.elements[0] ?? 0)]);
}

function zip(lifting: Lifting, args: Arguments): Av {
  if (args.avs.length === 0) return lifting.notCompiled('zip of nothing');
  return virtual(
    'Zip',
    args.avs.map((av, i) => iteratorOf(lifting, av, args.masks[i] ?? 0, args.elements[i] ?? 0)),
  );
}

function reversed(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1);
  return reverseOf(lifting, args.avs[0] ?? NONE, args.masks[0] ?? 0);
}

const mathFloat =
  (op: OpName): Builtin =>
  (lifting, args) => {
    expectCount(lifting, args, 1);
    return computed(lifting.opExit(op, [asFloat(lifting, number(lifting, args, 0))], 'DomainError'));
  };

const mathFloat2 =
  (op: OpName): Builtin =>
  (lifting, args) => {
    expectCount(lifting, args, 2);
    const operands = [asFloat(lifting, number(lifting, args, 0)), asFloat(lifting, number(lifting, args, 1))];
    return computed(lifting.opExit(op, operands, 'DomainError'));
  };

const mathInt =
  (op: OpName): Builtin =>
  (lifting, args) => {
    expectCount(lifting, args, 1);
    const num = plain(lifting, number(lifting, args, 0));
    return num.rep === 'F64' ? computed(lifting.opExit(op, [num.value], 'DomainError')) : num;
  };

const mathTest =
  (op: OpName): Builtin =>
  (lifting, args) => {
    expectCount(lifting, args, 1);
    return computed(lifting.op(op, [asFloat(lifting, number(lifting, args, 0))]));
  };

function fabs(lifting: Lifting, args: Arguments): Av {
  expectCount(lifting, args, 1);
  return computed(lifting.op('F64Abs', [asFloat(lifting, number(lifting, args, 0))]));
}

/** By `module.name`. */
export const BUILTINS: Readonly<Record<string, Builtin>> = {
  'builtins.abs': abs,
  'builtins.min': extreme('<'),
  'builtins.max': extreme('>'),
  'builtins.len': len,
  'builtins.int': toInt,
  'builtins.float': toFloat,
  'builtins.bool': toBool,
  'builtins.round': round,
  'builtins.divmod': divmod,
  'builtins.pow': pow,
  'builtins.sum': sum,
  'builtins.range': range,
  '_tracejit.prange': range,
  'builtins.enumerate': enumerate,
  'builtins.zip': zip,
  'builtins.reversed': reversed,
  'math.sqrt': mathFloat('F64Sqrt'),
  'math.sin': mathFloat('F64Sin'),
  'math.cos': mathFloat('F64Cos'),
  'math.tan': mathFloat('F64Tan'),
  'math.asin': mathFloat('F64Asin'),
  'math.acos': mathFloat('F64Acos'),
  'math.atan': mathFloat('F64Atan'),
  'math.sinh': mathFloat('F64Sinh'),
  'math.cosh': mathFloat('F64Cosh'),
  'math.tanh': mathFloat('F64Tanh'),
  'math.exp': mathFloat('F64Exp'),
  'math.log': mathFloat('F64Log'),
  'math.log2': mathFloat('F64Log2'),
  'math.log10': mathFloat('F64Log10'),
  'math.atan2': mathFloat2('F64Atan2'),
  'math.fmod': mathFloat2('F64Fmod'),
  'math.copysign': mathFloat2('F64Copysign'),
  'math.pow': mathFloat2('F64MathPow'),
  'math.fabs': fabs,
  'math.floor': mathInt('F64Floor'),
  'math.ceil': mathInt('F64Ceil'),
  'math.trunc': mathInt('F64Trunc'),
  'math.isnan': mathTest('F64IsNan'),
  'math.isinf': mathTest('F64IsInf'),
};

/** list.append(x), called as a method: callable, list and x are on the stack. Everything that may exit comes first. */
export function appendMethod(lifting: Lifting, self: Obj): void {
  const value = lifting.pop();
  const under = [lifting.pop(), lifting.pop()];
  if (self.cell !== null && !stillNamed(lifting, self)) lifting.notCompiled('append to a list that nothing keeps');
  const dropValue = releaseStored(lifting, value);
  const dropUnder = release(lifting, ...under);
  appendTo(lifting, asSequence(lifting, self, 0), value);
  lifting.push(NONE);
  dropValue();
  dropUnder();
}
