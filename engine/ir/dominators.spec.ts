import assert from 'node:assert/strict';
import { dominatorsOf } from './dominators.ts';
import { parseRegion } from './text-parse.ts';

/** Edges by block; a block has at most two. */
function dominators(edges: readonly (readonly number[])[]) {
  const blocks = edges.map((to, b) => {
    const end = to.length === 2 ? `branch v0 ${to[0]}() ${to[1]}()` : to.length === 1 ? `jump ${to[0]}()` : 'exit x0';
    return `block ${b} "" ()\n${b === 0 ? '  v0: I1 = ConstI1 true\n' : ''}  ${end}`;
  });
  const [fn] = parseRegion(`region "r" cells 0\nfunction 0 "f" ()\n${blocks.join('\n')}\n`).functions;
  return dominatorsOf(fn ?? assert.fail());
}

describe('dominators', () => {
  it('of a diamond with a loop after it', () => {
    const found = dominators([[1, 2], [3], [3], [3, 4], []]);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((b) => found.parent(b)),
      [-1, 0, 0, 0, 3],
    );
    assert.ok(found.dominates(0, 4) && found.dominates(3, 4) && found.dominates(4, 4));
    assert.ok(!found.dominates(1, 3) && !found.dominates(4, 3));
  });

  it('of a loop that has two entries', () => {
    const found = dominators([[1, 2], [2], [1, 3], []]);
    assert.deepEqual(
      [1, 2, 3].map((b) => found.parent(b)),
      [0, 0, 2],
    );
  });

  it('leave out what cannot be reached', () => {
    const found = dominators([[2], [2], []]);
    assert.ok(!found.isReachable(1));
    assert.deepEqual(found.order, [0, 2]);
    assert.equal(found.parent(2), 0);
  });
});
