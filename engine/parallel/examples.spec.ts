/** Loops as they stand in textbooks and programs, and what is said of them. */
import { goldenFiles } from '../testing/golden.ts';
import { dependencesOf } from './dependence.ts';
import { printedGuard } from './sentence.ts';
import { describedLoop } from './testing/describe.ts';

/** Each loop of a file begins with a line `# name`. */
function said(text: string): string {
  const loops = text.trim().split('\n\n');
  return loops.map((loop) => `${loop.slice(0, loop.indexOf('\n'))}\n${answerTo(loop)}\n`).join('\n');
}

/** A dependence: reason, distance (`?`: none), `!` where it is certain, sentence. */
function answerTo(text: string): string {
  const loop = describedLoop(text);
  const verdict = dependencesOf(loop);
  if (verdict.kind === 'Independent') {
    return ['independent', ...verdict.guards.map((one) => `if ${printedGuard(one, loop.containers)}`)].join('\n');
  }
  const lines = verdict.dependences.map(({ reason, distance, certain, sentence }) => {
    return `${reason} ${distance ?? '?'}${certain ? '!' : ''} ${sentence}`;
  });
  return lines.join('\n');
}

describe('dependence tests on known loops', () => {
  goldenFiles('engine/parallel/golden', '.loops', said);
});
