/** The result of `tracejit bench --parallel` as a person reads it on a terminal. */
import { table } from '../bench/table.ts';
import {
  type Estimate,
  type KernelRow,
  PARALLEL_VERDICTS,
  type ParallelDocument,
  type ParallelVerdict,
} from './result.ts';

export function formatParallel(document: ParallelDocument): string {
  const { environment, quick, kernels } = document;
  const head = [`${environment.cpu}, ${environment.cores} cores; CPython ${environment.python.split(' ')[0]}`];
  if (quick) head.push('note: --quick shows that it works; its numbers are not for quoting');
  const parts = [head.join('\n'), speedUps(kernels), legend(kernels)];
  const peers = kernels.flatMap(peerLine);
  if (peers.length > 0) parts.push(peers.join('\n'));
  const loops = document.loops.map(
    ({ kernel, line, verdict, reason, detail }) =>
      `${kernel} line ${line}: ${verdict === 'Parallel' ? 'parallel' : `serial, ${reason}`}${detail ? `: ${detail}` : ''}`,
  );
  if (loops.length > 0) parts.push(loops.join('\n'));
  return parts.join('\n\n');
}

function speedUps(kernels: readonly KernelRow[]): string {
  const lines = kernels.flatMap(({ name, threads }) =>
    threads.map((row) => [
      name,
      String(row.threads),
      estimateText(row.ratioToSerial),
      estimateText(row.controlRatio),
      estimateText(row.share),
      `${row.roundsKept} of ${row.roundsKept + row.roundsDropped}`,
      row.bandwidth ? `${row.bandwidth.ours.toFixed(1)} of ${row.bandwidth.control.toFixed(1)}` : '',
      row.verdict,
    ]),
  );
  const head = ['speed-up', 'threads', 'over serial', 'C over C', 'share', 'rounds', 'GB/s', ''];
  return `${table([head, ...lines])}\n(median of the rounds kept, with its 95 % interval; above 1 is faster than serial; GB/s: ours, and C's, where no cache holds the data)`;
}

function legend(kernels: readonly KernelRow[]): string {
  const seen = new Set(kernels.flatMap(({ threads }) => threads.map(({ verdict }) => verdict)));
  const verdicts = Object.keys(PARALLEL_VERDICTS) as ParallelVerdict[];
  return verdicts
    .filter((verdict) => seen.has(verdict))
    .map((verdict) => `${verdict}: ${PARALLEL_VERDICTS[verdict]}`)
    .join('\n');
}

function peerLine({ name, peer }: KernelRow): string[] {
  return peer ? [`${name}: ${peer.name}'s time is ${estimateText(peer.ratio)} of ours (above 1: we are faster)`] : [];
}

function estimateText({ median, low, high }: Estimate): string {
  const interval = low === null || high === null ? '' : ` [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  return `${median.toFixed(2)}${interval}`;
}
