/** The result as a person reads it: the first line says how it ends. */
import { costLines, countWords } from './cost-report.ts';
import type { Estimate } from './method/estimate.ts';
import {
  countVerdicts,
  type GateResult,
  type KernelRow,
  type Leniency,
  outcomeOf,
  type SideFacts,
  worseCounters,
} from './result.ts';

const TITLES = { pass: 'PASS', regression: 'FAIL', unmeasured: 'NOT MEASURED' } as const;

export function formatGate(result: GateResult, leniency: Leniency): string {
  const title = `tracejit gate: ${TITLES[outcomeOf(result, leniency)]} - ${summary(result)}`;
  return [title, ...formatBody(result)].join('\n');
}

export function formatComparison(result: GateResult): string {
  return [`tracejit compare: ${summary(result)}`, ...formatBody(result)].join('\n');
}

function summary({ kernels, costs, base, head }: GateResult): string {
  const counts = Object.entries(countVerdicts(kernels)).filter(([, count]) => count > 0);
  const verdicts =
    counts.map(([verdict, count]) => `${count} ${verdict.toLowerCase()}`).join(', ') || 'nothing measured';
  const worse = kernels.filter((row) => worseCounters(row).length > 0).length;
  const counters = worse === 0 ? '' : `; counters worse in ${worse}`;
  const costly = costs.filter(({ verdict }) => verdict !== 'SAME');
  const dear = costly.length === 0 ? '' : `; costs: ${countWords(costly).toLowerCase()}`;
  return `${verdicts}${counters}${dear}    ${describeSide(base)} -> ${describeSide(head)}`;
}

function describeSide({ label, commit, env }: SideFacts): string {
  const name = label.startsWith(commit.slice(0, 7)) ? commit.slice(0, 12) : `${label} (${commit.slice(0, 12)})`;
  return [name, ...Object.entries(env).map(([key, value]) => `${key}=${value}`)].join(' ');
}

const MUCH = 3;
const HEAD = `${'kernel'.padEnd(15)}${'base ms'.padStart(9)}${'head ms'.padStart(9)}${'head/base'.padStart(11)}   ${'95 % interval'.padEnd(16)}${'rounds'.padStart(8)}${'can see'.padStart(9)}  verdict`;

function formatBody(result: GateResult): string[] {
  const lines = ['', HEAD, ...result.kernels.map(kernelLine), suiteLine(result), '', ...costLines(result.costs)];
  lines.push(...counterLines(result.kernels), ...clearedLines(result.kernels), ...controlLines(result.kernels));
  const { cpu, cores, kernel, python, node, prefix } = result.environment;
  lines.push(
    `machine: ${cores} x ${cpu}, Linux ${kernel}, CPython ${python.split(' ')[0]}, node ${node}${prefix === '' ? '' : `, ${prefix}`}`,
  );
  lines.push(...[...result.notes, ...noisyNotes(result)].map((note) => `note: ${note}`));
  lines.push(
    `measured for ${result.seconds.toFixed(0)} s; "can see": the smallest effect these rounds show with a power of 80 %`,
  );
  lines.push(...replayLines(result));
  if (result.quick) lines.push('note: --quick has fewer rounds; what it can see is larger than without');
  return lines;
}

function kernelLine({ kernel, times, effect, rounds, first, verdict, why }: KernelRow): string {
  const ms = times === null ? [] : [times.base, times.head].map(({ medianMs }) => medianMs.toFixed(2).padStart(9));
  const counted = (stage: string) => rounds.filter((round) => round.stage === stage).length;
  const total = first === null ? `${counted('first')}` : `${counted('first')}+${counted('fresh')}`;
  return `${kernel.padEnd(15)}${ms.join('').padEnd(18)}${effectColumns(effect, total)}  ${verdict}${why === '' ? '' : `: ${why}`}`;
}

function suiteLine({ suite, kernels }: GateResult): string {
  const name = `geometric mean of ${kernels.length}`.padEnd(33);
  return `${name}${effectColumns(suite.effect, '')}  ${suite.verdict}`;
}

const ratio = (log: number) => Math.exp(log).toFixed(3);
const percent = (log: number) => `${(Math.expm1(log) * 100).toFixed(1)} %`;

function effectColumns(effect: Estimate | null, rounds: string): string {
  if (effect === null) return ''.padEnd(47);
  const interval = `${ratio(effect.low)} .. ${ratio(effect.high)}`;
  return `${ratio(effect.centre).padStart(11)}   ${interval.padEnd(16)}${rounds.padStart(8)}${percent(effect.detectable).padStart(9)}`;
}

/** Kernels whose counters differ, what got worse first. */
function counterLines(kernels: readonly KernelRow[]): string[] {
  const changed = kernels.filter(({ counters }) => counters.changes.length > 0);
  const lines = changed.map((row) => {
    const worse = worseCounters(row);
    const changes = row.counters.changes
      .toSorted((x, y) => Number(worse.includes(y.name)) - Number(worse.includes(x.name)))
      .map(({ name, base, head }) => `${name} ${base} -> ${head}${worse.includes(name) ? ' WORSE' : ''}`);
    return `  ${row.kernel}: ${changes.join(', ')}`;
  });
  const same = kernels.filter(({ verdict }) => verdict !== 'ERROR').length - changed.length;
  const unsteady = kernels.flatMap(({ kernel, counters }) => counters.unsteady.map((name) => `${kernel} ${name}`));
  const left = unsteady.length === 0 ? [] : [`  not exact, so not compared: ${unsteady.join(', ')}`];
  return [`counters (exact): ${same} of ${kernels.length} kernels the same`, ...lines, ...left];
}

function clearedLines(kernels: readonly KernelRow[]): string[] {
  const cleared = kernels.filter(
    ({ suspect, first, verdict }) => suspect !== 0 && first && !['SLOWER', 'FASTER'].includes(verdict),
  );
  if (cleared.length === 0) return [];
  const told = cleared.map(
    ({ kernel, first, effect }) =>
      `${kernel} ${ratio(first?.centre ?? Number.NaN)} -> ${ratio(effect?.centre ?? Number.NaN)}`,
  );
  return [`suspected at first, not confirmed by fresh rounds: ${told.join(', ')}`];
}

/** The command that measures again what is bad, and nothing else. */
function replayLines({ kernels, costs, base, head }: GateResult): string[] {
  const badRows = [...kernels, ...costs].filter(({ verdict }) => !['SAME', 'FASTER'].includes(verdict));
  const bad = [...new Set(badRows.map(({ kernel }) => kernel))];
  if (bad.length === 0 || bad.length === kernels.length) return [];
  const word = ({ kind, commit, folder }: SideFacts) => (kind === 'folder' ? folder : commit.slice(0, 12));
  const knobs = (flag: string, { env }: SideFacts) =>
    Object.entries(env).map(([name, value]) => ` --${flag} ${name}=${value}`);
  const flags = [...knobs('base-env', base), ...knobs('head-env', head)].join('');
  return [`again, these alone: tracejit gate --base ${word(base)} --head ${word(head)}${flags} ${bad.join(' ')}`];
}

/** Budgets rest on measured noise: where there is much more of it, they do not hold. */
function noisyNotes({ kernels, costs }: GateResult): string[] {
  const named = costs.map((row) => ({ ...row, kernel: `${row.kernel} (${row.channel})` }));
  const noisy = [...kernels, ...named].filter(
    ({ effect, threshold }) => effect && effect.spread > MUCH * threshold.noise,
  );
  if (noisy.length === 0) return [];
  const told = noisy.map(({ kernel, effect }) => `${kernel} ${percent(effect?.spread ?? Number.NaN)}`);
  return [`spread between rounds more than ${MUCH} times that of ci/thresholds.ts: ${told.join(', ')}`];
}

/** The control that moved most. */
function controlLines(kernels: readonly KernelRow[]): string[] {
  const controls = kernels.flatMap(({ kernel, control }) => (control ? [{ kernel, control }] : []));
  const [worst] = controls.toSorted((x, y) => Math.abs(y.control.centre) - Math.abs(x.control.centre));
  if (!worst) return [];
  const { centre, low, high } = worst.control;
  return [
    `control (CPython beside head / beside base) at most ${ratio(centre)} [${ratio(low)}, ${ratio(high)}] (${worst.kernel})`,
  ];
}
