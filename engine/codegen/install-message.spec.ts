import assert from 'node:assert/strict';
import { ByteBuffer } from 'flatbuffers';
import { Install, Message } from '#wire';
import type { Trace } from '../../traces/format/trace.ts';
import type { SnapshotId } from '../base/ids.ts';
import { PARALLEL_VERDICTS } from '../base/parallel-verdicts.ts';
import { SOURCE_KINDS, VIRTUAL_KINDS } from '../deopt/sources.ts';
import { parseRegion } from '../ir/text-parse.ts';
import { largestRecord, spillLayout } from './exits.ts';
import { encodeInstall } from './install-message.ts';

const REGION = parseRegion(`region "r" cells 2
b0 = Global {"name":"f","expect":{"kind":"Function","name":"f","module":"m","code":-1,"namespace":-1,"defaults":[4],"closure":[],"self":"Null"},"expectHash":"abc"}
b1 = Name {"name":"x"}
loop code 0 unit 5 line 3 Exact
verdict code 0 unit 5 line 3 Exact TooCheap ""
verdict code 1 unit 5 line 7 Asked prange Dependence "a[i-1]"
function 0 "entry" ()
block 0 "f@0" ()
  v0: Obj = LoadSlot s0
  v1: I64 = ConstI64 7
  v2: F64 = ConstF64 0.5
  v3: I1 = ConstI1 true
  exit x0
x0 = Finished snapshot 0 code 0 unit 12 line 7 ""
snapshot 0
  frame code 0 unit 12
    locals Keep, v0|v1, v2, %0, b1
    stack v0, v3
  frame code 1 unit 3 function b0 waiting
    locals None, v0|v2
    stack
  virtual 0 RangeIter (v1, v1, v1) into s1
  name b0 b1 = v2
`);

/** CALL, GET_ITER, FOR_ITER at unit 5 */
const PRANGE_LOOP = Uint8Array.of(53, 1, 0, 0, 0, 0, 0, 0, 19, 0, 72, 3, 0, 0);

const TRACE = {
  requestId: 9,
  entry: 'function',
  code: 0,
  unit: 12,
  codes: [
    { hash: 'h0', qualname: 'f', code: PRANGE_LOOP },
    { hash: 'h1', qualname: 'g', code: PRANGE_LOOP },
  ],
} as unknown as Trace;

const COMPILED = { soPath: '/x.so', times: { build: 1.5, lld: 0.25 }, irOps: 33, codeBytes: 444, text: '' };

function install(): Install {
  const bytes = encodeInstall(TRACE, REGION, COMPILED);
  const body: unknown = Message.getRootAsMessage(new ByteBuffer(bytes)).body(new Install());
  assert(body instanceof Install);
  return body;
}

/** `kind a b` of each, as on the wire. */
function sources(count: number, get: (k: number) => { kind(): number; a(): number; b(): number } | null): string[] {
  return Array.from({ length: count }, (_, k) => get(k)).map(
    (source) => `${SOURCE_KINDS[source?.kind() ?? -1]} ${source?.a()} ${source?.b()}`,
  );
}

describe('the Install message', () => {
  it('names spill words in order of first use', () => {
    const [owner, int, float, flag] = spillLayout(REGION, 0 as SnapshotId).map((value) => value.rep);
    assert.deepEqual([owner, int, float, flag], ['I64', 'Obj', 'F64', 'I1']);
    assert.equal(largestRecord(REGION), 5);
  });

  it('says where each slot comes from', () => {
    const snapshot = install().snapshots(0);
    const outer = snapshot?.frames(0);
    assert.deepEqual(
      sources(outer?.localsLength() ?? 0, (k) => outer?.locals(k) ?? null),
      ['Keep 0 0', 'OwnerOrI64 0 1', 'BoxF64 2 0', 'Virtual 0 0', 'Binding 1 0'],
    );
    assert.deepEqual(
      sources(outer?.stackLength() ?? 0, (k) => outer?.stack(k) ?? null),
      ['Obj 1 0', 'BoxI1 3 0'],
    );
    const inner = snapshot?.frames(1);
    assert.deepEqual([inner?.function_(), inner?.unit(), inner?.waiting()], [0, 3, true]);
    assert.deepEqual(
      sources(inner?.localsLength() ?? 0, (k) => inner?.locals(k) ?? null),
      ['None 0 0', 'OwnerOrF64 2 1'],
    );
    assert.equal(snapshot?.spills(), 4);
  });

  it('carries virtual objects and names', () => {
    const snapshot = install().snapshots(0);
    const virtual = snapshot?.virtuals(0);
    assert.equal(VIRTUAL_KINDS[virtual?.kind() ?? -1], 'RangeIter');
    assert.deepEqual(
      sources(3, (k) => virtual?.parts(k) ?? null),
      ['BoxI64 0 0', 'BoxI64 0 0', 'BoxI64 0 0'],
    );
    assert.deepEqual(
      sources(1, () => virtual?.target() ?? null),
      ['Slot 1 0'],
    );
    const name = snapshot?.names(0);
    assert.deepEqual([name?.dict(), name?.name()], [0, 1]);
    assert.deepEqual(
      sources(1, () => name?.value() ?? null),
      ['BoxF64 2 0'],
    );
  });

  it('carries what binds and sizes the code', () => {
    const message = install();
    assert.deepEqual(
      [message.requestId(), message.codeHash(), message.entry(), message.unit(), message.soPath()],
      [9, 'h0', 1, 12, '/x.so'],
    );
    assert.deepEqual(
      [message.cells(), message.maxSpills(), message.frameNeed(), message.codeBytes(), message.irOps()],
      [2, 4, 1, 444, 33],
    );
    assert.deepEqual([message.codeNames(0), message.codeNames(1)], ['f', 'g']);
    assert.deepEqual([message.times(1)?.stage(), message.times(1)?.ms()], ['lld', 0.25]);
    const binding = message.bindings(0);
    assert.deepEqual(
      [binding?.name(), binding?.parent(), binding?.expectHash(), binding?.expect()?.name()],
      ['f', -1, 'abc', 'f'],
    );
    assert.equal(message.bindings(1)?.expect(), null);
  });

  it('says what was found of each loop, and which call a loop over prange comes from', () => {
    const message = install();
    const rows = Array.from({ length: message.verdictsLength() }, (_, k) => message.verdicts(k)).map((loop) => [
      loop?.code(),
      loop?.unit(),
      loop?.line(),
      PARALLEL_VERDICTS[loop?.verdict() ?? -1]?.name,
      loop?.prange(),
      loop?.detail(),
      loop?.call(),
      loop?.hash(),
    ]);
    assert.deepEqual(rows, [
      [0, 5, 3, 'TooCheap', false, '', -1, 'h0'],
      [1, 5, 7, 'Dependence', true, 'a[i-1]', 0, 'h1'],
    ]);
  });
});
