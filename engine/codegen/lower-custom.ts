/** Ops whose row says `custom`: constants, guards, polls, native calls. One function each. */

import type { ExitId } from '../base/ids.ts';
import { at, invariant, unreachable } from '../base/invariant.ts';
import type { OPS } from '../ir/ops.ts';
import type { Imm, Op } from '../ir/region.ts';
import type { LlvmValue } from './llvm.ts';
import type { FunctionLowering } from './lowering.ts';
import { LOWERING_PRIMS } from './primitives.ts';

/** The ops of the table whose `lower` is 'custom': a row added there must get its function here. */
export type CustomOp = {
  [K in keyof typeof OPS]: (typeof OPS)[K]['lower'] extends 'custom' ? K : never;
}[keyof typeof OPS];

type Custom = (lowering: FunctionLowering, op: Op) => LlvmValue | null;

/** What immediates of each kind hold. */
type ImmValues = { [I in Imm as I['kind']]: I['value'] };

function imm<K extends Imm['kind']>(op: Op, kind: K): ImmValues[K] {
  invariant(op.imm?.kind === kind, `${op.op} needs an immediate ${kind}`);
  return op.imm.value as ImmValues[K];
}

function exitOf(op: Op): ExitId {
  invariant(op.exit !== null, `${op.op} has no exit`);
  return op.exit;
}

function guard(lowering: FunctionLowering, op: Op): null {
  const condition = lowering.use(at(op.args, 0, 'operand'));
  lowering.exitIf(lowering.llvm.builder.CreateNot(condition), exitOf(op));
  return null;
}

function poll(lowering: FunctionLowering, op: Op): null {
  const asked = lowering.isTask ? lowering.llvm.callPrimitive(LOWERING_PRIMS.taskPoll, [lowering.act]) : ask(lowering);
  lowering.exitIf(lowering.isSet(asked), exitOf(op));
  return null;
}

function ask({ llvm, breaker }: FunctionLowering): LlvmValue {
  return llvm.callPrimitive(LOWERING_PRIMS.poll, [breaker.pointer, breaker.value]);
}

function enterNative(lowering: FunctionLowering, op: Op): null {
  const short = lowering.llvm.callPrimitive(LOWERING_PRIMS.enterNative, [lowering.act, lowering.depth]);
  lowering.exitIf(lowering.isSet(short), exitOf(op));
  return null;
}

/** The budget is passed down, one less each time: no memory to keep right on every way out. */
function callNative(lowering: FunctionLowering, op: Op): LlvmValue | null {
  const { llvm, context } = lowering;
  const { builder } = llvm;
  const id = imm(op, 'function');
  const callee = at(context.region.functions, id, 'function');
  const depth = lowering.fn.id === 0 ? lowering.depth : builder.CreateSub(lowering.depth, llvm.constI64(1n));
  const args = [lowering.act, depth, ...op.args.map((arg) => lowering.use(arg))];
  const outcome = builder.CreateCall(at(context.functions, id, 'function'), args);
  const flag = callee.result === null ? outcome : builder.CreateExtractValue(outcome, [1]);
  lowering.exitIf(lowering.isSet(flag), exitOf(op));
  return callee.result === null ? null : builder.CreateExtractValue(outcome, [0]);
}

function parallelRun(lowering: FunctionLowering, op: Op): LlvmValue {
  const { llvm, context } = lowering;
  const task = at(context.functions, imm(op, 'function'), 'function');
  const address = llvm.builder.CreateBitCast(task, llvm.pointerType());
  return llvm.callPrimitive(LOWERING_PRIMS.parallelRun, [
    lowering.act,
    address,
    ...op.args.map((arg) => lowering.use(arg)),
  ]);
}

const CUSTOM: Readonly<Record<CustomOp, Custom>> = {
  ConstI64: ({ llvm }, op) => llvm.constI64(imm(op, 'int')),
  ConstF64: ({ llvm }, op) => llvm.constF64(imm(op, 'float')),
  ConstI1: ({ llvm }, op) => llvm.builder.getInt1(imm(op, 'bool')),
  ConstNull: ({ llvm }) => llvm.constNull(),
  ConstObj: (lowering, op) => lowering.binding(imm(op, 'binding')),
  Guard: guard,
  Poll: poll,
  EnterNative: enterNative,
  CallNative: callNative,
  ParallelRun: parallelRun,
  EnterTask: () => null,
};

export function lowerCustom(lowering: FunctionLowering, op: Op): LlvmValue | null {
  const custom = (CUSTOM as Readonly<Record<string, Custom>>)[op.op];
  return custom ? custom(lowering, op) : unreachable(op.op as never, 'custom op');
}
