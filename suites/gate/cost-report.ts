/** What speed costs, as a person reads it: a line for each channel, and one for each kernel in which it is not the same. */
import { COST_THRESHOLDS } from '../../ci/thresholds.ts';
import { type CostRow, verdictWord } from './result.ts';

const HEAD = `${'what it costs'.padEnd(15)}${'kernels'.padStart(9)}${'head/base'.padStart(20)}${'can see'.padStart(12)}  verdict`;

export function costLines(costs: readonly CostRow[]): string[] {
  if (costs.length === 0) return [];
  const channels = Object.keys(COST_THRESHOLDS).flatMap((channel) => {
    const rows = costs.filter((row) => row.channel === channel);
    const told = rows.filter(({ verdict }) => verdict !== 'SAME').map(rowLine);
    return rows.length === 0 ? [] : [channelLine(channel, rows), ...told];
  });
  return [HEAD, ...channels, ''];
}

const ratio = (log: number) => Math.exp(log).toFixed(3);
const percent = (log: number) => `${(Math.expm1(log) * 100).toFixed(1)} %`;

/** From the kernel in which it is least to the one in which it is most. */
function channelLine(channel: string, rows: readonly CostRow[]): string {
  const effects = rows.flatMap(({ effect }) => effect ?? []);
  const centres = effects.map(({ centre }) => centre);
  const range = centres.length === 0 ? '' : `${ratio(Math.min(...centres))} .. ${ratio(Math.max(...centres))}`;
  const seen = effects.length === 0 ? '' : percent(Math.max(...effects.map(({ detectable }) => detectable)));
  return `${channel.padEnd(15)}${String(rows.length).padStart(9)}${range.padStart(20)}${seen.padStart(12)}  ${countWords(rows)}`;
}

/** `11 SAME, 1 LARGER`, in the order in which they come up. */
export function countWords(rows: readonly CostRow[]): string {
  const words = rows.map(verdictWord);
  const counts = [...new Set(words)].map((word) => `${words.filter((other) => other === word).length} ${word}`);
  return counts.join(', ');
}

function rowLine(row: CostRow): string {
  const { kernel, values, unit, effect, why } = row;
  const numbers = values ? ` ${values.base.toFixed(1)} -> ${values.head.toFixed(1)} ${unit}` : '';
  const measured = effect ? `, ${ratio(effect.centre)} [${ratio(effect.low)}, ${ratio(effect.high)}]` : '';
  const rounds = effect ? `, ${effect.rounds} rounds` : '';
  return `  ${kernel}:${numbers}${measured}${rounds}  ${verdictWord(row)}${why === '' ? '' : `: ${why}`}`;
}
