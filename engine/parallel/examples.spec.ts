/** Loops as they stand in textbooks and programs, and what is said of them. */
import assert from 'node:assert/strict';
import { dependencesOf } from './dependence.ts';
import { printedGuard } from './sentence.ts';
import { describedLoop, type Example } from './testing/describe.ts';

const notInvariant: Example['change'] = (loop) => ({
  ...loop,
  containers: loop.containers.map((one) => ({ ...one, invariant: false, rows: 'unknown' })),
});

const EXAMPLES: Readonly<Record<string, Example>> = {
  map: { containers: ['out: list L', 'a: list A'], body: ['read a[i]', 'write out[i]'] },
  'map of buffers': { containers: ['out: buffer L', 'a: buffer A'], body: ['read a[i]', 'write out[i]'] },
  'map in place': { containers: ['a: buffer L'], body: ['read a[i]', 'write a[i]'] },
};

function said(example: Example): readonly string[] {
  const loop = describedLoop(example);
  const verdict = dependencesOf(loop);
  if (verdict.kind === 'Independent') return ['independent', ...verdict.guards.map((one) => `if ${printedGuard(one, loop.containers)}`)];
  return verdict.dependences.map(({ reason, distance, certain, sentence }) => {
    return `${reason} ${distance ?? '?'}${certain ? '!' : ''} ${sentence}`;
  });
}

describe('dependence tests on known loops', () => {
  for (const [name, example] of Object.entries(EXAMPLES)) {
    it(name, () => assert.deepEqual(said(example), []));
  }
});
