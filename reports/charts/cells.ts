/**
 * Pictures for one cell of a table. They have no scale of their own: x is in per cent, so that they are as wide as the cell
 * on a phone and on a wall, and the strokes stay thin. Readers of the page hear the numbers of the row, not the picture.
 */
import { html, type Markup } from '../markup/html.ts';
import type { LogAxis } from './log-axis.ts';

const percent = (value: number) => `${value.toFixed(2)}%`;

function picture(content: Markup | readonly Markup[], height: number): Markup {
  return html`<svg class="plot" width="100%" height="${height}" aria-hidden="true" focusable="false">${content}</svg>`;
}

const gridLines = ({ at, ticks }: LogAxis) =>
  ticks.map(
    (tick) =>
      html`<line class="${tick === 1 ? 'unit' : 'grid'}" x1="${percent(at(tick))}" x2="${percent(at(tick))}" y1="0" y2="100%"/>`,
  );

export interface Mark {
  readonly ratio: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

const ROW_HEIGHT = 28;
const MIDDLE = ROW_HEIGHT / 2;

/** A point with its interval on a shared axis. `kind` is its CSS class: better, worse, mean… */
export function intervalCell({ ratio, interval }: Mark, axis: LogAxis, kind: string): Markup {
  const [x1, x2] = interval ? [percent(axis.at(interval.low)), percent(axis.at(interval.high))] : ['', ''];
  const line = interval
    ? html`<line class="interval ${kind}" x1="${x1}" x2="${x2}" y1="${MIDDLE}" y2="${MIDDLE}"/>`
    : html``;
  return picture([...gridLines(axis), line, mark(percent(axis.at(ratio)), kind)], ROW_HEIGHT);
}

function mark(x: string, kind: string): Markup {
  if (kind !== 'mean') return html`<circle class="mark ${kind}" cx="${x}" cy="${MIDDLE}" r="4.5"/>`;
  // A path knows no per cent: it is drawn around the origin of a picture that stands there.
  return html`<svg x="${x}" y="${MIDDLE}" overflow="visible"><path class="mark mean" d="M0 -7L7 0L0 7L-7 0Z"/></svg>`;
}

/** The numbers of the axis, for the head of the column; on a phone every second one, the 1 among them. */
export function axisCell({ at, ticks }: LogAxis): Markup {
  const unit = ticks.indexOf(1);
  const labels = ticks.map(
    (tick, k) =>
      html`<text class="${(k - unit) % 2 === 0 ? 'always' : 'wide'}" x="${percent(at(tick))}" y="14" text-anchor="middle">${tickText(tick)}</text>`,
  );
  return picture(labels, 18);
}

const tickText = (tick: number) => `${tick >= 10000 ? tick.toExponential(0) : Number(tick.toPrecision(3))}×`;

/** Each sample a dot. `at`: per cent. */
export function dotsCell(samples: readonly number[], at: (sample: number) => number, middle: number): Markup {
  const dots = samples.map((sample) => html`<circle class="dot" cx="${percent(at(sample))}" cy="${MIDDLE}" r="4"/>`);
  const line = html`<line class="unit" x1="${percent(at(middle))}" x2="${percent(at(middle))}" y1="4" y2="${ROW_HEIGHT - 4}"/>`;
  return picture([line, ...dots], ROW_HEIGHT);
}

/** A bar from the left, `share` of the whole. */
export function barCell(share: number): Markup {
  return picture(html`<rect class="bar" x="0" y="8" width="${percent(share * 100)}" height="12" rx="2"/>`, ROW_HEIGHT);
}

const LINE_HEIGHT = 56;

/** A line through `values`, oldest first, with an upright line before each of `bends` (indices). */
export function lineCell(values: readonly number[], bends: readonly number[]): Markup {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(high - low, 0.02 * Math.abs(high), 1e-9);
  const x = (index: number) => 2 + (index / Math.max(1, values.length - 1)) * 96;
  const y = (value: number) => LINE_HEIGHT - 8 - ((value - low) / room) * (LINE_HEIGHT - 16);
  const points = values.map((value, index) => `${x(index).toFixed(2)},${y(value).toFixed(2)}`).join(' ');
  const marks = bends.map((bend) => percent(x(bend - 0.5)));
  const last = values.at(-1);
  return picture(
    [
      ...marks.map((at) => html`<line class="bend" x1="${at}" x2="${at}" y1="0" y2="${LINE_HEIGHT}"/>`),
      html`<svg width="100%" height="${LINE_HEIGHT}" viewBox="0 0 100 ${LINE_HEIGHT}" preserveAspectRatio="none"><polyline class="line" points="${points}"/></svg>`,
      last === undefined ? html`` : html`<circle class="mark better" cx="98%" cy="${y(last).toFixed(2)}" r="3.5"/>`,
    ],
    LINE_HEIGHT,
  );
}
