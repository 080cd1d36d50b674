import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { PIPELINE } from '../pipeline.ts';
import { goldenPass } from '../testing/golden.ts';

const FOLDER = 'engine/passes/golden';

describe('golden regions of passes', () => {
  const passes = new Map(PIPELINE.map((pass) => [pass.name, pass]));

  it('are there for each pass', () => {
    assert.deepEqual(readdirSync(FOLDER).sort(), [...passes.keys()].sort());
  });

  for (const pass of passes.values()) describe(pass.name, () => goldenPass(pass, `${FOLDER}/${pass.name}`));
});
