import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Region } from './ir/region.ts';
import { parseRegion } from './ir/text-parse.ts';
import { PIPELINE, runPipeline } from './pipeline.ts';

describe('the pipeline', () => {
  const input = readFileSync('engine/passes/golden/dce/unused.ir', 'utf8').split('--- after\n')[0] ?? '';
  const region = (): Region => parseRegion(input);

  function changes(...disable: string[]): Map<string, number> {
    return runPipeline(region(), { disable: new Set(disable), verify: true });
  }

  it('leaves out what TRACEJIT_DISABLE names, and everything for "all"', () => {
    const names = [...new Set(PIPELINE.map((pass) => pass.name))];
    assert.deepEqual([...changes().keys()], names);
    assert.deepEqual(
      [...changes('dce').keys()],
      names.filter((name) => name !== 'dce'),
    );
    assert.deepEqual(changes('all'), new Map());
  });
});
