/** Polynomials against their values. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Facts } from './certify.ts';
import {
  constant,
  constantOf,
  equal,
  evaluated,
  linearIn,
  minus,
  type Polynomial,
  plus,
  printed,
  product,
  renamed,
  scaled,
  substituted,
  times,
  variable,
  variablesOf,
} from './polynomial.ts';
import { polynomial } from './testing/describe.ts';

const small = fc.bigInt({ min: -4n, max: 4n });
const terms = fc.array(fc.tuple(small, fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })), { maxLength: 4 });
const polynomials = terms.map((all) => plus(...all.map(([coefficient, factors]) => product(coefficient, factors))));
const points = fc.record({ a: small, b: small, c: small });
type Point = Readonly<Record<string, bigint>>;

function valueAt(p: Polynomial, point: Point): bigint {
  return evaluated(p, (name) => point[name] ?? assert.fail(name));
}

describe('polynomials', () => {
  it('have the values of what they are made of', () => {
    void fc.assert(
      fc.property(polynomials, polynomials, small, points, (p, q, factor, at) => {
        const [x, y] = [valueAt(p, at), valueAt(q, at)];
        assert.equal(valueAt(plus(p, q), at), x + y);
        assert.equal(valueAt(minus(p, q), at), x - y);
        assert.equal(valueAt(times(p, q), at), x * y);
        assert.equal(valueAt(scaled(p, factor), at), x * factor);
        assert.equal(valueAt(substituted(p, 'a', q), at), valueAt(p, { ...at, a: y }));
        assert.equal(
          valueAt(
            renamed(p, (name) => (name === 'a' ? 'b' : name)),
            at,
          ),
          valueAt(p, { ...at, a: at.b }),
        );
      }),
    );
  });

  it('are told apart by their terms', () => {
    void fc.assert(
      fc.property(polynomials, polynomials, (p, q) => {
        assert.ok(equal(plus(p, q), plus(q, p)));
        assert.equal(equal(p, q), minus(p, q).terms.length === 0);
        assert.equal(constantOf(p) === null, variablesOf(p).size > 0);
        assert.ok(equal(polynomial(printed(p)), p), printed(p));
      }),
    );
  });

  it('are split at a variable they are linear in', () => {
    void fc.assert(
      fc.property(polynomials, (p) => {
        const parts = linearIn(p, 'a');
        const squared = p.terms.some(({ factors }) => factors.filter((name) => name === 'a').length > 1);
        assert.equal(parts === null, squared);
        if (parts !== null) assert.ok(equal(plus(times(parts.coefficient, variable('a')), parts.rest), p));
      }),
    );
  });

  it('are printed as people write them', () => {
    assert.equal(printed(polynomial('-2*i*N + j - 1')), '-2*N*i + j - 1');
    assert.equal(printed(constant(0n)), '0');
  });
});

describe('facts', () => {
  it('imply no polynomial that is negative where they hold', () => {
    void fc.assert(
      fc.property(fc.array(polynomials, { maxLength: 4 }), polynomials, points, (facts, p, at) => {
        fc.pre(facts.every((fact) => valueAt(fact, at) >= 0n) && valueAt(p, at) < 0n);
        assert.ok(!new Facts(facts).imply(p));
      }),
    );
  });

  for (const [facts, implied] of [
    [['N - 1', 'M - 1'], 'M*N - 1'],
    [['N - n', 'n - 2'], 'N - 2'],
    [['L - 2*n', 'n - 1'], 'L - n - 1'],
    [['B - n', 'n - 1', 'C - 1'], 'B*C - n*C'],
  ] as const) {
    it(`${facts.join(', ')} imply ${implied}`, () => {
      assert.ok(new Facts(facts.map(polynomial)).imply(polynomial(implied)));
      assert.ok(!new Facts(facts.map(polynomial)).imply(minus(polynomial(implied), polynomial('100'))));
    });
  }
});
