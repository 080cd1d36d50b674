/** The evaluator's arithmetic against CPython itself, on all combinations of boundary values. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { OP_CASES } from '../codegen/testing/op-cases.ts';
import { OPS, type OpName, specOf } from '../ir/ops.ts';
import { emptyRegion, type Op, type Value } from '../ir/region.ts';
import type { Rep } from '../ir/reps.ts';
import { specPython } from '../testing/python.ts';
import { FLOAT_OPS } from './floats.ts';
import { INTEGER_OPS } from './integers.ts';
import { Machine } from './machine.ts';
import { type Evaluate, EXIT, type Operand } from './operand.ts';

const EVALUATORS: Partial<Record<OpName, Evaluate>> = { ...INTEGER_OPS, ...FLOAT_OPS };

/** JavaScript's own library computes these, in the last bits otherwise than C's. */
const LIBRARY = /^F64(Sin|Cos|Tan|Asin|Acos|Atan|Sinh|Cosh|Tanh|Exp|Log|Log2|Log10|Atan2|Pow|MathPow)$/;

type Case = readonly [readonly string[], string | null];

function decode(text: string, rep: Rep): Operand {
  if (rep === 'F64') return Buffer.from(text, 'hex').readDoubleBE();
  return rep === 'I1' ? text === '1' : BigInt(text);
}

function alike(got: Operand | undefined | typeof EXIT, want: Operand, nearly: boolean): boolean {
  if (Object.is(got, want)) return true;
  return nearly && typeof got === 'number' && Math.abs(got - Number(want)) <= 1e-13 * Math.abs(Number(want));
}

describe('ops in the evaluator (starts python)', function () {
  this.timeout(60_000);
  const names = (Object.keys(OPS) as OpName[]).filter((name) => !isOnObjects(name) && OP_CASES[name] !== 'elsewhere');
  let answers: Record<string, readonly Case[]> = {};

  before(() => {
    const rows = names.map((name) => {
      const row = OP_CASES[name];
      assert.ok(row !== 'elsewhere');
      const { in: args, out } = specOf(name);
      return { op: name, args, out, expr: row.expr, exits: row.exits ?? '', inputs: row.inputs ?? '' };
    });
    const argv = ['-B', 'engine/eval/testing/expected.py', JSON.stringify(rows)];
    answers = JSON.parse(execFileSync(specPython(), argv, { encoding: 'utf8', maxBuffer: 1 << 28 }));
  });

  for (const name of names) {
    it(`${name} is what CPython says`, () => {
      const { in: reps, out } = specOf(name);
      assert.ok(reps !== 'any' && out !== 'any' && out !== 'None');
      const cases = answers[name] ?? [];
      assert.ok(cases.length > 1, 'no cases');
      for (const [operands, result] of cases) {
        const args = operands.map((text, i) => decode(text, reps[i] ?? 'Obj'));
        const got = run(name, args);
        const fine = result === null ? got === EXIT : alike(got, decode(result, out), LIBRARY.test(name));
        assert.ok(
          fine,
          `${name}(${args.join(', ')}) is ${String(got)}, not ${result === null ? 'an exit' : decode(result, out)}`,
        );
      }
    });
  }
});

function isOnObjects(name: OpName): boolean {
  const { in: reps, out } = specOf(name);
  return reps === 'any' || reps.length === 0 || [...reps, out].some((rep) => rep === 'Obj' || rep === 'None');
}

function run(name: OpName, args: readonly Operand[]) {
  const evaluator = EVALUATORS[name] ?? assert.fail(`no evaluator for ${name}`);
  const op: Op = { op: name, args: [] as Value[], imm: null, result: null, exit: null, line: 0 };
  const region = emptyRegion('');
  const world = { slots: [], bindings: [], fuel: 0, depth: 0, polls: 0, forced: null };
  return evaluator(args, op, new Machine(region, world));
}
