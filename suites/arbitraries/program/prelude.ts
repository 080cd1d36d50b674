/** Definitions that a program begins with, as far as it names them, or one of them names another; in an order in which they can be run. */
import { CALLED, GLOBALS, LOGS } from './definitions.ts';
import { LOGGING_CLASSES } from './logging-classes.ts';

export interface Definition {
  readonly name: string;
  readonly lines: readonly string[];
  /** What main begins with, so that it can be called again. */
  readonly reset?: string;
}

const PRELUDE = [...LOGS, ...LOGGING_CLASSES, ...GLOBALS, ...CALLED];

/** What the text needs. */
export function preludeOf(text: string): string[] {
  return needed(text).map(({ lines }) => lines.join('\n'));
}

/** What puts everything that the text needs back to what it was. */
export function resetsOf(text: string): string[] {
  return needed(text).flatMap(({ reset }) => reset ?? []);
}

function needed(text: string): Definition[] {
  let wanted = text;
  let found: Definition[] = [];
  for (let before = -1; before < found.length; ) {
    before = found.length;
    found = PRELUDE.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(wanted));
    wanted = [text, ...found.flatMap(({ lines, reset }) => [...lines, reset ?? ''])].join('\n');
  }
  return found;
}
