import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from './finding.ts';
import { type FuzzOptions, runFuzz } from './run-fuzz.ts';
import { percent, type TallyData } from './tally.ts';

interface Report {
  readonly next: number;
  readonly tally: TallyData;
  readonly findings: readonly Finding[];
}

/** Of the text `int 7`. */
const intOf = (text = '') => BigInt(text.replace('int ', ''));

describe('a campaign (starts python and engines)', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-fuzz-spec-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const OPTIONS: FuzzOptions = {
    runs: 40,
    first: 0,
    seed: 5,
    policy: null,
    allConfigurations: false,
    timeMs: null,
    jobs: 2,
    mostFindings: 1,
    save: folder,
    stateFile: null,
    mutant: null,
    json: true,
    stop: new AbortController().signal,
    progress: () => undefined,
  };

  async function fuzz(options: Partial<FuzzOptions>): Promise<{ kind: string; report: Report }> {
    const { kind, text } = await runFuzz({ ...OPTIONS, ...options });
    return { kind, report: JSON.parse(text) as Report };
  }

  it('of the compiler as it is finds nothing, in programs that ran natively', async () => {
    const { kind, report } = await fuzz({});
    assert.deepEqual(report.findings, []);
    assert.equal(kind, 'clean');
    const { entered, programs } = report.tally;
    assert.ok(entered >= 0.75 * programs, `only ${percent(entered, programs)} entered native code`);
  });

  it('of a wrong compiler finds it, makes it small, says where, and keeps no case of it', async () => {
    const wrong = {
      mutant: 'add-wraps',
      policy: 'int-boundary',
      seed: 3,
      first: 40,
      effort: { runs: 400, seconds: 30 },
    };
    const { kind, report } = await fuzz(wrong);
    assert.equal(kind, 'diverged');
    const [finding] = report.findings;
    const off = intOf(finding?.divergence.expected) - intOf(finding?.divergence.actual);
    assert.ok(off !== 0n && off % 2n ** 64n === 0n, JSON.stringify(finding?.divergence));
    assert.ok((finding?.source.split('\n').length ?? 99) < 30);
    assert.ok((finding?.blame.region ?? 0) >= 1);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('goes on where it was, from its state file', async () => {
    const stateFile = join(folder, 'state.json');
    const one = await fuzz({ stateFile, runs: 4 });
    const two = await fuzz({ stateFile, runs: 8 });
    assert.deepEqual([one.report.next, two.report.next], [4, 8]);
    assert.equal(two.report.tally.programs, 8);
    assert.equal((await runFuzz({ ...OPTIONS, stateFile, seed: 6 })).kind, 'usage');
    rmSync(stateFile);
  });

  it('refuses a policy and a mutant that are none', async () => {
    assert.equal((await runFuzz({ ...OPTIONS, policy: 'no such' })).kind, 'usage');
    assert.equal((await runFuzz({ ...OPTIONS, mutant: 'no such' })).kind, 'usage');
  });
});
