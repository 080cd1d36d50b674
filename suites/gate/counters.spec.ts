import assert from 'node:assert/strict';
import { compareCounters, countersOf } from './counters.ts';

const STATS = {
  version: 1,
  pid: 4711,
  entries: 3,
  traces: 1,
  codeBytes: 500,
  irOps: 60,
  exits: { Finished: 2, Overflow: 1 },
  bails: {},
  compileMs: { lift: 3.2 },
  units: [],
};

const counted = (change: object) => countersOf({ ...STATS, ...change });
const twice = <T>(value: T): T[] => [value, value];

describe('counters of the JIT', () => {
  it('are those that count: no times, no process', () => {
    const counters = { entries: 3, traces: 1, codeBytes: 500, irOps: 60, 'exits.Finished': 2, 'exits.Overflow': 1 };
    assert.deepEqual(countersOf(STATS), counters);
  });

  it('are the same for the same', () => {
    assert.deepEqual(compareCounters(twice(counted({})), twice(counted({ pid: 1 }))), { changes: [], unsteady: [] });
  });

  it('get worse by one: more code, an exit of a new reason, a refusal; not by less', () => {
    const head = counted({ codeBytes: 501, irOps: 59, exits: { Finished: 9, TypeGuard: 1 }, bails: { TooLarge: 1 } });
    const { changes } = compareCounters(twice(counted({})), twice(head));
    const worse = changes.filter((change) => change.worse).map(({ name, base, head: after }) => [name, base, after]);
    assert.deepEqual(worse, [
      ['bails.TooLarge', 0, 1],
      ['codeBytes', 500, 501],
      ['exits.TypeGuard', 0, 1],
    ]);
    assert.deepEqual(
      changes.filter((change) => !change.worse).map(({ name }) => name),
      ['exits.Finished', 'exits.Overflow', 'irOps'],
    );
  });

  it('get worse where nothing runs natively any more, with a JIT or without one', () => {
    for (const head of [counted({ entries: 0 }), countersOf(null)]) {
      const { changes } = compareCounters(twice(counted({})), twice(head));
      assert.ok(changes.some(({ name, worse }) => name === 'entries' && worse));
    }
  });

  it('are not compared where the runs of one build differ, or a build does not have them', () => {
    const { irOps: _, ...older } = STATS;
    const base = [countersOf(older), countersOf({ ...older, entries: 4 })];
    assert.deepEqual(compareCounters(base, twice(counted({}))), { changes: [], unsteady: ['entries', 'irOps'] });
  });
});
