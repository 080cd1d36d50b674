/** `tracejit gate` and `tracejit compare`, for the commands: words in, text and outcome out. */
import { MissingProgram, projectFile } from '../machine.ts';
import { compareKept, formatKept } from './compare-kept.ts';
import { appendHistory, formatChanges, historyChanges, readHistory } from './history.ts';
import { readKept } from './kept-result.ts';
import { FULL, QUICK, withRounds } from './plan.ts';
import { GateUnable, GateUsage } from './refusal.ts';
import { formatComparison, formatGate } from './report.ts';
import { type GateResult, type Outcome, outcomeOf } from './result.ts';
import { type GateRequest, runGate } from './run-gate.ts';
import { findSide, forkPoint, type Side, workingTree } from './side.ts';

interface Measuring {
  readonly kernels: readonly string[];
  readonly quick: boolean;
  /** Rounds of the first look; null: the plan's. */
  readonly rounds: number | null;
  readonly same: boolean;
  readonly baseEnv: Readonly<Record<string, string>>;
  readonly headEnv: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly progress: (line: string) => void;
}

export interface GateFlags extends Measuring {
  readonly base: string;
  /** null: the working tree. */
  readonly head: string | null;
  readonly strict: boolean;
  readonly acceptCounters: boolean;
  readonly history: string | null;
}

export interface CompareFlags extends Measuring {
  /** Something slower is a regression, and not only an answer. */
  readonly failIfSlower: boolean;
  readonly a: string;
  readonly b: string;
}

/** `usage`: asked for something that is not there; `unable`: nothing could be built or started. */
export interface GateOutcome {
  readonly kind: Outcome | 'usage' | 'unable';
  readonly text: string;
}

export function gate(flags: GateFlags): Promise<GateOutcome> {
  return orRefused(async () => {
    const clone = projectFile();
    if (flags.history !== null) readHistory(flags.history);
    const head = flags.head === null ? workingTree(clone) : findSide(flags.head, clone);
    const base = forkPoint(findSide(flags.base, clone), head, clone);
    const result = await runGate(requestOf(flags, base, head));
    const changes = flags.history === null ? [] : keepHistory(flags.history, result);
    const text = flags.json ? JSON.stringify(result) : [formatGate(result, flags), ...changes].join('\n');
    return { kind: outcomeOf(result, flags), text };
  });
}

/** A comparison answers a question: whatever it finds, it has not failed unless it was asked to. */
export function compare(flags: CompareFlags): Promise<GateOutcome> {
  return orRefused(async () => {
    const clone = projectFile();
    const [a, b] = [findSide(flags.a, clone), findSide(flags.b, clone)];
    if (a.kind === 'file' && b.kind === 'file') return compareFiles(a.file, b.file, flags);
    const result = await runGate(requestOf(flags, a, b));
    const text = flags.json ? JSON.stringify(result) : formatComparison(result);
    const kind = outcomeOf(result, { strict: false, acceptCounters: true });
    return { kind: kind === 'regression' && !flags.failIfSlower ? 'pass' : kind, text };
  });
}

function compareFiles(a: string, b: string, { json, failIfSlower, ...flags }: CompareFlags): GateOutcome {
  const { kernels, quick, rounds, same, baseEnv, headEnv } = flags;
  const measuring = quick || same || rounds !== null || Object.keys({ ...baseEnv, ...headEnv }).length > 0;
  if (measuring || kernels.length > 0)
    throw new GateUsage(
      'two files are compared in everything that both of them have: kernels, --quick, --rounds, --same and knobs are for measuring',
    );
  const comparison = compareKept(readKept(a), readKept(b));
  const text = json ? JSON.stringify(comparison) : formatKept(comparison);
  const verdicts = comparison.kernels.map(({ verdict }) => verdict);
  if (failIfSlower && verdicts.includes('SLOWER')) return { kind: 'regression', text };
  const blind = verdicts.every((verdict) => verdict === 'ERROR');
  return { kind: blind ? 'unmeasured' : 'pass', text };
}

function requestOf(flags: Measuring, base: Side, head: Side): GateRequest {
  const { kernels, quick, same, baseEnv, headEnv, progress } = flags;
  const plan = withRounds(quick ? QUICK : FULL, flags.rounds);
  return { base: measurable(base), head: measurable(head), kernels, quick, same, baseEnv, headEnv, progress, plan };
}

function measurable(side: Side): GateRequest['base'] {
  if (side.kind !== 'file') return side;
  throw new GateUsage(`${side.file} is a file: a result can be compared with another result only`);
}

function keepHistory(file: string, result: GateResult): string[] {
  appendHistory(file, result);
  return formatChanges(historyChanges(readHistory(file)));
}

async function orRefused(work: () => Promise<GateOutcome>): Promise<GateOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GateUsage) return { kind: 'usage', text: error.message };
    if (error instanceof GateUnable || error instanceof MissingProgram) return { kind: 'unable', text: error.message };
    throw error;
  }
}
