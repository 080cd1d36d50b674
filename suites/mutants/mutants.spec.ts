import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtFile } from '../../engine/base/build-folder.ts';
import { PIPELINE } from '../../engine/pipeline.ts';
import { suiteFile } from '../machine.ts';
import { firstDivergence } from '../oracle/compare.ts';
import { INTERPRETER, JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { fingerprint } from '../oracle/divergence.ts';
import { ForkServer, type Program } from '../oracle/fork-server.ts';
import { WorkerError } from '../oracle/worker-error.ts';
import { isExpected } from './mutant.ts';
import { withMutant } from './server-options.ts';
import { MUTANTS } from './table.ts';

const QUICK = JIT_CONFIGURATIONS[0];
/** Calls of `main` after the first, where a program has one. */
const REPEAT = 6;

function programFor(name: string): Program {
  const source = readFileSync(suiteFile('mutants/programs', `${name}.py`), 'utf8');
  return { name: `${name}.py`, source, ...(/^def main\(/m.test(source) ? { repeat: REPEAT } : {}) };
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

  it('expects nothing that any fault could cause', () => {
    for (const { name, expected } of MUTANTS)
      assert.equal(expected.kind.test('no kind that there is'), false, `${name}: ${expected.kind}`);
  });

  it('names what it has when asked for another one (starts node)', async () => {
    await assert.rejects(ForkServer.start(QUICK, withMutant('no-such-mutant')), (error) => {
      assert.ok(error instanceof WorkerError);
      assert.match(error.message, /no mutant no-such-mutant; there are add-wraps /);
      return true;
    });
  });
});

describe('each mutant (starts python and node)', function () {
  this.timeout(20_000);
  let interpreter: ForkServer;
  let right: ForkServer;
  before(async () => {
    interpreter = await ForkServer.start(INTERPRETER);
    right = await ForkServer.start(QUICK);
  });
  after(async () => {
    await interpreter.close();
    await right.close();
  });

  for (const { name, expected } of MUTANTS) {
    it(`${name} is seen, and nothing is without it`, async () => {
      const program = programFor(name);
      const oracle = await interpreter.observe(program);
      assert.deepEqual(oracle.exit, { kind: 'code', code: 0 }, oracle.stderr);
      const without = await right.observe(program);
      assert.equal(firstDivergence(oracle, without), undefined);
      assert.ok((without.counters?.entries ?? 0) > 0, JSON.stringify(without.counters));
      const wrong = await ForkServer.start(QUICK, withMutant(name));
      try {
        const divergence = firstDivergence(oracle, await wrong.observe(program));
        assert.ok(divergence, 'nothing differs');
        assert.ok(isExpected(expected, divergence), `${fingerprint(divergence)}: ${JSON.stringify(divergence)}`);
      } finally {
        await wrong.close();
      }
    });
  }
});
