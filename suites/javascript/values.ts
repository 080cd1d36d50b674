/** Random Python values, as JavaScript has them (fast-check). */
import * as fc from 'fast-check';
import { PyFloat, type PyValue, py } from '../../native/node/index.ts';
import { describeValue } from './describe.ts';

/** Around the ends of what a number, a machine word and one digit of CPython's ints can hold. */
const EDGES = [0n, 2n ** 30n, 2n ** 53n, 2n ** 63n, 2n ** 64n, 10n ** 23n, 2n ** 200n];

const int = fc
  .oneof(
    fc
      .tuple(fc.constantFrom(...EDGES), fc.bigInt({ min: -2n, max: 2n }), fc.boolean())
      .map(([edge, off, minus]) => (minus ? -edge : edge) + off),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  )
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));

const float = fc
  .oneof(fc.double(), fc.integer().map(Number), fc.constantFrom(-0, 0, 1, 2 ** 53, 5e-324, 1e300, NaN, -Infinity))
  .map(py.float);

/** Any code units: surrogates without their other half are part of what strings hold. */
const string = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0xd7fe, max: 0xe001 })).map((units) => String.fromCharCode(...units)),
);

const bytes = fc.uint8Array({ maxLength: 20 });
const leaf = fc.oneof(fc.constantFrom(null, true, false), int, float, string, bytes);

/** Values that are equal in Python have one text. */
function hashed(value: PyValue): string {
  if (value === true || value === false) return hashed(Number(value));
  if (value instanceof PyFloat && Number.isInteger(value.value)) return describeValue(BigInt(value.value));
  if (Array.isArray(value)) return `(${value.map(hashed).join()})`;
  return describeValue(value);
}

const distinct = { selector: hashed, maxLength: 5 };

/** Any value that can cross, nested. What has no identity in Python may stand in it many times. */
export const pyValue: fc.Arbitrary<PyValue> = fc.letrec<{ value: PyValue; key: PyValue }>((tie) => ({
  key: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.array(tie('key'), { maxLength: 3 }).map((items) => py.tuple(...items)),
  ),
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => py.tuple(...items)),
    fc.uniqueArray(tie('key'), distinct).map((items) => new Set(items)),
    fc
      .uniqueArray(fc.tuple(tie('key'), tie('value')), { selector: ([key]) => hashed(key), maxLength: 5 })
      .map((pairs) => new Map(pairs)),
  ),
})).value;
