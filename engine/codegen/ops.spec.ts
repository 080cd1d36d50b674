import assert from 'node:assert/strict';
import { join } from 'node:path';
import { RegionBuilder } from '../ir/builder.ts';
import { OPS, type OpName, specOf } from '../ir/ops.ts';
import type { Region, Source, Value } from '../ir/region.ts';
import { assertVerified } from '../ir/verify.ts';
import { compileRegion } from '../service/backend.ts';
import { OP_CASES, type OpCase } from './testing/op-cases.ts';
import { drive } from './testing/python.ts';

interface Outcome {
  readonly cases: number;
  readonly exits: number;
  readonly failures: readonly string[];
}

const UNBOX = { I64: 'UnboxI64', F64: 'UnboxF64', I1: 'UnboxI1' } as const;

/** Loads the operands from slots, does the op, and leaves by exit 0 with its result; exit 1 is the op's own. */
function regionOf(name: OpName): Region {
  const spec = specOf(name);
  assert(spec.in !== 'any');
  const builder = new RegionBuilder(name);
  const fn = builder.newFunction('main');
  const { block } = builder.newBlock(fn, 'entry');
  const locals: Source[] = [];
  const snapshot = (sources: Source[]) =>
    builder.addSnapshot({
      frames: [{ function: null, code: 0, unit: 0, waiting: false, locals: sources, stack: [] }],
      virtuals: [],
      names: [],
    });
  const exit = (reason: 'Finished' | 'TypeChanged' | 'EntryGuard', sources: Source[]) =>
    builder.addExit({ reason, snapshot: snapshot(sources), code: 0, unit: 0, line: 0, detail: '' });
  const finished = exit('Finished', locals);
  const own = exit('TypeChanged', []);
  const entry = exit('EntryGuard', []);
  const load = (rep: (typeof spec.in)[number], slot: number): Value => {
    const object = builder.value(block, 'LoadSlot', [], { imm: { kind: 'slot', value: slot } });
    return rep === 'Obj' ? object : builder.value(block, UNBOX[rep], [object], { exit: entry });
  };
  const args = [...spec.in]
    .map(load)
    .map((arg, k) => (spec.steals?.includes(k) ? builder.value(block, 'Retain', [arg]) : arg));
  const result = builder.emit(block, name, args, spec.exits ? { exit: own } : {});
  if (result && spec.effect === 'allocates')
    builder.emit(block, 'CellSwap', [result], { imm: { kind: 'cell', value: builder.newCell() } });
  else if (result) locals.push({ kind: 'Value', value: result });
  builder.setEnd(block, { kind: 'exit', exit: finished });
  return builder.finish();
}

function manifestRow(name: OpName, so: string, row: OpCase): object {
  const { in: args, out, effect } = specOf(name);
  return {
    op: name,
    so,
    args,
    out,
    allocates: effect === 'allocates',
    expr: row.expr,
    exits: row.exits ?? '',
    inputs: row.inputs ?? '',
  };
}

describe('ops in machine code against CPython', function () {
  this.timeout(120_000);
  const rows = (Object.keys(OPS) as OpName[]).flatMap((name) => {
    const row = OP_CASES[name];
    return row === 'elsewhere' ? [] : [{ name, row }];
  });
  let outcomes: Record<string, Outcome> = {};

  before(async () => {
    const compile = async (folder: string, name: OpName, row: OpCase): Promise<object> => {
      const region = regionOf(name);
      assertVerified(region, name);
      const { soPath } = await compileRegion(region, { soPath: join(folder, `${name}.so`), verify: true });
      return manifestRow(name, soPath, row);
    };
    const makeRows = (folder: string) => Promise.all(rows.map(({ name, row }) => compile(folder, name, row)));
    outcomes = (await drive('drive.py', makeRows)) as Record<string, Outcome>;
  });

  for (const { name, row } of rows) {
    it(`${name}: ${row.expr}`, () => {
      const outcome = outcomes[name];
      assert(outcome && outcome.cases > 0, 'nothing ran');
      assert.deepEqual(outcome.failures, []);
      assert(outcome.cases > outcome.exits, 'every case left by the exit');
    });
  }
});
