/** The check that the suites make of every script: nothing differs, and something ran natively. */
import assert from 'node:assert/strict';
import { type BothOutcomes, type RunOptions, runBoth } from './run-both.ts';

export interface ScriptCheck extends RunOptions {
  /** Must native code have been entered? Without it the comparison compares an interpreter with itself. */
  readonly native: 'required' | 'optional';
}

/**
 * @returns both outcomes, for checks of one's own
 * @throws AssertionError naming the channel that differs, or that nothing ran natively
 */
export function checkScript(script: string, check: ScriptCheck): BothOutcomes {
  const both = runBoth(script, check);
  checkOutcomes(both, check.native);
  return both;
}

/** The check itself. @throws AssertionError */
export function checkOutcomes({ interpreted, native, stats }: BothOutcomes, entries: ScriptCheck['native']): void {
  assert.equal(native.stdout, interpreted.stdout, 'stdout differs');
  assert.equal(native.stderr, interpreted.stderr, 'stderr differs');
  assert.equal(native.exit, interpreted.exit, 'exit code differs');
  if (entries === 'optional') return;
  const why = `${stats.regions} regions, bails ${JSON.stringify(stats.bails)}`;
  assert.ok(stats.entries > 0, `nothing ran natively: ${why}`);
}
