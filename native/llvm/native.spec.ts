import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LlvmModule } from '../../engine/codegen/llvm.ts';
import type { PrimSignature } from '../../engine/codegen/primitives.ts';
import { loadNativeCompiler, type NativeCompiler, type NativeError } from './index.ts';

const FULLY = { quick: false, calls: false };
const NO_TEXTS = { ...FULLY, linkedText: false, optimisedText: false, assemblyText: false };
const TEXTS = { ...FULLY, linkedText: true, optimisedText: true, assemblyText: true };

/** tj_entry that adds an exit's word by a call of this signature. */
function callOf(signature: PrimSignature, folder: string): Uint8Array {
  const llvm = new LlvmModule('test');
  const pointer = llvm.pointerType();
  const entry = llvm.addFunction('tj_entry', llvm.builder.getInt32Ty(), [pointer, pointer]);
  llvm.builder.SetInsertPoint(llvm.addBlock(entry, 'entry'));
  llvm.callPrimitive(
    signature,
    signature.args.map((arg) =>
      arg === 'F64'
        ? llvm.constF64(1.5)
        : arg === 'I64'
          ? llvm.constI64(1n)
          : arg === 'I1'
            ? llvm.builder.getInt1(true)
            : llvm.constNull(),
    ),
  );
  llvm.builder.CreateRet(llvm.builder.getInt32(0));
  return llvm.bitcode(join(folder, 'test.bc'));
}

const ADD: PrimSignature = { name: 'tj_i64_add', args: ['I64', 'I64'], result: { kind: 'Failable', rep: 'I64' } };

describe('the LLVM add-on', function () {
  this.timeout(20_000);
  let native: NativeCompiler;
  let folder: string;
  const primitives = fileURLToPath(import.meta.resolve('#build/native/primitives-3.13.bc'));

  before(() => {
    native = loadNativeCompiler(fileURLToPath(import.meta.resolve('#build/native/tracejit_llvm.node')));
    native.open(primitives);
    folder = mkdtempSync(join(tmpdir(), 'tracejit-llvm-'));
  });

  after(() => rmSync(folder, { recursive: true }));

  const fails = async (signature: PrimSignature, soPath: string, phase: string, message: RegExp): Promise<void> => {
    await assert.rejects(
      native.compile(callOf(signature, folder), soPath, NO_TEXTS),
      (error: NativeError) => error.phase === phase && message.test(error.message),
    );
    assert(!existsSync(soPath));
  };

  it('leaves the signals of the process to node', async () => {
    await native.compile(callOf(ADD, folder), join(folder, 'signals.so'), NO_TEXTS);
    const caught = BigInt(`0x${/^SigCgt:\s*(\w+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]}`);
    // of those that LLVM catches one that node does not
    assert.equal((caught >> BigInt(constants.signals.SIGABRT - 1)) & 1n, 0n);
  });

  it('refuses a primitive called with another type than it has', () =>
    fails({ ...ADD, args: ['I64', 'F64'] }, join(folder, 'a.so'), 'link', /wrong signature: tj_i64_add/));

  it('refuses another result type', () =>
    fails({ ...ADD, result: { kind: 'Plain', rep: 'I64' } }, join(folder, 'b.so'), 'link', /wrong signature/));

  it('refuses a primitive that does not exist', () =>
    fails({ ...ADD, name: 'tj_no_such' }, join(folder, 'c.so'), 'link', /no such primitive: tj_no_such/));

  it('says that bitcode is none', () =>
    assert.rejects(
      native.compile(new Uint8Array([1, 2, 3, 4]), join(folder, 'd.so'), NO_TEXTS),
      (error: NativeError) => error.phase === 'parse',
    ));

  it('says where a shared object cannot be written, and goes on', async () => {
    await fails(ADD, '/no/such/folder/e.so', 'lld', /cannot open output file/);
    await native.compile(callOf(ADD, folder), join(folder, 'e.so'), NO_TEXTS);
    assert(existsSync(join(folder, 'e.so')));
  });

  it('throws for primitives that are not there', () => assert.throws(() => native.open('/no/such.bc'), /no\/such.bc/));

  it('inlines primitives, keeps weights, and tells what it did', async () => {
    const unlikely: PrimSignature = {
      name: 'tj_load_slot',
      args: ['Act', 'I64'],
      result: { kind: 'Plain', rep: 'Obj' },
    };
    const result = await native.compile(callOf(unlikely, folder), join(folder, 'f.so'), TEXTS);
    assert.match(result.linkedText, /call ptr @tj_load_slot/);
    assert.doesNotMatch(result.optimisedText, /@tj_load_slot/);
    assert.match(result.assemblyText, /tj_entry:/);
    assert(result.codeBytes > 0 && result.instructions > 0);
    assert.deepEqual(Object.keys(result.times), ['parse', 'link', 'opt', 'codegen', 'lld']);
  });

  it('takes what stays a call from the object file beside the primitives, where there is one', async () => {
    const listNew: PrimSignature = { name: 'tj_list_new', args: ['I64'], result: { kind: 'Failable', rep: 'Obj' } };
    const soPath = join(folder, 'g.so');
    const taken = await native.compile(callOf(listNew, folder), soPath, TEXTS);
    assert.match(taken.assemblyText, /callq\ttj_slow_list_new\n/);
    assert.doesNotMatch(taken.assemblyText, /tj_slow_list_new:/);
    assert(!readFileSync(soPath).includes('tj_slow_sum_f64'), 'what is not called is left out');

    const alone = join(folder, 'alone.bc');
    copyFileSync(primitives, alone);
    native.open(alone);
    try {
      const compiled = await native.compile(callOf(listNew, folder), join(folder, 'h.so'), TEXTS);
      assert.match(compiled.assemblyText, /tj_slow_list_new:/);
    } finally {
      native.open(primitives);
    }
  });

  it('calls every primitive where that is wanted, and bools fill their registers', async () => {
    const spill: PrimSignature = {
      name: 'tj_spill_i1',
      args: ['Obj', 'I64', 'I1'],
      result: { kind: 'Plain', rep: 'None' },
    };
    const soPath = join(folder, 'i.so');
    const { linkedText, assemblyText } = await native.compile(callOf(spill, folder), soPath, { ...TEXTS, calls: true });
    assert.match(linkedText, /call void @tj_spill_i1\(ptr null, i64 1, i1 zeroext true\)/);
    assert.match(assemblyText, /callq\ttj_spill_i1\n/);
    const text = readFileSync(soPath).toString('latin1');
    assert(text.includes('tj_spill_i1') && !text.includes('tj_spill_f64'), 'what is not called is left out');
  });

  it('compiles several regions at once', async () => {
    const bitcode = callOf(ADD, folder);
    await Promise.all(
      Array.from({ length: 16 }, (_, k) => native.compile(bitcode, join(folder, `many${k}.so`), NO_TEXTS)),
    );
  });
});
