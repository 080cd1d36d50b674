/** Folding rules against the evaluator: where a rule answers, the op would have given just that. */
import assert from 'node:assert/strict';
import { describeOutcome } from '../../eval/describe.ts';
import { FLOAT_OPS } from '../../eval/floats.ts';
import { INTEGER_OPS } from '../../eval/integers.ts';
import { evaluate, Machine, type World } from '../../eval/machine.ts';
import { type Evaluate, EXIT } from '../../eval/operand.ts';
import { type OpName, specOf } from '../../ir/ops.ts';
import { emptyRegion, type Op, type Region } from '../../ir/region.ts';
import { parseRegion } from '../../ir/text-parse.ts';
import { fold } from '../fold.ts';
import { FLOAT_RULES } from './floats.ts';
import { IDENTITY_RULES } from './identities.ts';
import { INTEGER_RULES } from './integers.ts';

const INTS = [0n, 1n, -1n, 2n, -7n, 5n, 63n, 64n, 2n ** 62n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n];
const FLOATS = [0, -0, 1, -2.5, 0.1, 1e308, -1e308, 5e-324, 1 / 0, -1 / 0, Number.NaN];
const EVALUATORS: Partial<Record<OpName, Evaluate>> = { ...INTEGER_OPS, ...FLOAT_OPS };
const WORLD: World = { slots: [], bindings: [], fuel: 9, depth: 0, polls: 0, forced: null };
const EMPTY = emptyRegion('');

function evaluated(name: OpName, args: readonly (bigint | number)[]) {
  const op: Op = { op: name, args: [], imm: null, result: null, exit: null, line: 0 };
  return (EVALUATORS[name] ?? assert.fail(name))(args, op, new Machine(EMPTY, WORLD));
}

function check(name: OpName, args: readonly (bigint | number)[], answer: unknown): void {
  if (answer === null) return;
  const got = evaluated(name, args);
  assert.ok(got !== EXIT, `${name}(${args.join(', ')}) exits`);
  assert.deepEqual(answer, { rep: specOf(name).out, value: got }, `${name}(${args.join(', ')})`);
}

/** An op on an int out of a slot and a constant, in either order; its result in the frame. */
function regionOf(name: OpName, constant: bigint, constantFirst: boolean): string {
  const { exits, out } = specOf(name);
  return `region "r" cells 0
function 0 "entry" ()
block 0 "" ()
  v0: Obj = LoadSlot s0
  v1: I64 = UnboxI64 v0 !x0
  v2: I64 = ConstI64 ${constant}
  v3: ${out} = ${name} ${constantFirst ? 'v2, v1' : 'v1, v2'}${exits ? ' !x0' : ''}
  v4: ${out} = ${name} v1, v1${exits ? ' !x0' : ''}
  exit x1
x0 = NotCompiled snapshot 0 code 0 unit 0 line 0 ""
x1 = Finished snapshot 1 code 0 unit 0 line 0 ""
snapshot 0
  frame code 0 unit 0
    locals Keep
    stack
snapshot 1
  frame code 0 unit 0
    locals v3
    stack v4
`;
}

describe('folding rules', () => {
  for (const [name, rule] of Object.entries(INTEGER_RULES) as [OpName, NonNullable<(typeof INTEGER_RULES)[OpName]>][]) {
    it(`${name} folds to what the evaluator computes, and folds something`, () => {
      let folded = 0;
      for (const a of INTS) {
        for (const b of INTS) {
          const answer = rule(a, b);
          if (answer !== null) folded += 1;
          check(name, [a, b], answer);
        }
      }
      assert.ok(folded > 0);
    });
  }

  for (const [name, rule] of Object.entries(FLOAT_RULES) as [OpName, NonNullable<(typeof FLOAT_RULES)[OpName]>][]) {
    it(`${name} folds to what the evaluator computes, and folds something`, () => {
      let folded = 0;
      for (const a of FLOATS) {
        for (const b of FLOATS) {
          const answer = rule(a, b);
          if (answer !== null) folded += 1;
          check(name, [a, b], answer);
        }
      }
      assert.ok(folded > 0);
    });
  }

  for (const name of Object.keys(IDENTITY_RULES) as OpName[]) {
    const { in: reps } = specOf(name);
    if (reps === 'any' || reps.length !== 2 || reps[0] !== 'I64') continue;
    it(`${name} with a neutral operand keeps the outcome`, () => {
      for (const constant of [0n, 1n, -1n, 2n]) {
        for (const value of INTS) {
          for (const first of [true, false]) {
            const text = regionOf(name, constant, first);
            const [before, after] = [parseRegion(text), parseRegion(text)];
            fold.run(after);
            const outcome = (region: Region) => {
              const world = { ...WORLD, slots: [{ kind: 'int', value } as const] };
              return describeOutcome(region, world, evaluate(region, world));
            };
            if (promiseBroken(name, value, constant, first)) continue;
            assert.equal(outcome(after), outcome(before), `${name} ${value} ${constant}`);
          }
        }
      }
    });
  }
});

/** What these ops are only emitted for. */
const PROMISES: Partial<Record<OpName, (a: bigint, b: bigint) => boolean>> = {
  I64Add: (a, b) => BigInt.asIntN(64, a + b) === a + b,
  I64Sub: (a, b) => BigInt.asIntN(64, a - b) === a - b,
  I64Mul: (a, b) => BigInt.asIntN(64, a * b) === a * b,
  I64Sar: (_, b) => b >= 0n && b < 64n,
};

function promiseBroken(name: OpName, value: bigint, constant: bigint, constantFirst: boolean): boolean {
  const promise = PROMISES[name];
  const pairs = [constantFirst ? [constant, value] : [value, constant], [value, value]] as const;
  return promise !== undefined && pairs.some(([a, b]) => !promise(a, b));
}
