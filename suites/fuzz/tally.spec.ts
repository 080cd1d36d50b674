import assert from 'node:assert/strict';
import { BAIL_REASONS } from '../../engine/base/bail.ts';
import { EXIT_REASONS } from '../../engine/base/exit-reasons.ts';
import { addDiscarded, addProgram, EMPTY_TALLY, mergeTallies, type TallyData, vacuity } from './tally.ts';

const all = (rows: readonly { readonly name: string }[]) => Object.fromEntries(rows.map(({ name }) => [name, 1]));
const REACHED: TallyData = {
  ...EMPTY_TALLY,
  programs: 2000,
  entered: 1700,
  sideExit: 800,
  runs: 6000,
  exits: all(EXIT_REASONS),
  bails: all(BAIL_REASONS),
};

describe('the tally of a campaign', () => {
  it('counts a program once, however many of its runs entered native code', () => {
    const counters = { regions: 1, entries: 3, exits: { TypeChanged: 2 }, bails: {} };
    const tally = addProgram(EMPTY_TALLY, { policy: 'float', counters: [counters, counters] });
    assert.deepEqual(
      { ...tally },
      {
        ...EMPTY_TALLY,
        programs: 1,
        entered: 1,
        sideExit: 1,
        runs: 2,
        exits: { TypeChanged: 4 },
        policies: { float: { programs: 1, entered: 1 } },
      },
    );
    assert.equal(mergeTallies(tally, tally).policies.float?.programs, 2);
  });

  it('takes leaving a finished loop for no side exit', () => {
    const counters = { regions: 1, entries: 3, exits: { Finished: 3 }, bails: {} };
    assert.equal(addProgram(EMPTY_TALLY, { policy: 'float', counters: [counters] }).sideExit, 0);
  });

  it('has nothing to complain of when all was reached', () => assert.deepEqual(vacuity(REACHED, true), []));

  const complaints: Record<string, [Partial<TallyData>, RegExp]> = {
    'no programs': [{ programs: 0 }, /no program was run/],
    'nothing native': [{ entered: 0 }, /none of 2000 programs entered/],
    'few native programs': [{ entered: 1590 }, /only 79.5 % of the programs enter native code/],
    'few side exits': [{ sideExit: 599 }, /take a side exit/],
    'many discarded programs': [{ discarded: 30 }, /hit a limit in the interpreter/],
    'a reason never met': [{ exits: { ...REACHED.exits, IntOverflow: 0 } }, /no program took the exit IntOverflow/],
    'a bail never met': [{ bails: { ...REACHED.bails, AlwaysExits: 0 } }, /no program met the bail AlwaysExits/],
  };
  for (const [what, [change, message]] of Object.entries(complaints))
    it(`complains of ${what}`, () => assert.match(vacuity({ ...REACHED, ...change }, true).join(), message));

  it('judges no shares of a handful of programs, and no reasons of one policy', () => {
    assert.deepEqual(vacuity({ ...REACHED, programs: 100, entered: 1, sideExit: 0 }, true), []);
    assert.deepEqual(vacuity({ ...REACHED, exits: {} }, false), []);
    assert.equal(addDiscarded(EMPTY_TALLY).discarded, 1);
  });
});
