import assert from 'node:assert/strict';
import { type Configuration, INTERPRETER } from '../../oracle/configurations.ts';
import type { Observer, Program } from '../../oracle/examine.ts';
import type { Exit, Observation } from '../../oracle/observation.ts';
import { type Engines, hunt } from './hunt.ts';
import { InterpretedPrograms } from './interpreted-programs.ts';

const NOTHING = { stderr: '', exception: [], state: [], effects: [], lifetime: [], counters: null };

function seen(value: string, stdout = '', exit: Exit = { kind: 'code', code: 0 }): Observation {
  return { ...NOTHING, stdout, exit, result: [['RESULTS[0]', value]] };
}

const RIGHT = seen('int 1');
const WRONG = seen('int 2');

/** What each program leaves behind is asked of `answer` by number, in the order of the first questions. */
class Counted implements Observer {
  readonly names: string[] = [];
  readonly #answer: (number: number) => Observation;

  constructor(answer: (number: number) => Observation) {
    this.#answer = answer;
  }

  async observe(_: Configuration, { name }: Program): Promise<Observation> {
    if (!this.names.includes(name)) this.names.push(name);
    return this.#answer(this.names.indexOf(name) + 1);
  }
}

const MUTANT = {
  name: 'add-wraps',
  policy: 'int-boundary',
  expected: { channels: ['result'], kind: /^int value$/ },
} as const;

const always = (observation: Observation) => new Counted(() => observation);
const from = (number: number, observation: Observation) => new Counted((n) => (n >= number ? observation : RIGHT));

function engines(change: Partial<Engines> & { warm?: Observer; fresh?: Observer }): Engines {
  const { warm = from(3, WRONG), fresh = always(WRONG), ...rest } = change;
  return { interpreter: always(RIGHT), right: always(RIGHT), mutated: { warm, fresh }, ...rest };
}

function trial(change: Parameters<typeof engines>[0], runs = 8) {
  const these = engines(change);
  const programs = new InterpretedPrograms(1, these.interpreter);
  return hunt(MUTANT, { runs, shrinking: null }, programs, these, new AbortController().signal);
}

describe('the hunt for a mutant', () => {
  it('ends at the first expected divergence', async () => {
    const { kill, programs, unexpected } = await trial({});
    assert.equal(kill?.at, 3);
    assert.equal(kill.divergence.kind, 'int value');
    assert.match(kill.source, /def f\(/);
    assert.deepEqual([programs, unexpected], [3, {}]);
  });

  it('counts others and goes on', async () => {
    const warm = new Counted((n) => (n === 6 ? WRONG : n % 2 === 0 ? seen('float 0x1p+0') : RIGHT));
    const { kill, unexpected } = await trial({ warm });
    assert.equal(kill?.at, 6);
    assert.deepEqual(unexpected, { 'result: int -> float': 2 });
  });

  it('does not count what the right engine shows as well, and tells of it', async () => {
    const { kill, bugs } = await trial({ right: always(WRONG) });
    assert.equal(kill, null);
    assert.equal(bugs.length, 6);
    assert.match(bugs[0] ?? '', /^kill-1-.*: a result differs \(result: int value\)/);
  });

  it('does not count what a fresh process does not show', async () => {
    const { kill, unconfirmed } = await trial({ fresh: always(RIGHT) });
    assert.equal(kill, null);
    assert.equal(unconfirmed, 6);
  });

  it('leaves out programs that are too long', async () => {
    const limited = seen('int 1', '', { kind: 'limit', limit: 'cpu' });
    const { kill, programs } = await trial({ interpreter: always(limited) });
    assert.deepEqual([kill, programs], [null, 0]);
  });
});

describe('the programs of a kill campaign', () => {
  it('are interpreted once for all mutants, and half are of the own policy', async () => {
    const interpreter = always(RIGHT);
    const programs = new InterpretedPrograms(1, interpreter);
    const expected = { channels: ['result'], kind: /./ } as const;
    for (const policy of ['float', 'int-stable', 'float'] as const)
      for (let number = 1; number <= 6; number++) await programs.get({ policy, expected }, number);
    const of = (policy: string) => interpreter.names.filter((name) => name.startsWith(`kill-1-${policy}-`)).length;
    assert.deepEqual([of('any'), of('float'), of('int-stable'), interpreter.names.length], [3, 3, 3, 9]);
  });

  it('call main again where memory is asked about, and are other programs then', async () => {
    const programs = new InterpretedPrograms(1, always(RIGHT));
    const mutant = { policy: 'float', expected: { channels: ['lifetime'], kind: /./ } } as const;
    const { program } = await programs.get(mutant, 1);
    assert.ok((program.repeat ?? 0) > 0);
    assert.equal((await programs.get(MUTANT, 1)).program.repeat, undefined);
    assert.equal(INTERPRETER.knobs, null);
  });
});
