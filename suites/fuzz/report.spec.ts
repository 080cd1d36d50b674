import assert from 'node:assert/strict';
import { type CampaignState, type FuzzPlan, startCampaign } from './campaign.ts';
import type { Finding } from './finding.ts';
import { campaignAsJson, formatCampaign, outcomeOf } from './report.ts';
import { EMPTY_TALLY } from './tally.ts';

const PLAN: FuzzPlan = {
  seed: 7,
  first: 0,
  runs: 10,
  policy: null,
  allConfigurations: false,
  mostFindings: 1,
  timeMs: null,
  effort: { runs: 1, seconds: 1 },
};

const FINDING: Finding = {
  origin: { seed: 7, index: 3, onlyPolicy: null },
  configuration: 'threshold-2',
  divergence: {
    channel: 'result',
    kind: 'int -> float',
    where: 'RESULTS[0]',
    expected: 'int 1',
    actual: 'float 0x1p+0',
  },
  source: 'a = 1\n',
  native: true,
  original: 'a = 1\nb = 2\n',
  blame: { region: 2, passes: ['gvn'] },
};

const CLEAN: CampaignState = {
  ...startCampaign(PLAN),
  tally: { ...EMPTY_TALLY, programs: 10, entered: 9, sideExit: 5, runs: 20, exits: { TypeChanged: 4 } },
};

describe('the report of a campaign', () => {
  const outcomes: Record<string, [Partial<CampaignState>, string]> = {
    'all the same': [{}, 'clean'],
    'a divergence': [{ findings: [FINDING], unsteady: ['x'] }, 'diverged'],
    'a program that differs from itself': [{ unsteady: ['x'], unconfirmed: ['y'] }, 'faulty'],
    'a divergence that did not come again': [{ unconfirmed: ['y'] }, 'inconclusive'],
    'nothing native': [{ tally: { ...CLEAN.tally, entered: 0 } }, 'inconclusive'],
    'nothing run': [{ tally: EMPTY_TALLY }, 'inconclusive'],
  };
  for (const [what, [change, outcome]] of Object.entries(outcomes))
    it(`calls ${what} ${outcome}`, () => assert.equal(outcomeOf(PLAN, { ...CLEAN, ...change }), outcome));

  it('tells what was run, what differed, whose fault it is and how to see it again', () => {
    const text = formatCampaign(PLAN, { ...CLEAN, findings: [FINDING] });
    for (const part of [
      /^1 divergences in 10 programs, 20 runs under the JIT/,
      /entered native code: 90.0 %/,
      /exits: TypeChanged 4/,
      /python {3}int 1\n {2}tracejit float 0x1p\+0/,
      /blame: region 2; right without the pass gvn/,
      /again: tracejit fuzz --seed 7 --first 3 --runs 1 --all-configurations/,
      /\| a = 1/,
    ])
      assert.match(text, part);
  });

  it('says why it proves nothing', () => {
    const text = formatCampaign(PLAN, { ...CLEAN, tally: { ...CLEAN.tally, entered: 0 } });
    assert.match(text, /proves nothing: none of 10 programs entered native code/);
  });

  it('is versioned as JSON', () => {
    const report = campaignAsJson(PLAN, CLEAN) as Record<string, unknown>;
    assert.deepEqual([report.schemaVersion, report.outcome, report.complaints], [1, 'clean', []]);
  });
});
