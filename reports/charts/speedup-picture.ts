/** The speed-ups as a picture of its own, for a README: an SVG file that is light or dark as its reader is, or one of the two. */
import { armTitle, pairsOf } from '../../suites/bench/columns.ts';
import { type BenchDocument, compare, meanOver } from '../../suites/bench/document.ts';
import { html, type Markup } from '../markup/html.ts';
import { logAxis } from './log-axis.ts';

const WIDTH = 720;
const LABELS = 150;
const NUMBERS = 70;
const ROW = 24;
const HEAD = 64;

export const THEMES = {
  light: { page: '#ffffff', ink: '#1f2328', soft: '#59636e', grid: '#d1d9e0', bar: '#0969da' },
  dark: { page: '#0d1117', ink: '#f0f6fc', soft: '#9198a1', grid: '#3d444d', bar: '#4493f8' },
} as const;
export type Theme = keyof typeof THEMES;

const variables = (theme: Theme) =>
  Object.entries(THEMES[theme])
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

const STYLE = `
svg{font:13px system-ui,-apple-system,"Segoe UI",sans-serif}
text{fill:var(--ink)}.soft{fill:var(--soft)}.end{text-anchor:end;font-variant-numeric:tabular-nums}.mid{text-anchor:middle}
.title{font-weight:600;font-size:15px}.grid{stroke:var(--grid)}.bar{fill:var(--bar)}.mean{font-weight:600}.whisker{stroke:var(--ink);stroke-width:1.5}`;

/** A fixed theme has its colours in place: what makes pixels of SVG knows no variables. */
function styleOf(theme: Theme | 'reader'): string {
  if (theme !== 'reader')
    return STYLE.replace(/var\(--(\w+)\)/g, (_, name: string) => THEMES[theme][name as keyof (typeof THEMES)[Theme]]);
  return `svg{${variables('light')}}@media(prefers-color-scheme:dark){svg{${variables('dark')}}}${STYLE}`;
}

/** tracejit over CPython, a bar a kernel with its interval; null where nothing steady was measured. */
export function speedupPicture(document: BenchDocument, theme: Theme | 'reader' = 'reader'): string | null {
  const pair = pairsOf(document.steady).find(({ peer }) => peer === 'cpython');
  const mean = pair ? meanOver(document.steady, pair) : null;
  if (!pair || !mean) return null;
  const compared = document.steady.flatMap(({ kernel, arms }) => {
    const comparison = compare(arms, pair);
    return comparison ? [{ name: kernel, ...comparison }] : [];
  });
  const rows = [...compared, { name: 'geometric mean', ...mean }].map(({ name, ratio, interval }) => ({
    name,
    times: 1 / ratio,
    range: interval && ([1 / interval.high, 1 / interval.low] as const),
  }));
  const axis = logAxis(rows.map(({ times }) => times));
  const x = (times: number) => LABELS + (axis.at(times) / 100) * (WIDTH - LABELS - NUMBERS);
  const bottom = HEAD + rows.length * ROW;
  const lines = axis.ticks.map(
    (tick) =>
      html`<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${HEAD - 6}" y2="${bottom}"/><text class="soft mid" x="${x(tick)}" y="${HEAD - 12}">${tick}×</text>`,
  );
  const title = `Speed-up over ${armTitle('cpython')}, steady`;
  const subtitle = `${document.at.slice(0, 10)}, ${document.environment.cores} cores, ${document.environment.cpu}; logarithmic, with 95 % intervals`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 8}" width="${WIDTH}" height="${bottom + 8}" role="img" aria-labelledby="t d">
<title id="t">${title}</title><desc id="d">${rows.map(({ name, times }) => `${name} ${timesText(times)}`).join('; ')}</desc><style>${styleOf(theme)}</style>
<text class="title" x="0" y="16">${title}</text><text class="soft" x="0" y="34">${subtitle}</text>
${lines}
${rows.map((row, k) => rowMarkup(row, HEAD + k * ROW, x))}</svg>
`.text;
}

const timesText = (times: number) =>
  `${times >= 20 ? times.toFixed(0) : times >= 2 ? times.toFixed(1) : times.toFixed(2)}×`;

interface Row {
  readonly name: string;
  readonly times: number;
  readonly range: readonly [number, number] | null;
}

function rowMarkup({ name, times, range }: Row, y: number, x: (times: number) => number): Markup {
  const middle = y + ROW / 2;
  const [from, to] = [Math.min(x(1), x(times)), Math.max(x(1), x(times))];
  const kind = name === 'geometric mean' ? 'mean' : '';
  const whisker = range
    ? html`<line class="whisker" x1="${x(range[0]).toFixed(1)}" x2="${x(range[1]).toFixed(1)}" y1="${middle}" y2="${middle}"/>`
    : html``;
  return html`<text class="${kind}" x="0" y="${middle + 4}">${name}</text><rect class="bar" x="${from.toFixed(1)}" y="${y + 4}" width="${Math.max(1, to - from).toFixed(1)}" height="${ROW - 8}" rx="2"/>${whisker}<text class="end ${kind}" x="${WIDTH}" y="${middle + 4}">${timesText(times)}</text>
`;
}
