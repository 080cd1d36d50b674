/** Ops that are one LLVM instruction, by the `inst` of their row in the op table. */
import { invariant } from '../base/invariant.ts';
import type { LlvmModule, LlvmValue } from './llvm.ts';

type Binary =
  | 'CreateAnd'
  | 'CreateOr'
  | 'CreateXor'
  | 'CreateAShr'
  | 'CreateFAdd'
  | 'CreateFSub'
  | 'CreateFMul'
  | 'CreateICmpEQ'
  | 'CreateICmpNE'
  | 'CreateICmpSLT'
  | 'CreateICmpSLE'
  | 'CreateICmpSGT'
  | 'CreateICmpSGE'
  | 'CreateFCmpOEQ'
  | 'CreateFCmpUNE'
  | 'CreateFCmpOLT'
  | 'CreateFCmpOLE'
  | 'CreateFCmpOGT'
  | 'CreateFCmpOGE';

type Emit = (llvm: LlvmModule, args: readonly LlvmValue[]) => LlvmValue;

function operand(args: readonly LlvmValue[], index: number): LlvmValue {
  const value = args[index];
  invariant(value, `an instruction misses operand ${index}`);
  return value;
}

const binary =
  (method: Binary): Emit =>
  (llvm, args) =>
    llvm.builder[method](operand(args, 0), operand(args, 1));

export const INSTRUCTIONS: Readonly<Record<string, Emit>> = {
  And: binary('CreateAnd'),
  Or: binary('CreateOr'),
  Xor: binary('CreateXor'),
  AShr: binary('CreateAShr'),
  ICmpEQ: binary('CreateICmpEQ'),
  ICmpNE: binary('CreateICmpNE'),
  ICmpSLT: binary('CreateICmpSLT'),
  ICmpSLE: binary('CreateICmpSLE'),
  ICmpSGT: binary('CreateICmpSGT'),
  ICmpSGE: binary('CreateICmpSGE'),
  FAdd: binary('CreateFAdd'),
  FSub: binary('CreateFSub'),
  FMul: binary('CreateFMul'),
  FCmpOEQ: binary('CreateFCmpOEQ'),
  FCmpUNE: binary('CreateFCmpUNE'),
  FCmpOLT: binary('CreateFCmpOLT'),
  FCmpOLE: binary('CreateFCmpOLE'),
  FCmpOGT: binary('CreateFCmpOGT'),
  FCmpOGE: binary('CreateFCmpOGE'),
  PtrEq: binary('CreateICmpEQ'),
  I1Eq: binary('CreateICmpEQ'),
  I1And: binary('CreateAnd'),
  I1Or: binary('CreateOr'),
  FNeg: (llvm, args) => llvm.builder.CreateFNeg(operand(args, 0)),
  Not: (llvm, args) => llvm.builder.CreateNot(operand(args, 0)),
  ZExt: (llvm, args) => llvm.builder.CreateZExt(operand(args, 0), llvm.builder.getInt64Ty()),
  SIToFP: (llvm, args) => llvm.builder.CreateSIToFP(operand(args, 0), llvm.builder.getDoubleTy()),
  Select: (llvm, args) => llvm.builder.CreateSelect(operand(args, 0), operand(args, 1), operand(args, 2)),
};
