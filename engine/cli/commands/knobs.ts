/** `tracejit knobs`, `tracejit help knobs`: every environment variable, from the one table. */
import type { Command } from 'commander';
import { KNOBS } from '../../base/knobs.ts';

const NAME_WIDTH = Math.max(...KNOBS.map(({ name }) => name.length));
const DEFAULT_WIDTH = 'default'.length;

function knobLines(): string {
  const heading = `${'knob'.padEnd(NAME_WIDTH)}  default  meaning`;
  return [
    heading,
    ...KNOBS.map((knob) => `${knob.name.padEnd(NAME_WIDTH)}  ${knob.default.padEnd(DEFAULT_WIDTH)}  ${knob.meaning}`),
  ].join('\n');
}

export function define(command: Command): void {
  command
    .option('--json', 'print the table as JSON')
    .addHelpText('after', `\n${knobLines()}`)
    .action((options: { json?: boolean }) => {
      process.stdout.write(`${options.json ? JSON.stringify({ version: 1, knobs: KNOBS }, null, 2) : knobLines()}\n`);
    });
}
