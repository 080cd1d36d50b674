/** Opcode to handler. What has none is left to the interpreter. */
import type { OpcodeName } from '../bytecode/decode.ts';
import { NULL } from './abstract-value.ts';
import { binaryOp, compareOp, isOp, toBool, unaryInvert, unaryNegative, unaryNot, unaryPositive } from './arith.ts';
import { jumpBackward, jumpForward, popJumpIf, popJumpIfNone } from './branch.ts';
import { call, callKw, returnConst, returnValue } from './call.ts';
import { forIter, getIter } from './iterate.ts';
import type { Lifting } from './lifting.ts';
import * as slots from './load-store.ts';
import { loadGlobal, loadName, storeName } from './names.ts';
import {
  binarySlice,
  binarySubscr,
  buildList,
  buildSlice,
  buildTuple,
  listAppend,
  listExtend,
  storeSubscr,
  unpackSequence,
} from './sequences.ts';

export type Lifter = (lifting: Lifting) => void;

/** CALL_INTRINSIC_1 5: unary plus (pycore_intrinsics.h). */
const UNARY_POSITIVE = 5;

function callIntrinsic1(lifting: Lifting): void {
  if (lifting.instruction.arg !== UNARY_POSITIVE) lifting.notCompiled('an intrinsic');
  unaryPositive(lifting);
}

const nothing: Lifter = () => undefined;

export const LIFTERS: Partial<Record<OpcodeName, Lifter>> = {
  NOP: nothing,
  RESUME: nothing,
  COPY_FREE_VARS: slots.copyFreeVars,
  LOAD_FAST: slots.loadFast,
  LOAD_FAST_CHECK: slots.loadFast,
  LOAD_FAST_LOAD_FAST: slots.loadFastLoadFast,
  LOAD_FAST_AND_CLEAR: slots.loadFastAndClear,
  STORE_FAST: slots.storeFast,
  STORE_FAST_STORE_FAST: slots.storeFastStoreFast,
  STORE_FAST_LOAD_FAST: slots.storeFastLoadFast,
  DELETE_FAST: slots.deleteFast,
  LOAD_CONST: slots.loadConst,
  LOAD_DEREF: slots.loadDeref,
  STORE_DEREF: slots.storeDeref,
  LOAD_ATTR: slots.loadAttr,
  LOAD_GLOBAL: loadGlobal,
  LOAD_NAME: loadName,
  STORE_NAME: storeName,
  STORE_GLOBAL: storeName,
  PUSH_NULL: (lifting) => lifting.push(NULL),
  POP_TOP: slots.popTop,
  SWAP: slots.swap,
  COPY: slots.copy,
  BINARY_OP: binaryOp,
  COMPARE_OP: compareOp,
  IS_OP: isOp,
  TO_BOOL: toBool,
  UNARY_NOT: unaryNot,
  UNARY_NEGATIVE: unaryNegative,
  UNARY_INVERT: unaryInvert,
  CALL_INTRINSIC_1: callIntrinsic1,
  BINARY_SUBSCR: binarySubscr,
  STORE_SUBSCR: storeSubscr,
  BINARY_SLICE: binarySlice,
  BUILD_LIST: buildList,
  BUILD_SLICE: buildSlice,
  BUILD_TUPLE: buildTuple,
  LIST_APPEND: listAppend,
  LIST_EXTEND: listExtend,
  UNPACK_SEQUENCE: unpackSequence,
  GET_ITER: getIter,
  FOR_ITER: forIter,
  CALL: call,
  CALL_KW: callKw,
  RETURN_VALUE: returnValue,
  RETURN_CONST: returnConst,
  JUMP_FORWARD: jumpForward,
  JUMP_BACKWARD: jumpBackward,
  POP_JUMP_IF_TRUE: popJumpIf(true),
  POP_JUMP_IF_FALSE: popJumpIf(false),
  POP_JUMP_IF_NONE: popJumpIfNone(true),
  POP_JUMP_IF_NOT_NONE: popJumpIfNone(false),
};
