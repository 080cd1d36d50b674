/** `tracejit doctor`: the whole toolchain, what is missing, and the command that mends it. */
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { type Check, checkToolchain } from '#setup/toolchain.mjs';
import { EXIT } from '../exit-codes.ts';

/** Version of the shape that `--json` prints. */
const JSON_VERSION = 1;

const NAME_WIDTH = 24;

function mark(check: Check): string {
  if (check.ok) return styleText('green', 'ok     ');
  return check.needed ? styleText('red', 'MISSING') : styleText('yellow', 'note   ');
}

/** The lines a person reads, one or two for each check. */
export function doctorLines(checks: readonly Check[]): string[] {
  const lines: string[] = [];
  for (const check of checks) {
    lines.push(`${mark(check)} ${check.name.padEnd(NAME_WIDTH)} ${check.found}`);
    if (check.mend !== null)
      lines.push(`${' '.repeat(9 + NAME_WIDTH)}${check.needed ? 'mend' : 'if wanted'}: ${check.mend}`);
  }
  return lines;
}

/** True when nothing that tracejit needs is missing. */
export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every((check) => check.ok || !check.needed);
}

/** A note if the environment asks for a miscompilation (suites/mutants): programs that are run do not see it. */
export function mutantNote(environment: Readonly<Record<string, string | undefined>>): Check[] {
  const mutant = environment['TRACEJIT_MUTANT'];
  if (!mutant) return [];
  const found = `${mutant}: tracejit fuzz uses a compiler that is wrong on purpose`;
  const mend = 'unset TRACEJIT_MUTANT';
  return [{ group: 'machine', name: 'TRACEJIT_MUTANT', ok: false, needed: false, found, mend }];
}

async function doctor(options: { json?: boolean }): Promise<void> {
  const checks = [...(await checkToolchain()), ...mutantNote(process.env)];
  const ok = isHealthy(checks);
  const text = options.json
    ? JSON.stringify({ version: JSON_VERSION, ok, checks }, null, 2)
    : doctorLines(checks).join('\n');
  process.stdout.write(`${text}\n`);
  if (!ok) process.exitCode = EXIT.Unable;
}

export function define(command: Command): void {
  command.option('--json', 'print the checks as JSON').action(doctor);
}
