/** `tracejit fuzz`: random programs, interpreted and under the JIT. The suites are imported when asked for. */
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { parseShard, type Shard, shareOf } from '../shard.ts';
import { UsageError } from '../usage-error.ts';

interface FuzzFlags {
  readonly runs?: string;
  readonly first: string;
  readonly shard?: Shard;
  readonly seed?: string;
  readonly policy?: string;
  readonly allConfigurations?: boolean;
  readonly minutes?: string;
  readonly jobs?: string;
  readonly findings: string;
  readonly save?: string;
  readonly state?: string;
  readonly mutant?: string;
  readonly mutants?: string | true;
  readonly lifecycle?: boolean;
  readonly listMutants?: boolean;
  readonly listPolicies?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  tracejit fuzz                                  1,000 programs with a new seed
  tracejit fuzz --seed 7 --policy float          the same programs each time, of one kind
  tracejit fuzz --runs 100000 --state night.json goes on where it was interrupted
  tracejit fuzz --mutant add-wraps               with a seeded miscompilation: it must be found
  tracejit fuzz --lifecycle                      define, call hot, patch, rebind, swap code: compared after each
  tracejit fuzz --mutants                        with each of them in turn: how many are found, and how soon
`;

const EXIT_CODES = `
Exit codes: 0 no divergence; 1 a divergence, or fewer than 90 % of the mutants killed; 2 wrong use; 3 vacuous or inconclusive; 4 a fault of the harness.`;

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least || text.trim() === '')
    throw new UsageError(`fuzz: --${name} wants a whole number from ${least} on, not "${text}"`);
  return value;
}

function minutes(text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`fuzz: --minutes wants a number above 0, not "${text}"`);
  return value * 60_000;
}

/** `enough`, `tooFew`: mutants killed. */
const CODES = {
  clean: EXIT.Ok,
  diverged: EXIT.Found,
  inconclusive: EXIT.Unable,
  faulty: EXIT.Fault,
  enough: EXIT.Ok,
  tooFew: EXIT.Found,
} as const;

const PROGRAMS = '1000';
const PROGRAMS_FOR_A_MUTANT = '2000';
const SEQUENCES = '300';

/** Numbers of the programs: all that are asked for, or this runner's share of them. */
function programsOf(flags: FuzzFlags): { runs: number; first: number } {
  const runs = wholeNumber('runs', flags.runs ?? PROGRAMS, 1);
  const first = wholeNumber('first', flags.first, 0);
  if (!flags.shard) return { runs, first };
  if (flags.seed === undefined) throw new UsageError('fuzz: --shard wants --seed: all shards are of one campaign');
  const share = shareOf(first, runs, flags.shard);
  if (share.count === 0) throw new UsageError(`fuzz: ${runs} programs do not fill ${flags.shard.count} shards`);
  return { runs: share.count, first: share.first };
}

function campaignOptions(flags: FuzzFlags) {
  return {
    ...programsOf(flags),
    policy: flags.policy ?? null,
    allConfigurations: flags.allConfigurations ?? false,
    timeMs: minutes(flags.minutes),
    mostFindings: wholeNumber('findings', flags.findings, 1),
    stateFile: flags.state ?? null,
    mutant: flags.mutant ?? null,
  };
}

/** Flags that say nothing beside `mode`: whoever gives one is told so. */
function refuseBeside(mode: 'mutants' | 'lifecycle', flags: FuzzFlags, others: readonly (keyof FuzzFlags)[]): void {
  for (const name of others)
    if (flags[name] !== undefined) throw new UsageError(`fuzz: --${mode} cannot be combined with --${flagText(name)}`);
}

function killOptions(flags: FuzzFlags, names: string | true) {
  refuseBeside('mutants', flags, ['policy', 'allConfigurations', 'minutes', 'state', 'mutant', 'shard']);
  return {
    runs: wholeNumber('runs', flags.runs ?? PROGRAMS_FOR_A_MUTANT, 1),
    mutants: names === true ? [] : names.split(','),
  };
}

/** Sequences of commands instead of programs. */
function lifecycleOptions(flags: FuzzFlags) {
  refuseBeside('lifecycle', flags, [
    'policy',
    'allConfigurations',
    'minutes',
    'state',
    'mutant',
    'mutants',
    'save',
    'shard',
  ]);
  return { runs: wholeNumber('runs', flags.runs ?? SEQUENCES, 1) };
}

const flagText = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

async function fuzz(flags: FuzzFlags): Promise<void> {
  const suites = await import('../../../suites/index.ts');
  if (flags.listMutants || flags.listPolicies) {
    process.stdout.write(`${await (flags.listMutants ? suites.listMutants() : suites.listPolicies())}\n`);
    return;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const common = {
    seed: flags.seed === undefined ? null : wholeNumber('seed', flags.seed, Number.MIN_SAFE_INTEGER),
    jobs: flags.jobs === undefined ? null : wholeNumber('jobs', flags.jobs, 1),
    save: flags.save ?? null,
    json: flags.json ?? false,
    stop: stop.signal,
    progress: (line: string) => process.stderr.write(`${line}\n`),
  };
  const run = () => {
    if (flags.lifecycle) return suites.fuzzLifecycle({ ...common, ...lifecycleOptions(flags) });
    if (flags.mutants === undefined) return suites.fuzz({ ...common, ...campaignOptions(flags) });
    return suites.killMutants({ ...common, ...killOptions(flags, flags.mutants) });
  };
  const outcome = await run();
  if (outcome.kind === 'usage') throw new UsageError(`fuzz: ${outcome.text}`);
  if (outcome.kind === 'unable') {
    process.stderr.write(`tracejit: fuzz: ${outcome.text}\n`);
    process.exitCode = EXIT.Unable;
    return;
  }
  process.stdout.write(`${outcome.text}\n`);
  process.exitCode = CODES[outcome.kind];
}

export function define(command: Command): void {
  command
    .description('make random programs, run each interpreted and under the JIT, and tell the first thing that differs')
    .option('--runs <n>', `programs to run (${PROGRAMS}; with --mutants ${PROGRAMS_FOR_A_MUTANT} each at most)`)
    .option('--first <n>', 'number of the first program', '0')
    .option('--shard <i/n>', 'only the i-th of n shares of the programs; with --seed', parseShard)
    .option('--seed <n>', 'the campaign to make; left out: a new one, which is printed')
    .option('--policy <name>', 'programs of one kind only (--list-policies)')
    .option('--all-configurations', 'each program in every configuration, instead of two of them')
    .option('--minutes <n>', 'stop after this long')
    .option('--jobs <n>', 'programs at a time; left out: one for each CPU')
    .option('--findings <n>', 'stop after so many different divergences', '3')
    .option(
      '--save <path>',
      'folder for found cases, suites/regress when left out; with --mutants: file for the scores',
    )
    .option('--state <file>', 'write the state there, and go on from it')
    .option('--mutant <name>', 'with a seeded miscompilation (--list-mutants), which must be found')
    .option('--mutants [names]', 'how many programs until each seeded miscompilation is found; all, or a,b,c')
    .option('--lifecycle', `instead of programs: sequences of changes to functions that are compiled (${SEQUENCES})`)
    .option('--list-mutants', 'name the seeded miscompilations')
    .option('--list-policies', 'name the kinds of programs')
    .option('--json', 'print the report as JSON')
    .addHelpText('before', EXAMPLES.trimStart())
    .addHelpText('after', EXIT_CODES)
    .action(fuzz);
}
