import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOBS } from './knobs.ts';

/** Files that read the environment. */
function readers(): string[] {
  const native = readdirSync('native/cpython')
    .filter((name) => name.endsWith('.cc'))
    .map((name) => join('native/cpython', name));
  return [
    ...native,
    'native/python/launcher/tracejit',
    'engine/service/knobs.ts',
    'engine/cli/commands/doctor.ts',
    'suites/mutants/engine.ts',
  ];
}

/** Names as they are read: `"TRACEJIT_X"` in C++, `'TRACEJIT_X'` in TypeScript, `${TRACEJIT_X-}` in sh. */
function namesRead(): Set<string> {
  const names = readers().flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/["'{](TRACEJIT(?:_[A-Z]+)*)["'-]/g),
  ]);
  return new Set(names.map((match) => match[1] ?? ''));
}

describe('the table of knobs', () => {
  it('names each knob that is read, and no other', () => {
    assert.deepStrictEqual([...namesRead()].toSorted(), KNOBS.map(({ name }) => name).toSorted());
  });
});
