/** Results kept in files: `tracejit gate --json`, `tracejit compare --json` and `tracejit bench --json`. */
import { readFileSync } from 'node:fs';
import { THRESHOLDS } from '../../ci/thresholds.ts';
import { CHANNELS, channelPairs, thresholdOf } from './channels.ts';
import { pairsOf, type Round } from './measure.ts';
import type { Pair } from './method/pairs.ts';
import { GateUsage } from './refusal.ts';
import type { GateResult } from './result.ts';
import { RESULT_SCHEMA } from './result.ts';

/** One thing that was measured: the JIT's times and, from the same rounds, CPython's; or another cost instead of times. */
export interface KeptSeries {
  readonly jit: readonly number[];
  readonly control: readonly number[];
  /** Share by which it may get worse. */
  readonly budget: number;
}

/** By kernel; what is not the time of steady calls has its name beside the kernel's. */
export interface KeptResult {
  readonly label: string;
  readonly kernels: ReadonlyMap<string, KeptSeries>;
}

const DEFAULT_BUDGET = 0.05;
const budgetOf = (kernel: string) => THRESHOLDS[kernel]?.budget ?? DEFAULT_BUDGET;

/** @throws GateUsage when it is not there, is cut off, or is something else */
export function readKept(file: string): KeptResult {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new GateUsage(`${file} cannot be read`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new GateUsage(`${file} is no JSON, or is cut off: ${error instanceof Error ? error.message : error}`);
  }
  const { schema, version } = (typeof content === 'object' && content !== null ? content : {}) as Record<
    string,
    unknown
  >;
  const reader = READERS[`${schema} ${version}`];
  if (!reader)
    throw new GateUsage(`${file} is no result of gate, compare or bench (schema ${schema}, version ${version})`);
  let kernels: KeptResult['kernels'];
  try {
    kernels = reader(content);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new GateUsage(`${file} lacks a part of its schema: ${error.message}`);
  }
  return { label: file, kernels };
}

/** The head's times of a gate, tracejit's of a bench, steady and whole. A missing part is a TypeError. */
const READERS: Readonly<Record<string, (content: unknown) => KeptResult['kernels']>> = {
  [`${RESULT_SCHEMA} 1`]: (content) =>
    new Map([
      ...(content as GateResult).kernels.map(({ kernel, rounds }): [string, KeptSeries] => [
        kernel,
        headOf((stage) => pairsOf(rounds, stage), budgetOf(kernel)),
      ]),
      ...costsOf(content as GateResult),
    ]),
  'tracejit-bench 1': (content) =>
    new Map(
      [
        ...(content as KeptBench).steady,
        ...((content as KeptBench).whole ?? []).map((row) => ({ ...row, kernel: `${row.kernel}, whole process` })),
      ].map(({ kernel, arms }) => [
        kernel,
        { jit: arms.tracejit.samplesMs, control: arms.cpython.samplesMs, budget: budgetOf(kernel) },
      ]),
    ),
};

function headOf(pairsIn: (stage: Round['stage']) => Pair[], budget: number): KeptSeries {
  const pairs = [...pairsIn('first'), ...pairsIn('fresh')];
  return { jit: pairs.map(({ b }) => b), control: pairs.map(({ controlB }) => controlB), budget };
}

/** None of a result from before costs were judged. */
function costsOf({ kernels, costs = [], cold = [] }: GateResult): [string, KeptSeries][] {
  return costs.flatMap(({ kernel, channel: name }) => {
    const channel = CHANNELS.find((known) => known.name === name);
    const measured = (channel?.from === 'cold' ? cold : kernels).find((row) => row.kernel === kernel);
    if (!channel || !measured || measured.rounds.length === 0) return [];
    const series = headOf((stage) => channelPairs(measured.rounds, stage, channel), thresholdOf(channel).budget);
    return [[`${kernel}, ${name}`, series]];
  });
}

interface KeptRow {
  readonly kernel: string;
  readonly arms: Readonly<Record<'tracejit' | 'cpython', { readonly samplesMs: readonly number[] }>>;
}

interface KeptBench {
  readonly steady: readonly KeptRow[];
  readonly whole?: readonly KeptRow[];
}
