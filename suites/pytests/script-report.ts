/** What a script left behind, as runner/tracejit_script.py writes it: a subject for each of its variables. */
import { existsSync, readFileSync } from 'node:fs';
import type { Channel } from '../oracle/divergence.ts';
import type { JitCounters, Sections } from '../oracle/observation.ts';
import type { Seen, Subject } from './subject.ts';

export interface ScriptReport extends Sections {
  /** null: interpreted. */
  readonly counters: JitCounters | null;
}

/** The script was never begun: python did not start, or a fault of ours. The message has what was said instead. */
export class ScriptNotBegun extends Error {
  override readonly name = 'ScriptNotBegun';
}

/**
 * null: the process did not come to the script's end.
 * @param said on standard error
 * @throws ScriptNotBegun
 */
export function readScriptReport(file: string, said: string): ScriptReport | null {
  if (!existsSync(file)) throw new ScriptNotBegun(said);
  const text = readFileSync(file, 'utf8');
  return text === '' ? null : (JSON.parse(text) as ScriptReport);
}

/** A path of a dump begins with the variable's name. */
const VARIABLE = /^(\([^)]*\)|[^.[(]+)/;

const BY_VARIABLE = ['result', 'effects', 'state', 'lifetime'] as const satisfies readonly Channel[];

/** In the order in which they come up. A variable that is not steady is left out of the comparison, and no other. */
export function variablesOf(script: string, report: ScriptReport): Subject[] {
  const variables = new Map<string, Partial<Record<Channel, Seen>>>();
  for (const channel of BY_VARIABLE) {
    for (const [path, text] of report[channel]) {
      const name = VARIABLE.exec(path)?.[0] ?? path;
      const channels = variables.get(name) ?? {};
      variables.set(name, channels);
      const before = channels[channel];
      const line = `${path}: ${text}`;
      channels[channel] = { text: before ? `${before.text}\n${line}` : line };
    }
  }
  return [...variables].map(([name, channels]) => ({
    id: `${script}: variable ${name}`,
    variableOf: script,
    channels,
    counters: null,
  }));
}
