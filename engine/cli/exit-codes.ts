/**
 * The one table of exit codes. `tracejit run` (and `trace record`, which runs a script too) ends with python's own code,
 * the npm scripts of ci/ use 0, 1 and 3 in the same sense. The launcher knows Usage and Unable (native/python/launcher).
 */
const ROWS = {
  Ok: { code: 0, meaning: 'fine' },
  Found: {
    code: 1,
    meaning: 'what was looked for was found: a difference, a refused trace, a failed test, a slower commit',
  },
  Usage: { code: 2, meaning: 'the command line was wrong' },
  Unable: { code: 3, meaning: 'could not be run or measured: a tool is missing, nothing was compiled' },
  Fault: { code: 4, meaning: 'a fault of tracejit itself' },
} as const satisfies Record<string, { code: number; meaning: string }>;

export const EXIT = {
  Ok: ROWS.Ok.code,
  Found: ROWS.Found.code,
  Usage: ROWS.Usage.code,
  Unable: ROWS.Unable.code,
  Fault: ROWS.Fault.code,
} as const satisfies Record<keyof typeof ROWS, number>;

/** The table as `tracejit --help` shows it. */
export function exitCodeLines(): string {
  const rows = Object.values(ROWS).map(({ code, meaning }) => `  ${code}  ${meaning}`);
  return ['Exit codes (of a script that was run: its own):', ...rows].join('\n');
}
