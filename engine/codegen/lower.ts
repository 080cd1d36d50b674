/**
 * A region as an LLVM module: `tj_entry` and its native functions, calling C primitives that the add-on links in.
 * Each op goes by the `lower` field of its row in the op table.
 */
import { at, invariant, unreachable } from '../base/invariant.ts';
import { reversePostorder } from '../ir/dominators.ts';
import { specOf } from '../ir/ops.ts';
import type { Block, Edge, Imm, IrFunction, Op, Region, Terminator } from '../ir/region.ts';
import { definitions } from '../ir/walk.ts';
import { INSTRUCTIONS } from './inst.ts';
import { type LlvmBlock, type LlvmFunction, LlvmModule, type LlvmPhi, type LlvmValue } from './llvm.ts';
import { lowerCustom } from './lower-custom.ts';
import { FunctionLowering, type RegionContext } from './lowering.ts';
import { LOWERING_PRIMS, primSignature } from './primitives.ts';

export function lowerRegion(region: Region): LlvmModule {
  const llvm = new LlvmModule(region.name);
  const functions = region.functions.map((fn) => declare(llvm, fn));
  const context: RegionContext = { region, llvm, functions, definitions: definitions(region) };
  for (const fn of region.functions) lowerFunction(context, fn);
  return llvm;
}

function declare(llvm: LlvmModule, fn: IrFunction): LlvmFunction {
  const pointer = llvm.pointerType();
  if (fn.id === 0) return llvm.addFunction('tj_entry', llvm.builder.getInt32Ty(), [pointer, pointer]);
  const params = fn.params.map((param) => llvm.typeOf(param.rep));
  const depth = llvm.builder.getInt64Ty();
  return llvm.addFunction(`native${fn.id}_${fn.name}`, llvm.outcomeType(fn.result), [pointer, depth, ...params]);
}

/** The head of an IR block: where edges go, and a phi for each parameter. */
interface Head {
  readonly start: LlvmBlock;
  readonly phis: LlvmPhi[];
}

function lowerFunction(context: RegionContext, fn: IrFunction): void {
  const lowering = new FunctionLowering(context, fn);
  const order = reversePostorder(fn).map((id) => at(fn.blocks, id, 'block'));
  const prologue = lowering.block;
  const heads = new Map<number, Head>();
  for (const block of order) heads.set(block.id, makeHead(lowering, block));
  lowering.moveTo(prologue);
  lowering.llvm.builder.CreateBr(headOf(heads, 0).start);
  for (const block of order) {
    lowering.moveTo(headOf(heads, block.id).start);
    for (const op of block.ops) lowerOp(lowering, op);
    lowerEnd(lowering, block.end, heads);
  }
  lowering.finish();
}

function headOf(heads: ReadonlyMap<number, Head>, id: number): Head {
  const head = heads.get(id);
  invariant(head, `block ${id} was not reached`);
  return head;
}

function makeHead(lowering: FunctionLowering, block: Block): Head {
  const { llvm } = lowering;
  const start = llvm.addBlock(lowering.target, `b${block.id}.${block.note}`);
  lowering.moveTo(start);
  const phis = block.params.map((param) => {
    const phi = llvm.builder.CreatePHI(llvm.typeOf(param.rep), 2);
    lowering.define(param, phi);
    return phi;
  });
  return { start, phis };
}

function lowerOp(lowering: FunctionLowering, op: Op): void {
  const value = lowerValue(lowering, op);
  if (op.result === null) return;
  invariant(value, `${op.op} gave no value`);
  lowering.define(op.result, value);
}

function lowerValue(lowering: FunctionLowering, op: Op): LlvmValue | null {
  const { lower } = specOf(op.op);
  if (lower === 'custom') return lowerCustom(lowering, op);
  return 'inst' in lower ? lowerInstruction(lowering, op, lower.inst) : lowerPrimitive(lowering, op);
}

function lowerInstruction(lowering: FunctionLowering, op: Op, name: string): LlvmValue {
  const emit = INSTRUCTIONS[name];
  invariant(emit, `no instruction ${name}`);
  return emit(
    lowering.llvm,
    op.args.map((arg) => lowering.use(arg)),
  );
}

function lowerPrimitive(lowering: FunctionLowering, original: Op): LlvmValue {
  const op = squareForPower(lowering, original);
  const signature = isEntryUnbox(lowering, op) ? LOWERING_PRIMS.entryI64 : primSignature(op.op);
  invariant(signature, `${op.op} has no primitive`);
  const args = op.args.map((arg) => lowering.use(arg));
  if (signature.args[0] === 'Act') args.unshift(lowering.act);
  if (op.imm !== null) args.push(immediate(lowering, op.imm));
  const outcome = lowering.llvm.callPrimitive(signature, args);
  return op.exit === null ? outcome : guardOutcome(lowering, op, outcome);
}

/** Asked once for each entry: a call keeps large regions small; in a small one, say a function of a line, it would show. */
function isEntryUnbox({ context }: FunctionLowering, { op, exit }: Op): boolean {
  if (op !== 'UnboxI64' || exit === null || at(context.region.exits, exit, 'exit').reason !== 'EntryGuard')
    return false;
  const ops = at(context.region.functions, 0).blocks.reduce((sum, block) => sum + block.ops.length, 0);
  return ops > SMALL_REGION;
}

/** Ops of a region whose entry costs as much as what it does. */
const SMALL_REGION = 40;

/** x ** 2 is what people write: a multiplication, in place of a call. */
function squareForPower(lowering: FunctionLowering, op: Op): Op {
  if (op.op !== 'I64PowOvf') return op;
  const [base, exponent] = [at(op.args, 0), at(op.args, 1)];
  const constant = lowering.context.definitions.get(exponent.id)?.imm;
  const isTwo = constant?.kind === 'int' && constant.value === 2n;
  return isTwo ? { ...op, op: 'I64MulOvf', args: [base, base] } : op;
}

/** Leaves if the primitive failed; else its value. */
function guardOutcome(lowering: FunctionLowering, op: Op, outcome: LlvmValue): LlvmValue {
  const { builder } = lowering.llvm;
  invariant(op.exit !== null, `${op.op} has no exit`);
  if (op.result === null) {
    lowering.exitIf(builder.CreateICmpNE(outcome, lowering.llvm.constI64(0n)), op.exit);
    return outcome;
  }
  lowering.exitIf(lowering.isSet(builder.CreateExtractValue(outcome, [1])), op.exit);
  const value = builder.CreateExtractValue(outcome, [0]);
  return op.result.rep === 'I1' ? lowering.isSet(value) : value;
}

function immediate({ llvm }: FunctionLowering, imm: Imm): LlvmValue {
  switch (imm.kind) {
    case 'int':
      return llvm.constI64(imm.value);
    case 'float':
      return llvm.constF64(imm.value);
    case 'bool':
      return llvm.builder.getInt1(imm.value);
    case 'binding':
    case 'slot':
    case 'cell':
    case 'function':
      return llvm.constI64(BigInt(imm.value));
    default:
      return unreachable(imm, 'immediate');
  }
}

/** Records the edge in the target's phis, coming from the block instructions are added to. */
function lowerEdge(lowering: FunctionLowering, edge: Edge, heads: ReadonlyMap<number, Head>): LlvmBlock {
  const { start, phis } = headOf(heads, edge.to);
  edge.args.forEach((arg, k) => at(phis, k, 'parameter').addIncoming(lowering.use(arg), lowering.block));
  return start;
}

function lowerEnd(lowering: FunctionLowering, end: Terminator, heads: ReadonlyMap<number, Head>): void {
  const { llvm } = lowering;
  switch (end.kind) {
    case 'jump':
      llvm.builder.CreateBr(lowerEdge(lowering, end.edge, heads));
      return;
    case 'branch':
      lowerBranch(lowering, end, heads);
      return;
    case 'exit':
      llvm.builder.CreateBr(lowering.exitBlock(end.exit));
      return;
    case 'return':
      lowering.return(end.value);
      return;
    default:
      unreachable(end, 'terminator');
  }
}

function lowerBranch(
  lowering: FunctionLowering,
  end: Extract<Terminator, { kind: 'branch' }>,
  heads: ReadonlyMap<number, Head>,
): void {
  const { llvm } = lowering;
  const condition = lowering.use(end.cond);
  const tested = end.likely === null ? condition : lowering.expect(condition, end.likely === 'then');
  const from = lowering.block;
  const then = lowerEdge(lowering, end.then, heads);
  if (end.then.to !== end.else.to) {
    llvm.builder.CreateCondBr(tested, then, lowerEdge(lowering, end.else, heads));
    return;
  }
  // A phi has one value for each block it is reached from: the second edge gets a block of its own.
  const other = llvm.addBlock(lowering.target, '');
  lowering.moveTo(other);
  llvm.builder.CreateBr(lowerEdge(lowering, end.else, heads));
  lowering.moveTo(from);
  llvm.builder.CreateCondBr(tested, then, other);
}
