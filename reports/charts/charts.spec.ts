import assert from 'node:assert/strict';
import { aDocument } from '../../suites/bench/testing/documents.ts';
import { readTags } from '../testing/tags.ts';
import { dotsCell, intervalCell, lineCell } from './cells.ts';
import { findFonts, NoFont } from './fonts.ts';
import { logAxis } from './log-axis.ts';
import { pngOf } from './png.ts';
import { speedupPicture, THEMES } from './speedup-picture.ts';

const attributesOf = (text: string, kind: string) =>
  readTags(text).tags.filter(({ attributes }) => (attributes['class'] ?? '').split(' ').includes(kind));
const number = (text: string | undefined) => Number.parseFloat(text ?? 'none');

describe('a logarithmic axis', () => {
  it('has equal ways for equal factors, room for everything and for 1, and round ticks', () => {
    const { at, ticks } = logAxis([2, 200]);
    assert.ok(Math.abs(at(20) - at(2) - (at(200) - at(20))) < 1e-9);
    assert.ok(at(1) >= 0 && at(1) < at(2) && at(200) <= 100 && at(200) > 90);
    assert.deepEqual(ticks, [1, 3, 10, 30, 100]);
    assert.deepEqual(logAxis([0.5, 5]).ticks, [0.5, 1, 2, 5]);
  });

  it('does not blow noise up, and bears what is no ratio', () => {
    const { at } = logAxis([0.999, 1.001]);
    assert.ok(at(1.001) - at(0.999) < 1);
    assert.ok(Number.isFinite(logAxis([Number.NaN, 0, Number.POSITIVE_INFINITY]).at(1)));
  });
});

describe('a picture in a cell', () => {
  const axis = logAxis([0.1, 10]);

  it('has its point inside its interval, on the axis', () => {
    const { text } = intervalCell({ ratio: 2, interval: { low: 1.5, high: 4 } }, axis, 'better');
    const [line] = attributesOf(text, 'interval');
    const [mark] = attributesOf(text, 'mark');
    const [x1, x, x2] = [line?.attributes['x1'], mark?.attributes['cx'], line?.attributes['x2']].map(number);
    assert.deepEqual(
      [x1, x, x2],
      [axis.at(1.5), axis.at(2), axis.at(4)].map((at) => Number(at.toFixed(2))),
    );
    const [unit] = attributesOf(text, 'unit');
    assert.equal(number(unit?.attributes['x1']), 50);
    assert.deepEqual(attributesOf(intervalCell({ ratio: 2, interval: null }, axis, 'even').text, 'interval'), []);
  });

  it('of a history goes from the oldest to the newest, up for faster, with a line before each bend', () => {
    const { text } = lineCell([1, 1, 3, 2], [2]);
    const [line] = attributesOf(text, 'line');
    const points = (line?.attributes['points'] ?? '').split(' ').map((point) => point.split(',').map(Number));
    assert.deepEqual(points, [
      [2, 48],
      [34, 48],
      [66, 8],
      [98, 28],
    ]);
    assert.deepEqual(
      attributesOf(text, 'bend').map(({ attributes }) => attributes['x1']),
      ['50.00%'],
    );
    assert.doesNotMatch(lineCell([5], []).text, /NaN/);
  });

  it('of a spread has a dot for each run', () => {
    const dots = attributesOf(dotsCell([1, 2, 3], (ms) => ms * 10, 2).text, 'dot');
    assert.deepEqual(
      dots.map(({ attributes }) => attributes['cx']),
      ['10.00%', '20.00%', '30.00%'],
    );
  });
});

describe('the picture for a README', () => {
  it('is well formed, says what it shows, and is no picture of nothing', () => {
    const text = speedupPicture(aDocument({ fib: 2, sieve: 8 })) ?? '';
    assert.equal(readTags(text).problem, null);
    assert.match(text, /<desc id="d">fib 100×; sieve 100×; geometric mean 100×<\/desc>/);
    assert.match(text, /prefers-color-scheme:dark/);
    assert.equal(attributesOf(text, 'bar').length, 3);
    assert.equal(speedupPicture({ ...aDocument({ fib: 2 }), steady: [] }), null);
  });
  it('has its colours in place where it is light or dark for good', () => {
    for (const [theme, { ink }] of Object.entries(THEMES)) {
      const text = speedupPicture(aDocument({ fib: 2 }), theme as keyof typeof THEMES) ?? '';
      assert.doesNotMatch(text, /var\(|@media|undefined/);
      assert.ok(text.includes(`fill:${ink}`));
    }
  });
});

const fonts = (() => {
  try {
    return findFonts();
  } catch (error) {
    if (error instanceof NoFont) return null;
    throw error;
  }
})();

describe('the picture in pixels', function () {
  this.timeout(20_000);
  it('says how to get the font where there is none', () => {
    assert.throws(() => findFonts(['/nonexistent']), /apt-get install fonts-dejavu-core/);
  });

  if (fonts === null) {
    it('was not drawn here: apt-get install fonts-dejavu-core', () => undefined);
    return;
  }

  it('is a PNG twice as large, with its text: without it there is much less to keep', async () => {
    const svg = speedupPicture(aDocument({ fib: 2, sieve: 8 }), 'light') ?? '';
    const picture = Buffer.from(await pngOf(svg, THEMES.light.page));
    assert.deepEqual([picture.toString('latin1', 1, 4), picture.readUInt32BE(16)], ['PNG', 1440]);
    const mute = Buffer.from(await pngOf(svg.replace(/<text[\s\S]*?<\/text>/g, ''), THEMES.light.page));
    assert.ok(picture.length > 3 * mute.length, `${picture.length} and ${mute.length}`);
  });
});
