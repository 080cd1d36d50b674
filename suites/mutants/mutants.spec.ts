import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtFile } from '../../engine/base/build-folder.ts';
import { PIPELINE } from '../../engine/pipeline.ts';
import { suiteFile } from '../machine.ts';
import { JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { CHANNELS, type Channel } from '../oracle/divergence.ts';
import { type Outcome, runInterpreted, runNative } from '../oracle/run-both.ts';
import { isExpected } from './mutant.ts';
import { EngineFailed, type RunningEngine, startEngine } from './start.ts';
import { MUTANTS } from './table.ts';

const OBSERVE = suiteFile('mutants/observe.py');
const KNOBS = JIT_CONFIGURATIONS[0].knobs;

const program = (name: string): string => suiteFile('mutants/programs', `${name}.py`);

/** What was left behind, by channel: observe.py prints a line for each. */
function channels({ exit, stdout }: Outcome): Partial<Record<Channel, unknown>> {
  const lines = stdout.split('\n').map((line) => line.split(/ (.*)/));
  return { ...Object.fromEntries(lines), exit };
}

/** The channels in which two runs differ, in order; after another exit the rest says nothing. */
function differing(a: Outcome, b: Outcome): Channel[] {
  const [left, right] = [channels(a), channels(b)];
  if (left.exit !== right.exit) return ['exit'];
  return CHANNELS.filter((channel) => left[channel] !== right[channel]);
}

const namesIn = (folder: string): string[] =>
  readdirSync(suiteFile('mutants', folder))
    .map((file) => file.replace(/\.[a-z]+$/, ''))
    .toSorted();

describe('the table of mutants', () => {
  it('has a program for each mutant, and a body for each that is a primitive', () => {
    assert.deepEqual(namesIn('programs'), MUTANTS.map(({ name }) => name).toSorted());
    const primitives = MUTANTS.filter(({ site }) => site.kind === 'primitive').map(({ name }) => name);
    assert.deepEqual(namesIn('primitives'), primitives.toSorted());
  });

  it('names passes there are', () => {
    for (const { site } of MUTANTS)
      if (site.kind === 'pass')
        assert.ok(
          PIPELINE.some(({ name }) => name === site.pass),
          site.pass,
        );
  });

  it('is in no engine that is shipped', () => {
    for (const file of ['engine.cjs', 'engine-main.cjs'])
      assert.doesNotMatch(readFileSync(builtFile(file), 'utf8'), /mutant/i);
  });

  it('tells the expected divergence from others', () => {
    const expected = { channels: ['result', 'stdout'], kind: /^int value$/ } as const;
    assert.equal(isExpected(expected, { channel: 'result', kind: 'int value' }), true);
    assert.equal(isExpected(expected, { channel: 'state', kind: 'int value' }), false);
    assert.equal(isExpected(expected, { channel: 'result', kind: 'int -> float' }), false);
  });

  it('names what it has when asked for another one (starts node)', async () => {
    await assert.rejects(startEngine('no-such-mutant'), (error) => {
      assert.ok(error instanceof EngineFailed);
      assert.match(error.message, /no mutant no-such-mutant; there are add-wraps /);
      return true;
    });
  });
});

describe('each mutant (starts python and node)', function () {
  this.timeout(20_000);
  let right: RunningEngine;
  before(async () => {
    right = await startEngine(null);
  });
  after(() => right.stop());

  const native = (name: string, socket: string) =>
    runNative(OBSERVE, { args: [program(name)], knobs: { ...KNOBS, TRACEJIT_ENGINE: socket } });

  for (const { name, expected } of MUTANTS) {
    it(`${name} is seen, and nothing is without it`, async () => {
      const oracle = runInterpreted(OBSERVE, { args: [program(name)] });
      assert.equal(oracle.exit, 0, oracle.stderr);
      const without = native(name, right.socket);
      assert.deepEqual(differing(oracle, without.native), [], without.native.stdout + without.native.stderr);
      assert.ok(without.stats.entries > 0, JSON.stringify(without.stats));
      const wrong = await startEngine(name);
      try {
        const mutated = native(name, wrong.socket);
        const [channel] = differing(oracle, mutated.native);
        // observe.py tells channels apart, not kinds
        const isIt = channel !== undefined && isExpected(expected, { channel, kind: 'unknown' });
        assert.ok(isIt, `${channel}: ${mutated.native.stdout}`);
      } finally {
        await wrong.stop();
      }
    });
  }
});
