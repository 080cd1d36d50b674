import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PARALLEL_VERDICTS, parallelVerdictNumber, parallelVerdictRow } from './parallel-verdicts.ts';

describe('the table of verdicts', () => {
  it('is the one that users read, but for loops that nobody asked for', () => {
    const told = [...readFileSync('native/python/API.md', 'utf8').matchAll(/^\| `([A-Z]\w+)` +\| \w/gm)].map(
      (row) => row[1],
    );
    const names = PARALLEL_VERDICTS.map(({ name }) => name).filter((name) => name !== 'Off');
    assert.deepEqual(told, names);
  });

  it('finds rows by name and number', () => {
    assert.equal(parallelVerdictNumber('Dependence'), 1);
    assert.equal(parallelVerdictRow('Dependence')?.dependence, true);
    assert.equal(parallelVerdictRow('Sideways'), undefined);
  });

  it('says of what runs serially that it does, so that prange can leave those words out', () => {
    for (const { name, sentence } of PARALLEL_VERDICTS)
      assert.equal(sentence.startsWith('runs serially: '), name !== 'Parallel', name);
  });
});
