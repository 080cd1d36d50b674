import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type PythonModule, py, Session, UnsupportedValueError } from '../../native/node/index.ts';
import { suiteFile } from '../machine.ts';
import { describeValue } from './describe.ts';
import { pyValue } from './values.ts';

describe('values between JavaScript and Python', function () {
  this.timeout(20_000);
  const session = new Session();
  let subject: PythonModule;

  before(async () => {
    subject = await session.load(suiteFile('javascript', 'subject.py'));
  });
  after(() => session.close());

  function called(name: string, options: { exact?: boolean } = {}) {
    const found = subject[name];
    assert.ok(found);
    return found.with(options);
  }

  it('is to Python what it is here, and comes back as it was', async () => {
    let containers = 0;
    await fc.assert(
      fc.asyncProperty(pyValue, async (value) => {
        const expected = describeValue(value);
        if (expected.includes('(')) containers++;
        const answer = await called('described_echo', { exact: true })(value);
        assert.ok(Array.isArray(answer));
        assert.equal(answer[0], expected);
        assert.equal(describeValue(answer[1] ?? null), expected);
      }),
      { numRuns: 1000 },
    );
    assert.ok(containers > 100);
  });

  it('takes safe integers for ints and other numbers for floats', async () => {
    const described = await called('describe')([1, -0, 1.5, 2 ** 53, 2n ** 53n, py.float(1), Infinity, { a: 1 }]);
    const [one, minusZero, half, whole, big, forced, infinity, object] = String(described).slice(5, -1).split(', ');
    assert.deepEqual([one, big], ['int 0x1', 'int 0x20000000000000']);
    assert.deepEqual([minusZero, half], ['float 8000000000000000', 'float 3ff8000000000000']);
    assert.deepEqual([whole, forced], ['float 4340000000000000', 'float 3ff0000000000000']);
    assert.deepEqual([infinity, object], ['float 7ff0000000000000', 'dict(str 0061: int 0x1)']);
  });

  it('gives floats as numbers unless the type is asked for', async () => {
    const values = [py.float(1), py.float(-0), py.float(NaN), py.float(1e22), py.float(0.5)];
    const sent = [...values, 2n ** 53n, 3n];
    assert.deepEqual(await called('echo')(sent), [1, -0, NaN, 1e22, 0.5, 2n ** 53n, 3]);
    assert.deepEqual(await called('echo', { exact: true })(sent), [...values, 2n ** 53n, 3]);
  });

  it('keeps the order of keywords and of a dict', async () => {
    const keywords = { z: 1, a: [py.tuple()], m: null };
    const found = await called('shape').with({ keywords })('x');
    assert.deepEqual(found, py.tuple(py.tuple('x'), new Map(Object.entries(keywords))));
    assert.deepEqual([...((found as unknown[])[1] as Map<unknown, unknown>).keys()], ['z', 'a', 'm']);
  });

  it('takes views of buffers, and objects of other realms', async () => {
    const { runInNewContext } = await import('node:vm');
    const view = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    assert.deepEqual(await called('echo')(view), new Uint8Array([2, 3]));
    const foreign = runInNewContext('({ list: [1], map: new Map([[1, new Set([2])]]) })');
    assert.equal(
      await called('describe')(foreign),
      'dict(str 006c006900730074: list(int 0x1), str 006d00610070: dict(int 0x1: set(int 0x2)))',
    );
  });

  const shared = [1];
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  class Point {}
  const refused: readonly [string, unknown, string, RegExp][] = [
    ['undefined', { rows: [0, undefined] }, "args[0]['rows'][1]", /is undefined: give null/],
    ['a class’s instance', [new Point()], 'args[0][0]', /is a Point/],
    ['a promise', Promise.resolve(), 'args[0]', /await it first/],
    ['a function', () => 1, 'args[0]', /is a function/],
    ['a symbol', new Map([[Symbol('s'), 1]]), 'args[0]{key}', /is a symbol/],
    ['a date', new Set([new Date()]), 'args[0]{…}', /is a Date/],
    ['what stands twice', [shared, shared], 'args[0][1]', /twice/],
    ['what is in itself', cyclic, 'args[0][0]', /in itself/],
    ['what is too deep', nested(201), `args[0]${'[0]'.repeat(200)}`, /more than 200/],
    [
      'keys equal in Python',
      new Map<unknown, number>([
        [1, 1],
        [true, 2],
      ]),
      'args[0]{key}',
      /equals another key.*True/,
    ],
    ['elements equal in Python', [new Set([py.float(1), 1])], 'args[0][0]{…}', /equals another element.*: 1/],
    ['an unhashable key', new Map([[[1], 1]]), 'args[0]{key}', /cannot be a key of a dict: unhashable type: 'list'/],
    ['an unhashable element', new Set([py.tuple([1])]), 'args[0]{…}', /unhashable/],
  ];

  function nested(levels: number): unknown {
    return levels === 0 ? 0 : [nested(levels - 1)];
  }

  for (const [what, value, path, message] of refused) {
    it(`does not give Python ${what}`, async () => {
      await assert.rejects(called('echo')(value as null), (error) => {
        assert.ok(error instanceof UnsupportedValueError);
        assert.equal(error.path, path);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  for (const [name, path, message] of [
    ['complex', "result[1]['key']", /is a complex, which cannot cross to JavaScript/],
    ['bool subclass', 'result[0]', /is a signal\.Signals/],
    ['shared', 'result[1]', /is a list that stands in this value twice/],
    ['cyclic', 'result[0]', /in itself/],
    ['nan keys', 'result', /ask for \{ exact: true \}/],
    ['minus zero key', 'result', /-0\.0/],
    ['surrogates', 'result', /side by side/],
  ] as const) {
    it(`does not take from Python: ${name}`, async () => {
      await assert.rejects(called('unsupported')(name), (error) => {
        assert.ok(error instanceof UnsupportedValueError);
        assert.equal(error.path, path);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('takes as deep as it gives', async () => {
    assert.deepEqual(await called('deep')(200), nested(200));
    assert.equal(await called('describe')(nested(200) as null), `${'list('.repeat(200)}int 0x0${')'.repeat(200)}`);
    await assert.rejects(called('deep')(201), /more than 200 containers deep/);
  });

  it('has both in a Map where they differ by type only', async () => {
    const keys = await called('unsupported', { exact: true })('nan keys');
    assert.ok(keys instanceof Map && keys.size === 2);
    assert.equal(
      describeValue(await called('unsupported', { exact: true })('minus zero key')),
      describeValue(new Set([py.float(-0)])),
    );
  });
});
