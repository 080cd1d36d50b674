/**
 * The only importer of llvm-bindings (LLVM 14): the few parts of its builder that lowering needs, in our own types.
 *
 * What llvm-bindings lacks (flags, attributes, metadata) comes from the C primitives and from the add-on.
 */
import { readFileSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Llvm from 'llvm-bindings';
import { invariant } from '../base/invariant.ts';
import type { Rep } from '../ir/reps.ts';
import type { PrimArg, PrimResult, PrimSignature } from './primitives.ts';

let loaded: typeof Llvm | null = null;

/** The library, loaded at the first use (5 ms with finding it). Its entry module would look for this file in a dozen places first. */
function bindings(): typeof Llvm {
  loaded ??= createRequire(import.meta.url)('llvm-bindings/build/Release/llvm-bindings.node') as typeof Llvm;
  return loaded;
}

export type LlvmValue = Llvm.Value;
export type LlvmType = Llvm.Type;
export type LlvmBlock = Llvm.BasicBlock;
export type LlvmFunction = Llvm.Function;
export type LlvmPhi = Llvm.PHINode;
export type LlvmBuilder = Llvm.IRBuilder;

/* A module without a layout aligns 64-bit words to 4. The add-on puts LLVM 19's in its place. */
const LAYOUT = 'e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-f80:128-n8:16:32:64-S128';
const TRIPLE = 'x86_64-pc-linux-gnu';

const EXACT = 2n ** 53n;

/** One LLVM module under construction. llvm-bindings never frees it: 0.1 MB for 300 instructions. */
export class LlvmModule {
  readonly builder: LlvmBuilder;
  readonly #llvm = bindings();
  readonly #context: Llvm.LLVMContext;
  readonly #module: Llvm.Module;
  readonly #callees = new Map<string, Llvm.FunctionCallee>();
  /* Each answer of the library is a new object for V8 to make and to collect: what is wanted often is asked for once. */
  readonly #types: Readonly<Record<Rep, LlvmType>>;
  readonly #pointer: Llvm.PointerType;
  readonly #constants = new Map<bigint, LlvmValue>();

  constructor(name: string) {
    this.#context = new this.#llvm.LLVMContext();
    this.#module = new this.#llvm.Module(name, this.#context);
    this.#module.setDataLayout(LAYOUT);
    this.#module.setTargetTriple(TRIPLE);
    const builder = new this.#llvm.IRBuilder(this.#context);
    this.builder = builder;
    this.#pointer = builder.getInt8PtrTy();
    this.#types = {
      Obj: this.#pointer,
      I64: builder.getInt64Ty(),
      F64: builder.getDoubleTy(),
      I1: builder.getInt1Ty(),
    };
  }

  typeOf(rep: Rep): LlvmType {
    return this.#types[rep];
  }

  pointerType(): Llvm.PointerType {
    return this.#pointer;
  }

  /** `{T, i8}`: a value and whether it failed; without a rep just the i8. */
  outcomeType(rep: Rep | null): LlvmType {
    const failed = this.builder.getInt8Ty();
    return rep === null ? failed : this.#llvm.StructType.get(this.#context, [this.typeOf(rep), failed]);
  }

  functionType(result: LlvmType, params: LlvmType[]): Llvm.FunctionType {
    return this.#llvm.FunctionType.get(result, params, false);
  }

  /** A function of this module. */
  addFunction(name: string, result: LlvmType, params: LlvmType[]): LlvmFunction {
    const { ExternalLinkage, InternalLinkage } = this.#llvm.Function.LinkageTypes;
    const linkage = name === 'tj_entry' ? ExternalLinkage : InternalLinkage;
    return this.#llvm.Function.Create(this.functionType(result, params), linkage, name, this.#module);
  }

  addBlock(fn: LlvmFunction, name: string): LlvmBlock {
    return this.#llvm.BasicBlock.Create(this.#context, name, fn);
  }

  /** Exact for every 64-bit value. */
  constI64(value: bigint): LlvmValue {
    const known = this.#constants.get(value);
    if (known) return known;
    const made = this.#makeI64(value);
    this.#constants.set(value, made);
    return made;
  }

  /** ConstantInt.get takes 53 bits, getInt32 32; the builder folds the rest. */
  #makeI64(value: bigint): LlvmValue {
    const { builder } = this;
    const type = this.typeOf('I64');
    if (value > -EXACT && value < EXACT) return this.#llvm.ConstantInt.get(type, Number(value), true);
    const high = builder.CreateZExt(builder.getInt32(Number((value >> 32n) & 0xffffffffn)), type);
    const low = builder.CreateZExt(builder.getInt32(Number(value & 0xffffffffn)), type);
    return builder.CreateOr(builder.CreateShl(high, this.#llvm.ConstantInt.get(type, 32, true)), low);
  }

  constF64(value: number): LlvmValue {
    return this.#llvm.ConstantFP.get(this.typeOf('F64'), value);
  }

  constNull(): LlvmValue {
    return this.#llvm.ConstantPointerNull.get(this.pointerType());
  }

  undef(type: LlvmType): LlvmValue {
    return this.#llvm.UndefValue.get(type);
  }

  /** Calls a C primitive; its type follows its signature. */
  callPrimitive(signature: PrimSignature, args: LlvmValue[]): LlvmValue {
    invariant(args.length === signature.args.length, `${signature.name}: ${args.length} operands`);
    let callee = this.#callees.get(signature.name);
    if (!callee) {
      const type = this.functionType(
        this.#resultType(signature.result),
        signature.args.map((arg) => this.#argType(arg)),
      );
      callee = this.#module.getOrInsertFunction(signature.name, type);
      this.#callees.set(signature.name, callee);
    }
    return this.builder.CreateCall(callee, args);
  }

  text(): string {
    return this.#module.print();
  }

  /** LLVM's own verifier; says what is wrong on stderr. */
  isValid(): boolean {
    return !this.#llvm.verifyModule(this.#module);
  }

  /** The module as bitcode, by way of a file at `scratch` that is gone afterwards. */
  bitcode(scratch: string): Uint8Array {
    this.#llvm.WriteBitcodeToFile(this.#module, scratch);
    const bytes = readFileSync(scratch);
    unlinkSync(scratch);
    return bytes;
  }

  #argType(arg: PrimArg): LlvmType {
    return arg === 'Act' || arg === 'Pointer' ? this.pointerType() : this.typeOf(arg);
  }

  #resultType(result: PrimResult): LlvmType {
    if (result.kind === 'Failable') {
      const value = this.typeOf(result.rep === 'I1' ? 'I64' : result.rep); // tj_i1 holds an int64_t
      return this.#llvm.StructType.get(this.#context, [value, this.builder.getInt8Ty()]);
    }
    if (result.rep === 'None') return this.builder.getVoidTy();
    return result.rep === 'Pointer' ? this.pointerType() : this.typeOf(result.rep);
  }
}
