import assert from 'node:assert/strict';
import addContext from 'mochawesome/addContext.js';
import { MUTANTS } from '../../mutants/table.ts';
import { killMutants } from './kill-campaign.ts';
import { table } from './kill-report.ts';
import { readScores, SCORES_FILE } from './scores.ts';

/** Mutants a day: each has its turn within some days. */
const TRIED = 6;
/** Of the programs, here and in the scores. */
const SEED = 1;
/** Programs each. Only mutants are tried that the kept scores say need far fewer, so that none survives by bad luck. */
const BUDGET = 100;
const EASY = 12;
/** A day of work on the fuzzer sees all the same. */
const DAY = Math.floor(Date.now() / 86_400_000);

function turnOf(day: number): typeof MUTANTS {
  const kept = readScores(SCORES_FILE).filter(({ killedAt, seed }) => killedAt && killedAt <= EASY && seed === SEED);
  const easy = MUTANTS.filter(({ name }) => kept.some((score) => score.name === name));
  const first = (day * TRIED) % easy.length;
  return [...easy, ...easy].slice(first, first + TRIED);
}

describe('mutants by turns (starts python and node)', function () {
  this.timeout(60_000);

  it('are killed by random programs, as scores.json says', async function () {
    const mutants = turnOf(DAY);
    assert.equal(mutants.length, TRIED);
    const trials = await killMutants({ seed: SEED, mutants, runs: BUDGET, jobs: 2, shrinking: null });
    addContext(this, { title: `seed ${SEED}, at most ${BUDGET} programs each`, value: table(trials).join('\n') });
    const survivors = trials.filter(({ kill }) => kill === null).map(({ name }) => name);
    assert.deepEqual(survivors, [], 'killed within a dozen programs when suites/mutants/scores.json was kept');
    for (const { name, bugs } of trials) assert.deepEqual(bugs, [], name);
  });
});
