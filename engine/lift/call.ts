/** Calls: built-ins, Python functions inlined, self-recursion as a native call. */

import type { NamedObject } from '../../traces/format/trace.ts';
import { at } from '../base/invariant.ts';
import type { IrFunction, Value } from '../ir/region.ts';
import type { Rep } from '../ir/reps.ts';
import { type Av, computed, type Known, NULL } from './abstract-value.ts';
import { type Arguments, appendMethod, BUILTINS } from './builtins.ts';
import { onlyKind } from './entry.ts';
import type { Lifting } from './lifting.ts';
import { asNumber } from './numbers.ts';
import { release } from './ownership.ts';
import type { CodeContext, FrameState } from './state.ts';

/** *args, **kwargs, generator, coroutine, async generator (Include/cpython/code.h). */
const UNSUPPORTED_FLAGS = 0x04 | 0x08 | 0x20 | 0x80 | 0x200;
const MAX_DEPTH = 8;
const MAX_INLINED_INSTRUCTIONS = 600;

/** CALL: callable, self or NULL, positional arguments. */
export function call(lifting: Lifting): void {
  callWith(lifting, lifting.instruction.arg, []);
}

/** CALL_KW: as CALL, with a constant tuple of names for the last arguments on top. */
export function callKw(lifting: Lifting): void {
  const names = lifting.peek(1);
  if (names.kind !== 'const' || names.constant.kind !== 'Tuple')
    return lifting.notCompiled('a call with unknown keywords');
  const keywords = names.constant.items.map((item) => (item.kind === 'Str' ? item.text : ''));
  lifting.pop();
  callWith(lifting, lifting.instruction.arg, keywords);
}

function callWith(lifting: Lifting, count: number, keywords: readonly string[]): void {
  const avs = Array.from({ length: count }, (_, i) => lifting.peek(count - i));
  const self = lifting.peek(count + 1);
  const callable = lifting.peek(count + 2);
  if (callable.kind !== 'known' || callable.object < 0)
    return lifting.notCompiled(
      `a call of ${callable.kind === 'obj' ? 'a function held in a variable' : callable.kind}`,
    );
  const named = at(lifting.trace.objects, callable.object, 'callee');
  if (named.kind === 'Function') {
    if (self.kind !== 'null') lifting.notCompiled('a method');
    callFunction(lifting, callable, named, avs, keywords);
    return;
  }
  if (keywords.length > 0) lifting.notCompiled(`${named.name} with keywords`);
  if (named.kind === 'MethodDescr') {
    const append = /(^|\.)append$/.test(named.name) && count === 1 && self.kind === 'obj' && self.type === 'List';
    return append ? appendMethod(lifting, self) : lifting.notCompiled(`method ${named.name}`);
  }
  const operands = lifting.observation?.operands ?? [];
  const elements = lifting.observation?.elements ?? [];
  // Only the topmost operands are observed: count from the top.
  const last = <T>(list: readonly T[]): T[] => (count === 0 ? [] : list.slice(-count));
  const args: Arguments = { avs, masks: last(operands), elements: last(elements) };
  const result = callBuiltin(lifting, named, self, args);
  const dropped = Array.from({ length: count + 2 }, () => lifting.pop());
  lifting.push(result);
  release(lifting, ...dropped)();
}

function callBuiltin(lifting: Lifting, named: NamedObject, self: Av, args: Arguments): Av {
  const builtin = BUILTINS[`${named.module}.${named.name}`];
  if (!builtin || self.kind !== 'null') return lifting.notCompiled(`a call of ${named.name}`);
  return builtin(lifting, args);
}

/** Positional and keyword arguments in parameter order; defaults fill in. */
function bindArguments(
  lifting: Lifting,
  callee: Known,
  named: NamedObject,
  context: CodeContext,
  avs: readonly Av[],
  keywords: readonly string[],
): Av[] {
  const { code } = context;
  if (code.flags & UNSUPPORTED_FLAGS || code.kwonlyCount > 0)
    return lifting.notCompiled(`a call of ${code.qualname} (its kind of parameters, or a generator)`);
  const bound: (Av | undefined)[] = new Array<Av | undefined>(code.argCount).fill(undefined);
  const positional = avs.length - keywords.length;
  if (positional > code.argCount) return lifting.notCompiled(`a call of ${code.qualname} with too many arguments`);
  for (let i = 0; i < positional; i += 1) bound[i] = avs[i];
  keywords.forEach((keyword, k) => {
    const index = code.localNames.indexOf(keyword);
    if (index < code.posonlyCount || index >= code.argCount || bound[index])
      lifting.notCompiled(`a call of ${code.qualname} with argument ${keyword}`);
    bound[index] = avs[positional + k];
  });
  const firstDefault = code.argCount - named.defaults.length;
  return bound.map((av, i) => {
    if (av) return av;
    if (i < firstDefault)
      return lifting.notCompiled(`a call of ${code.qualname} without argument ${code.localNames[i]}`);
    const which = i - firstDefault;
    return lifting.entry.bound(lifting.bindings.defaultOf(callee.binding, which), named.defaults[which] ?? 0);
  });
}

/** Whether the code was seen to call itself by name. */
function callsItself(lifting: Lifting, context: CodeContext): boolean {
  return context.code.observations.some(
    (o) => o.object >= 0 && lifting.trace.objects[o.object]?.code === context.index,
  );
}

function callFunction(
  lifting: Lifting,
  callee: Known,
  named: NamedObject,
  avs: readonly Av[],
  keywords: readonly string[],
): void {
  // a generator's code, say, is called without being run: it was never recorded
  if (named.code < 0) lifting.notCompiled(`a call of ${named.name}, whose code was not seen while recording`);
  const context = lifting.context(named.code);
  const args = bindArguments(lifting, callee, named, context, avs, keywords);
  if (context.observations.size === 0)
    lifting.notCompiled(`a call of ${context.code.qualname}, not seen while recording`);
  const drop = avs.length + 2;
  if (callsItself(lifting, context)) callNative(lifting, callee, named, context, args, drop);
  else inline(lifting, callee, named, context, args, drop);
}

function localsFor(context: CodeContext, args: readonly Av[]): Av[] {
  return context.code.localNames.map((_, i) => args[i] ?? NULL);
}

function inline(
  lifting: Lifting,
  callee: Known,
  named: NamedObject,
  context: CodeContext,
  args: readonly Av[],
  drop: number,
): void {
  const { frames } = lifting.state;
  const active = frames.some((frame) => frame.context === context);
  if (active || frames.length >= MAX_DEPTH || context.instructions.length > MAX_INLINED_INSTRUCTIONS)
    lifting.notCompiled(`a call of ${context.code.qualname} (too deep or too large)`);
  const caller = lifting.frame;
  for (let i = 0; i < drop; i += 1) lifting.pop();
  caller.waitingAt = lifting.instruction.unit;
  caller.at = lifting.instruction.next;
  frames.push(frameOf(context, callee, named, localsFor(context, args)));
}

function frameOf(context: CodeContext, callee: Known, named: NamedObject, locals: Av[]): FrameState {
  return {
    context,
    binding: callee.binding,
    namespace: named.namespace,
    object: callee.object,
    locals,
    stack: [],
    at: 0,
    waitingAt: -1,
  };
}

const RESULT_REPS = { Int: 'I64', Float: 'F64', Bool: 'I1' } as const;

/** What the function was seen to return, if that is one kind of number. */
function resultRep(context: CodeContext): Rep | null {
  let mask = 0;
  for (const it of context.instructions)
    if (it.op === 'RETURN_VALUE') mask |= context.observations.get(it.unit)?.result ?? 0;
  const kind = onlyKind(mask);
  return kind === 'Int' || kind === 'Float' || kind === 'Bool' ? RESULT_REPS[kind] : null;
}

function callNative(
  lifting: Lifting,
  callee: Known,
  named: NamedObject,
  context: CodeContext,
  args: readonly Av[],
  drop: number,
): void {
  const result = resultRep(context);
  if (result === null)
    return lifting.notCompiled(`a recursive call of ${context.code.qualname} (its result is no number)`);
  const numbers = args.map((av) => asNumber(lifting, av, 0));
  const target = nativeFunction(
    lifting,
    callee,
    named,
    context,
    numbers.map((num) => num.rep),
    result,
  );
  for (let i = 0; i < drop; i += 1) lifting.pop();
  lifting.frame.waitingAt = lifting.instruction.unit;
  const exit = lifting.lazyExit('CalleeExit');
  lifting.frame.waitingAt = -1;
  const options = { exit, line: lifting.line, imm: { kind: 'function', value: target.id } } as const;
  lifting.push(
    computed(
      lifting.builder.value(
        lifting.block,
        'CallNative',
        numbers.map((num) => num.value),
        options,
      ),
    ),
  );
}

/** The native form of a function for these argument kinds, asked for once and lifted later. */
function nativeFunction(
  lifting: Lifting,
  callee: Known,
  named: NamedObject,
  context: CodeContext,
  reps: readonly Rep[],
  result: Rep,
): IrFunction {
  const key = `${context.index} ${reps.join()}`;
  const known = lifting.natives.get(key);
  if (known) return known;
  const fn = lifting.builder.newFunction(`${context.code.name}(${reps.join()})`, reps, result);
  lifting.natives.set(key, fn);
  const args = fn.params.map((param: Value) => computed(param));
  const frame = frameOf(context, callee, named, localsFor(context, args));
  const { block } = lifting.builder.newBlock(fn, `${context.code.name}@start`);
  const start = context.instructions.find((it) => it.op === 'RESUME');
  frame.at = start ? start.next : 0;
  lifting.work.push({ fn, block, state: { frames: [frame], names: [] }, checkJoin: false, enters: true });
  return fn;
}

/** RETURN_VALUE and RETURN_CONST: back into the caller, or out of native code. */
export function returnValue(lifting: Lifting): void {
  finishReturn(lifting);
}

function finishReturn(lifting: Lifting): void {
  const { frames } = lifting.state;
  if (frames.length > 1) {
    returnToCaller(lifting);
    return;
  }
  if (lifting.fn.id === 0) lifting.leave('Finished');
  const value = asNumber(lifting, lifting.peek(1), lifting.observation?.result ?? 0);
  if (value.rep !== lifting.fn.result) lifting.leave('TypeChanged', 'the result of a recursive call');
  lifting.finishWithReturn(value.value);
}

function returnToCaller(lifting: Lifting): void {
  const value = lifting.pop();
  const callee = lifting.frame;
  const { frames } = lifting.state;
  frames.pop();
  const caller = lifting.frame;
  caller.waitingAt = -1;
  caller.stack.push(value);
  release(lifting, ...callee.locals, ...callee.stack)();
  if (callee.context.manyReturns) lifting.forceJoin = true;
}

export function returnConst(lifting: Lifting): void {
  const { frames } = lifting.state;
  if (frames.length === 1 && lifting.fn.id === 0) lifting.leave('Finished');
  const { arg } = lifting.instruction;
  const constant = at(lifting.frame.context.code.consts, arg, 'constant');
  const simple = constant.kind === 'None' || constant.kind === 'Bool';
  lifting.push({
    kind: 'const',
    constant,
    binding: simple ? null : lifting.bindings.constant(lifting.functionBinding, [arg]),
  });
  finishReturn(lifting);
}
