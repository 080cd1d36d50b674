import assert from 'node:assert/strict';
import { KERNELS } from '../kernels/all.ts';
import { chooseKernels, NothingToMeasure } from './choose.ts';
import { compare, meanOver } from './document.ts';
import { mergeDocuments, NoResult, parseDocument } from './kept-document.ts';
import { formatMarkdown, replaceBetweenMarkers } from './markdown.ts';
import { rawSamples } from './raw-samples.ts';
import { progressTeller } from './run.ts';
import { formatReport } from './table.ts';
import { aDocument } from './testing/documents.ts';

const text = (document: object) => JSON.stringify(document);

describe('a result of bench', () => {
  const document = aDocument({ fib: 2, sieve: 8 });

  it('has a ratio with an interval around it for each peer', () => {
    const [fib] = document.steady;
    assert.ok(fib);
    assert.deepEqual(Object.keys(fib.tracejitOver), ['cpython', 'pypy3', 'c']);
    const comparison = compare(fib.arms, { arm: 'tracejit', peer: 'pypy3' });
    assert.equal(fib.tracejitOver['pypy3'], comparison?.ratio);
    assert.deepEqual(fib.intervals['pypy3'], comparison?.interval);
    const { low, high } = fib.intervals['pypy3'] ?? { low: 1, high: 0 };
    assert.ok(low < 0.5 && 0.5 < high && low > 0.47 && high < 0.53, `${low} ${high}`);
    assert.equal(compare(fib.arms, { arm: 'tracejit', peer: 'numba' }), null);
  });

  it('has a geometric mean over the kernels that have the peer, with an interval of its own', () => {
    const mean = meanOver(document.steady, { arm: 'tracejit', peer: 'cpython' });
    assert.ok(Math.abs((mean?.ratio ?? 0) - 0.01) < 3e-4);
    assert.ok(mean?.interval && mean.interval.low < mean.ratio && mean.ratio < mean.interval.high);
    assert.equal(meanOver(document.steady, { arm: 'tracejit', peer: 'numba' }), null);
  });

  it('is the same after being written and read', () => {
    assert.deepEqual(parseDocument(text(document), 'x'), JSON.parse(text(document)));
    assert.equal(formatReport(parseDocument(text(document), 'x')), formatReport(document));
  });

  it('is refused with its place when it is cut off, of another schema, or lacks a part', () => {
    const refused = (content: string, why: RegExp) =>
      assert.throws(
        () => parseDocument(content, 'now.json'),
        (error) => error instanceof NoResult && why.test(error.message),
      );
    refused(text(document).slice(0, 300), /now\.json is no JSON, or is cut off/);
    refused('null', /now\.json is no result .*schema undefined/);
    refused(text({ ...document, version: 2 }), /version 2/);
    refused(text({ ...document, spread: undefined }), /lacks spread/);
  });

  it('of several shards is one; of several machines, or with a kernel twice, it is refused', () => {
    const other = aDocument({ matmul: 4 });
    const merged = mergeDocuments([document, other]);
    assert.deepEqual(merged, aDocument({ fib: 2, sieve: 8, matmul: 4 }));
    const elsewhere = aDocument({ matmul: 4 }, { environment: { ...document.environment, cpu: 'stone' } });
    assert.throws(
      () => mergeDocuments([document, elsewhere]),
      /two environments are not merged: cpu is paper and stone/,
    );
    assert.throws(() => mergeDocuments([document, aDocument({ fib: 1 })]), /fib \(steady\) stands in two/);
  });

  it('tells a terminal times, ratios, costs and spread, and names a wrong result', () => {
    const lines = formatReport(document);
    assert.match(lines, /^fib +200\.00 +2\.00 +4\.00 +1\.60 +0\.010 \[0\.010, 0\.010\]/m);
    assert.match(lines, /^geometric mean +0\.010/m);
    assert.match(lines, /^cost .*\nfib +2 +32 +2\.0 +12\.0 +10\.0$/m);
    assert.match(lines, /^fib +7 +2\.00 +1\.96 +2\.04 +\+4\.1 %$/m);
    assert.match(lines, /^ {2}entered +93\.0$/m);
    const wrong = { ...document, steady: document.steady.map((row) => ({ ...row, wrong: ['pypy3'] })) };
    assert.match(formatReport(wrong), /^fib .*WRONG RESULT: pypy3$/m);
  });

  it('as Markdown has a row for each kernel, aligned, and the start', () => {
    const markdown = formatMarkdown(document);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    assert.equal(rows.length, 2 * 5);
    assert.equal(new Set(rows.slice(0, 5).map(({ length }) => length)).size, 1);
    assert.match(markdown, /^\| fib +\| +200\.00 \| +2\.00 \| .* 100 × \[99, 101\] \| 2\.0 × \[2\.0, 2\.0\] \|/m);
    assert.match(markdown, /CPython\/warm cache/);
    assert.match(markdown, /first native entry, nothing cached, geometric mean: 93 ms/);
    assert.match(markdown, /at commit 0123456, 2 cores/);
  });

  it('replaces what stands between the markers of a README, and nothing else', () => {
    const readme = 'a\n<!-- bench:start -->\nold\n<!-- bench:end -->\nb\n';
    assert.equal(replaceBetweenMarkers(readme, 'new\n'), 'a\n<!-- bench:start -->\n\nnew\n\n<!-- bench:end -->\nb\n');
    assert.equal(replaceBetweenMarkers('no markers', 'new'), null);
    assert.equal(replaceBetweenMarkers(readme + readme, 'new'), null);
    assert.equal(replaceBetweenMarkers('<!-- bench:end --> <!-- bench:start -->', 'new'), null);
  });

  it('as raw samples is a line for each, after the environment', () => {
    const lines = rawSamples(document).trimEnd().split('\n');
    const [head, first] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(head?.['environment'], document.environment);
    assert.deepEqual(first, { measurement: 'steady', kernel: 'fib', arm: 'cpython', round: 0, ms: 200 });
    assert.equal(lines.length, 1 + 2 * (4 * 7 + 3 * 6 + 7));
  });
});

describe('the choice of kernels', () => {
  const all = { kernels: [], filter: '', shard: null };
  const names = (choice: object) => chooseKernels(KERNELS, { ...all, ...choice }).map(({ name }) => name);

  it('is by name, by part of a name, or everything', () => {
    assert.equal(names({}).length, KERNELS.length);
    assert.deepEqual(names({ kernels: ['sieve', 'fib'] }), ['fib', 'sieve']);
    assert.deepEqual(names({ filter: 'sum-' }), ['sum-range', 'sum-squares']);
    assert.throws(() => names({ kernels: ['fibb'] }), NothingToMeasure);
    assert.throws(() => names({ filter: 'quux' }), /no kernel is called like "quux"; kernels: sum-range/);
  });

  it('in shards has each once', () => {
    const shards = [1, 2, 3, 4, 5].map((index) => names({ shard: { index, count: 5 } }));
    assert.deepEqual(shards.flat().toSorted(), names({}).toSorted());
    assert.throws(() => names({ kernels: ['fib'], shard: { index: 2, count: 2 } }), /1 kernels do not fill 2 shards/);
  });

  it('is told with how long the rest will take', () => {
    const lines: string[] = [];
    let clock = 0;
    const tell = progressTeller(
      3,
      (line) => lines.push(line),
      () => clock,
    );
    for (const what of ['a', 'b', 'c']) {
      tell(what);
      clock += 2000;
    }
    assert.deepEqual(lines, ['a (1 of 3)', 'b (2 of 3, about 4 s left)', 'c (3 of 3, about 2 s left)']);
  });
});
