import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../../suites/machine.ts';
import { Browser, findBrowser, type View } from '../testing/browser.ts';
import { EVERYTHING, GATE } from '../testing/inputs.ts';
import { readTags } from '../testing/tags.ts';
import { LARGEST_PAGE, performancePage } from './page.ts';

const page = performancePage(EVERYTHING);
const PARTS = ['gate', 'steady', 'whole', 'parallel', 'history', 'spread', 'cost', 'startup', 'exits'];

describe('the performance page', () => {
  it('is well formed, and closes what it opens', () => {
    assert.equal(readTags(page).problem, null);
    assert.match(readTags(page.replace('</table>', '')).problem ?? '', /<\/div> closes <table>/);
  });

  it('is one file that loads nothing, runs nothing, and is no larger than it may be', () => {
    const { tags } = readTags(page);
    assert.ok(Buffer.byteLength(page) < LARGEST_PAGE, `${Buffer.byteLength(page)}`);
    const loading = tags.filter(
      ({ name, attributes }) =>
        ['script', 'img', 'link', 'iframe', 'object', 'use', 'image'].includes(name) ||
        'src' in attributes ||
        Object.keys(attributes).some((key) => key.startsWith('on')),
    );
    assert.deepEqual(loading, []);
    assert.doesNotMatch(page, /url\(|@import/);
    assert.match(page, /content="default-src &#39;none&#39;|content="default-src 'none'/);
  });

  it('has a part for everything it was given, each in its table, with a caption and heads', () => {
    const { tags } = readTags(page);
    assert.deepEqual(
      tags.filter(({ name }) => name === 'h2').map(({ attributes }) => attributes['id']),
      PARTS,
    );
    const tables = tags.filter(({ name }) => name === 'table').length;
    assert.ok(tables > 8);
    assert.equal(tags.filter(({ name }) => name === 'caption').length, tables);
    const heads = tags.filter(({ name }) => name === 'th');
    assert.deepEqual(
      heads.filter(({ attributes }) => !['row', 'col'].includes(attributes['scope'] ?? '')),
      [],
    );
    const drawn = tags.filter(({ name, attributes }) => name === 'svg' && attributes['class'] === 'plot');
    assert.ok(drawn.length > 40 && drawn.every(({ attributes }) => attributes['aria-hidden'] === 'true'));
  });

  it('leads from its list of parts to each of them', () => {
    const { tags } = readTags(page);
    const ids = tags.flatMap(({ attributes }) => attributes['id'] ?? []);
    const links = tags.flatMap(({ name, attributes }) => (name === 'a' ? [attributes['href']?.slice(1) ?? ''] : []));
    assert.deepEqual(
      links.filter((link) => !ids.includes(link)),
      [],
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('says in numbers what it draws', () => {
    assert.match(
      page,
      /<th scope="row">fib<\/th><td class="wide">2100<\/td><td class="wide">21\.00<\/td><td>100×<\/td>/,
    );
    const c = /tracejit against C<\/h3>[\s\S]*?<th scope="row">fib<\/th>(.*)/.exec(page)?.[1] ?? '';
    assert.match(c, /<td>0\.80×<\/td><td class="range">0\.79 to 0\.81<\/td>.*class="mark worse"/);
    assert.match(page, /SLOWER<\/span> exits\.Overflow 0 → 12/);
    assert.match(page, /ERROR<\/span> head: exit code 1/);
    assert.match(
      page,
      /<strong>fib<\/strong> got slower: time \+6\.2 % between <code>19abcde<\/code> and <code>20abcde/,
    );
    assert.match(page, /1 of 2 loops run on several threads/);
    assert.match(
      page,
      /spectral-norm\/kernel\.py:31<\/code><\/th>.*>Serial<\/span><\/td><td class="text">CarriedValue <span class="soft">total \(line 33\) is read from &lt;the/,
    );
    assert.match(
      page,
      /<td>2<\/td><td>1\.92×<\/td><td class="range wide">1\.86 to 2\.00<\/td><td class="wide">1\.94×<\/td>.*MET<\/span>.*class="mark better"/,
    );
    assert.match(page, /14 \(2 dropped\)/);
    assert.match(page, /an int outgrew 64 bits <span class="soft">\(Overflow\)/);
  });

  it('shows text as text', () => {
    assert.ok(!page.includes('<b>my.py') && page.includes('&lt;/script&gt;&lt;b&gt;my.py'));
  });

  it('leaves out what it was not given', () => {
    const { tags } = readTags(performancePage({ gate: GATE }));
    assert.deepEqual(
      tags.filter(({ name }) => name === 'h2').map(({ attributes }) => attributes['id']),
      ['gate'],
    );
  });
});

const VIEWS: readonly View[] = [
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
];

/** The least contrast of any text with the page behind it, as WCAG 2 counts it. */
const LEAST_CONTRAST = `(() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = light(getComputedStyle(document.body).backgroundColor);
  const texts = [...document.querySelectorAll('body *')].filter((element) => element.innerText?.trim());
  return Math.min(...texts.map((element) => {
    const front = light(getComputedStyle(element).color);
    return (Math.max(front, behind) + 0.05) / (Math.min(front, behind) + 0.05);
  }));
})()`;

/** Tables that have to be pushed to be read. */
const TOO_WIDE = `[...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.getAttribute('aria-label'))`;

const program = findBrowser();

describe(`the performance page in a browser (starts ${program ?? 'nothing: there is no chromium here'})`, function () {
  this.timeout(60_000);
  if (program === null) {
    it('was not looked at: apt-get install chromium', () => undefined);
    return;
  }
  let folder: string;
  let file: string;
  let browser: Browser;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-page-spec-'));
    file = join(folder, 'performance.html');
    writeFileSync(file, page);
    browser = new Browser(program);
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const view of VIEWS)
    it(`is drawn ${view.width} wide and ${view.scheme}: nothing is cut off, all of it can be read`, async () => {
      await browser.open(file, view);
      assert.deepEqual(browser.requests(), [await browser.value('location.href')]);
      assert.equal(await browser.value('document.documentElement.scrollWidth'), view.width);
      const wide = (await browser.value(TOO_WIDE)) as string[];
      assert.deepEqual(
        wide.filter((label) => /how many times faster|Time of head|Each loop/.test(label) || view.width > 1000),
        [],
      );
      const contrast = (await browser.value(LEAST_CONTRAST)) as number;
      assert.ok(contrast >= 4.5, `the least contrast is ${contrast.toFixed(2)}`);
      const picture = await browser.picture();
      assert.deepEqual([picture.toString('latin1', 1, 4), picture.readUInt32BE(16)], ['PNG', view.width]);
      assert.ok(picture.readUInt32BE(20) > 2000 && picture.length > 50_000, 'next to nothing was drawn');
      mkdirSync(projectFile('reports', 'site'), { recursive: true });
      writeFileSync(projectFile('reports', 'site', `performance-${view.width}-${view.scheme}.png`), picture);
    });

  it('is walked through by the keyboard in the order in which it is read', async () => {
    await browser.open(file, { width: 1280, scheme: 'light' });
    const seen: unknown[] = [];
    for (let k = 0; k < PARTS.length + 2; k++) {
      await browser.pressTab();
      seen.push(
        await browser.value(
          'document.activeElement.getAttribute("href") ?? document.activeElement.getAttribute("role")',
        ),
      );
    }
    assert.deepEqual(seen, ['#main', ...PARTS.map((part) => `#${part}`), 'region']);
  });
});
