import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDocument } from '../../../suites/bench/testing/documents.ts';

const MAIN = 'build/js/engine/cli/main.js';

const PASSED = { title: 't', duration: 1, pass: true, fail: false };
const FAILED = { title: 'f', duration: 1, pass: false, fail: true, err: { message: 'no' } };
const mochawesome = (tests: readonly object[]) =>
  JSON.stringify({
    stats: {},
    results: [{ title: 's', file: 'f', tests, beforeHooks: [], afterHooks: [], suites: [] }],
  });

/** Status and body of a path that is sent as it is. */
function get(port: number, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('tracejit report (starts node)', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-report-spec-'));
    mkdirSync(join(folder, 'results'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const give = (name: string, text: string) => writeFileSync(join(folder, 'results', name), text);
  const words = (...more: string[]) => [MAIN, 'report', join(folder, 'results'), '-o', join(folder, 'out'), ...more];
  const report = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, words(), { encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  };

  it('gathers what there is in one folder, and says whether it is good', () => {
    give('tests.json', mochawesome([PASSED]));
    give('tests.html', '<p>the page of mochawesome</p>');
    give('bench.json', JSON.stringify(aDocument({ fib: 2 })));
    const { code, out, err } = report();
    assert.equal(code, 0, err);
    assert.match(out, /^1 passed, 0 failed\nreport: .*out\/index\.html\n$/);
    const names = [
      'comment.md',
      'ctrf.json',
      'index.html',
      'junit.xml',
      'performance.html',
      'speedup.svg',
      'summary.md',
    ];
    assert.deepEqual(readdirSync(join(folder, 'out')).toSorted(), [...names, 'tests.html']);
    const index = readFileSync(join(folder, 'out', 'index.html'), 'utf8');
    assert.deepEqual(
      [...index.matchAll(/href="([^"]+)"/g)].map(([, name]) => name).toSorted(),
      [...names, 'tests.html'].filter((name) => name !== 'index.html'),
    );
    give('more.json', mochawesome([FAILED]));
    assert.equal(report().code, 1);
  });

  it("shows where a gate's history bends", () => {
    const line = (k: number) => ({
      ...{ version: 1, at: '', commit: `c${k}`, kernel: 'fib', verdict: 'SAME', effect: null, counters: {} },
      overControl: (k < 20 ? -3 : -2.94) + 0.005 * Math.sin(k * 13),
      environment: { cpu: 'paper' },
    });
    give('gate.jsonl', Array.from({ length: 30 }, (_, k) => `${JSON.stringify(line(k))}\n`).join(''));
    assert.equal(report().code, 0);
    const page = readFileSync(join(folder, 'out', 'performance.html'), 'utf8');
    assert.match(
      page,
      /<strong>fib<\/strong> got slower: time \+[56]\.\d % between <code>c19<\/code> and <code>c20<\/code>/,
    );
  });

  it('ends with 3 where there is nothing, and with 2 for a file that is none of its own', () => {
    assert.equal(report().code, 3);
    give('package.json', '{"name":"x"}');
    const { code, err } = report();
    assert.equal(code, 2);
    assert.match(err, /package\.json is none of the files that a report is made of/);
    assert.ok(!readdirSync(folder).includes('out'));
  });

  it('--open serves the folder and nothing else, until it is told to end', async () => {
    give('tests.json', mochawesome([PASSED]));
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    const child: ChildProcess = spawn(process.execPath, words('--open'), { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    try {
      const port = await new Promise<number>((resolve, reject) => {
        let said = '';
        child.once('exit', () => reject(new Error(`it ended: ${said}`)));
        child.stdout?.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          const [, found] = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said) ?? [];
          if (found !== undefined) resolve(Number(found));
        });
      });
      assert.match((await get(port, '/')).body, /tracejit report: good/);
      assert.match((await get(port, '/junit.xml')).body, /^<\?xml/);
      for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/%2e%2e%2fsecret.txt', '/%zz', '/none.html'])
        assert.equal((await get(port, path)).status, 404, path);
    } finally {
      child.kill('SIGINT');
    }
    assert.equal(await ended, 0);
  });
});
