/** The check of a saved case: in no configuration does it differ from the interpreter, and it runs natively in the one it was found in. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Configuration, findConfiguration, JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { describeDivergence } from '../oracle/describe-divergence.ts';
import { CALLS_AGAIN, examine, type Observer } from '../oracle/examine.ts';
import { HeaderError, type Script, scriptsIn } from '../oracle/script-header.ts';

/** In the head of a case that only calling `main` again shows. */
const LOSES_BLOCKS = /^# checks: lifetime: lost blocks\b/m;

export interface RegressCase extends Script {
  readonly source: string;
  /** In which it was found. */
  readonly configuration: Configuration;
}

/** By name; at least one. @throws HeaderError, also when the folder holds none: a check of nothing is none */
export function casesIn(folder: string): RegressCase[] {
  const cases = scriptsIn(folder).map((script) => {
    const source = readFileSync(script.path, 'utf8');
    const name = /^# configuration: (\S+)$/m.exec(source)?.[1];
    const configuration = findConfiguration(name);
    if (configuration === undefined)
      throw new HeaderError(`${script.path}: no "# configuration:" line with a known name`);
    return { ...script, source, configuration };
  });
  if (cases.length === 0) throw new HeaderError(`${folder}: no saved cases`);
  return cases;
}

/** @throws AssertionError telling the divergence, or that nothing ran natively; WorkerError */
export async function checkCase(
  { path, source, configuration, native }: RegressCase,
  observer: Observer,
): Promise<void> {
  const program = { name: basename(path), source, ...(LOSES_BLOCKS.test(source) ? { repeat: CALLS_AGAIN } : {}) };
  for (const each of JIT_CONFIGURATIONS) {
    const verdict = await examine(observer, program, { configurations: [each], checkSteady: false });
    assert.notEqual(verdict.kind, 'discarded', 'the interpreter itself hit a limit');
    if (verdict.kind === 'diverges') assert.fail(`${each.name}: ${describeDivergence(verdict.divergence, program)}`);
    if (verdict.kind !== 'same' || each.name !== configuration.name || native === 'optional') continue;
    const entries = verdict.counters.map((counters) => counters.entries);
    assert.ok((entries[0] ?? 0) > 0, `${each.name}: nothing ran natively`);
  }
}
