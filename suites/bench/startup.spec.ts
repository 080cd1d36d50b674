import assert from 'node:assert/strict';
import { withEngineStages } from './startup.ts';

const LOG = [
  { event: 'start', sinceProcessStartMs: 30 },
  { event: 'loaded', sinceProcessStartMs: 36.5 },
  { event: 'region', code: 'f' },
]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('');

describe('stages of the start', () => {
  it('has those of the engine, counted from the process start', () => {
    const stages = withEngineStages({ extensionUp: 14, engineSpawned: 20, recorded: 21, answered: 90 }, LOG);
    const engine = { nodeUp: 50, engineLoaded: 56.5 };
    assert.deepEqual(stages, { extensionUp: 14, engineSpawned: 20, recorded: 21, answered: 90, ...engine });
  });

  it('has none of them where no engine was started', () => {
    assert.deepEqual(withEngineStages({ extensionUp: 14 }, LOG), { extensionUp: 14 });
  });
});
