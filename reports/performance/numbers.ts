/** Numbers as the page writes them: no more digits than they have. */

export function timesText(times: number): string {
  if (!Number.isFinite(times)) return '–';
  const digits = times >= 20 ? 0 : times >= 2 ? 1 : 2;
  return `${times.toFixed(digits)}×`;
}

/** The digits of the interval are those of what it is an interval of. */
export function rangeText(times: number, interval: { readonly low: number; readonly high: number } | null): string {
  if (interval === null) return '–';
  const digits = times >= 20 ? 0 : times >= 2 ? 1 : 2;
  return `${interval.low.toFixed(digits)} to ${interval.high.toFixed(digits)}`;
}

export const msText = (ms: number) => (ms >= 1000 ? ms.toFixed(0) : ms >= 100 ? ms.toFixed(1) : ms.toFixed(2));

export const countText = (count: number) => count.toLocaleString('en-US');

export const mebibytesText = (kb: number | undefined) => (kb === undefined ? '–' : (kb / 1024).toFixed(1));

export const percentText = (share: number) => `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)} %`;

/** As much of a path as tells files apart. */
export const fileName = (path: string) => path.split('/').slice(-2).join('/');

/** A commit as people write it: seven digits, and + where files differed from it. */
export const commitText = (commit: string) => commit.slice(0, 7) + (commit.endsWith('+') ? '+' : '');
