import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = 'build/js/engine/cli/main.js';
const SCRIPT = `import sys
def f(n):
    t = 0
    for i in range(n):
        t += i & 7
    return t
print(f(int(sys.argv[1])))
`;

function bench(...words: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'bench', ...words], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

interface Kept {
  readonly whole: readonly {
    readonly kernel: string;
    readonly arms: Readonly<Record<string, { readonly samplesMs: readonly number[] }>>;
    readonly rssKb: Readonly<Record<string, number>>;
    readonly wrong: readonly string[];
    readonly jit: { readonly entries: number; readonly requests: number; readonly compileMs: number } | null;
    readonly jitWarm: { readonly entries: number; readonly requests: number } | null;
  }[];
}

describe('tracejit bench (starts python)', function () {
  this.timeout(60_000);
  let folder: string;
  const inFolder = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-bench-spec-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('measures a script of the user each way, and shows it again from the file', () => {
    const script = inFolder('my.py', SCRIPT);
    const json = join(folder, 'my.json');
    const { code, out, err } = bench(script, '--quick', '--json', json, '--', '300000');
    assert.equal(code, 0, err);
    assert.match(out, /^whole process +cpython ms +tracejit ms +tracejit-warm ms/m);
    const [row] = (JSON.parse(readFileSync(json, 'utf8')) as Kept).whole;
    assert.equal(row?.kernel, script);
    assert.deepEqual(
      Object.entries(row.arms).map(([name, { samplesMs }]) => [name, samplesMs.length]),
      [
        ['cpython', 3],
        ['tracejit', 3],
        ['tracejit-warm', 3],
      ],
    );
    assert.deepEqual(row.wrong, []);
    assert.ok(Object.values(row.rssKb).every((kb) => kb > 5000 && kb < 500_000));
    assert.ok(row.jit && row.jit.entries > 0 && row.jit.compileMs > 0, 'nothing ran natively');
    assert.ok(row.jit.requests > 0 && row.jitWarm?.requests === 0 && row.jitWarm.entries > 0, 'the cache is not warm');
    const again = bench('--from', json, '--markdown', '-');
    assert.equal(again.code, 0);
    assert.match(again.out, /^\| kernel .* CPython\/warm cache \|$/m);
  });

  it('ends with 1 where the output differs, and with 3 where CPython itself fails', () => {
    const differing = bench(inFolder('differing.py', 'import os\nprint(os.getpid())\n'), '--quick');
    assert.equal(differing.code, 1, differing.err);
    assert.match(differing.out, /WRONG RESULT: cpython, tracejit, tracejit-warm/);
    const failing = bench(inFolder('failing.py', 'raise SystemExit(5)\n'), '--quick');
    assert.equal(failing.code, 3);
    assert.match(failing.err, /failing\.py: CPython ends with 5/);
  });

  it('refuses what it cannot do before it measures, exit code 2', () => {
    const refused = (why: RegExp, ...words: string[]) => {
      const { code, err } = bench(...words);
      assert.match(err, why);
      assert.equal(code, 2);
    };
    refused(/no kernel is called fibb; kernels: sum-range/, 'fibb');
    refused(/there is no file .*none\.py/, join(folder, 'none.py'));
    refused(/--json .*: there is no folder/, '--json', join(folder, 'none', 'x.json'));
    refused(/has not exactly one <!-- bench:start -->/, '--readme', inFolder('README.md', 'no markers\n'));
    const twice = '<!-- bench:start --><!-- bench:end -->\n'.repeat(2);
    refused(/has not exactly one <!-- bench:start -->/, '--readme', inFolder('README.md', twice));
    refused(/--json - and --markdown - would be mixed/, '--json', '-', '--markdown', '-');
    refused(/cannot be read/, '--from', tmpdir());
    refused(/--from measures nothing/, '--filter', 'fib', '--from', 'kept.json');
    refused(/is no JSON, or is cut off/, '--from', inFolder('cut.json', '{"schema":'));
    refused(/--shard 3\/2 is no share/, '--shard', '3/2');
    refused(/a script is measured as whole processes/, '--whole', inFolder('my.py', SCRIPT));
  });
});
