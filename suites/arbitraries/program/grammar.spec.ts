import assert from 'node:assert/strict';
import { GRAMMAR, rowsOfSort } from './grammar.ts';
import { FAMILIES, POLICIES } from './policies.ts';
import { TERMINALS } from './terminals.ts';
import { rowsOf, SORTS } from './tree.ts';

describe('the grammar of programs', () => {
  it('names each row once', () => {
    const kinds = GRAMMAR.map(({ kind }) => kind);
    assert.deepEqual(
      kinds.filter((kind, index) => kinds.indexOf(kind) !== index),
      [],
    );
  });

  it('fills each sort, with a terminal or with rows', () => {
    for (const sort of SORTS.filter((name) => name !== 'block')) {
      const rows = rowsOfSort(sort);
      assert.notEqual(rows.length > 0, TERMINALS[sort] !== undefined, sort);
    }
  });

  it('has rows for each family, and a policy for each', () => {
    const policies = Object.values(POLICIES);
    for (const family of Object.keys(FAMILIES) as (keyof typeof FAMILIES)[]) {
      assert.ok(
        GRAMMAR.some((row) => row.family === family),
        `no row of ${family}`,
      );
      assert.ok(
        policies.some((policy) => policy.families[family] > 0),
        `no policy draws ${family}`,
      );
    }
  });

  it('lets no program see the sign of a NaN', () => {
    const texts = GRAMMAR.map(({ pieces }) => pieces.map((piece) => (piece.is === 'text' ? piece.text : '_')).join(''));
    const copies = texts.filter((text) => text.includes('copysign('));
    assert.equal(copies.length, 4);
    for (const text of copies) assert.match(text, /copysign\([^,]+, min\(1\.0, /);
  });

  it('refuses a hole of no sort', () => {
    assert.throws(() => rowsOf('int', { leaf: { odd: '$nothing + 1' } }), /no sort \$nothing/);
  });
});
