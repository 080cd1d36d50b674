import assert from 'node:assert/strict';
import type { ExitId, SnapshotId } from '../base/ids.ts';
import { InvariantError } from '../base/invariant.ts';
import { RegionBuilder } from './builder.ts';
import { printRegion } from './text.ts';

function started() {
  const builder = new RegionBuilder('r');
  const fn = builder.newFunction('entry');
  const { block } = builder.newBlock(fn, 'f@0');
  const snapshot = builder.addSnapshot({ frames: [], virtuals: [], names: [] });
  const exit = builder.addExit({ reason: 'Finished', snapshot, code: 0, unit: 0, line: 0, detail: '' });
  return { builder, fn, block, exit };
}

describe('RegionBuilder', () => {
  it('types ops by the table and puts constants at the head of the first block, once each', () => {
    const { builder, fn, block, exit } = started();
    const { block: next, params } = builder.newBlock(fn, 'f@1', ['I64']);
    const two = builder.constI64(fn, 2n);
    assert.equal(builder.constI64(fn, 2n), two);
    assert.notEqual(builder.constF64(fn, -0), builder.constF64(fn, 0));
    const sum = builder.value(next, 'I64AddOvf', [...params, two], { exit, line: 7 });
    assert.equal(sum.rep, 'I64');
    builder.setEnd(block, { kind: 'jump', edge: { to: next.id, args: [two] } });
    builder.setEnd(next, { kind: 'jump', edge: { to: next.id, args: [sum] } });
    const text = printRegion(builder.finish());
    assert.match(
      text,
      /v0: I64 = ConstI64 2\n {2}v1: F64 = ConstF64 -0.0\n {2}v2: F64 = ConstF64 0.0\n {2}jump 1\(v0\)/,
    );
    assert.match(text, /v4: I64 = I64AddOvf v3, v0 !x0 @7/);
  });

  it('refuses wrong operands, a missing exit, an exit too many and a wrong immediate', () => {
    const { builder, fn, block, exit } = started();
    const one = builder.constI64(fn, 1n);
    const float = builder.constF64(fn, 1);
    assert.throws(() => builder.emit(block, 'I64And', [one, float]), /I64And operand 1 is I64, got F64/);
    assert.throws(() => builder.emit(block, 'I64And', [one]), /takes 2 operands, got 1/);
    assert.throws(() => builder.emit(block, 'I64AddOvf', [one, one]), /needs an exit/);
    assert.throws(() => builder.emit(block, 'I64And', [one, one], { exit }), /has no exit/);
    assert.throws(
      () => builder.emit(block, 'LoadSlot', [], { imm: { kind: 'int', value: 1n } }),
      /immediate slot, got int/,
    );
    assert.throws(() => builder.constI64(fn, 2n ** 63n), InvariantError);
    assert.throws(() => builder.value(block, 'Poll', [], { exit }), /has no result/);
  });

  it('types native calls by the function called', () => {
    const { builder, block, exit } = started();
    const callee = builder.newFunction('fib', ['I64'], 'I64');
    const call = { imm: { kind: 'function', value: callee.id } as const, exit };
    assert.throws(() => builder.emit(block, 'CallNative', [], call), /takes 1 operands, got 0/);
    assert.equal(builder.value(block, 'CallNative', [callee.params[0] ?? assert.fail()], call).rep, 'I64');
  });

  it('keeps equal bindings once', () => {
    const { builder } = started();
    const binding = { kind: 'Name', parent: -1, index: 0, name: 'n', path: [], expect: null, expectHash: '' } as const;
    assert.equal(builder.addBinding(binding), builder.addBinding({ ...binding }));
    assert.notEqual(builder.addBinding(binding), builder.addBinding({ ...binding, name: 'm' }));
    assert.throws(() => builder.addBinding({ ...binding, parent: 5 }), /comes later/);
  });

  it('wants one end for each block, and knows which exits there are', () => {
    const { builder, block, exit } = started();
    assert.throws(() => builder.finish(), /has no end/);
    builder.setEnd(block, { kind: 'exit', exit });
    assert.throws(() => builder.setEnd(block, { kind: 'exit', exit }), /has an end already/);
    assert.throws(() => builder.emit(block, 'Poll', [], { exit }), /after the end/);
    const row = { reason: 'Poll', snapshot: 9 as SnapshotId, code: 0, unit: 0, line: 0, detail: '' } as const;
    assert.throws(() => builder.addExit(row), /snapshot 9/);
    assert.equal(exit, 0 as ExitId);
  });
});
