import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeTrace, encodeTrace } from './codec.ts';
import { TraceFormatError } from './format-error.ts';
import { PARALLEL_MODES, VALUE_KINDS } from './kinds.ts';
import { type CodeObject, type Const, type NamedObject, type Observation, TRACE_VERSION, type Trace } from './trace.ts';

/** Plain objects, as the decoder makes them. */
function record<T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

const text = fc.string({ unit: 'binary', maxLength: 12 });
const mask = fc.nat(2 ** VALUE_KINDS.length - 1);
const valueKind = fc.constantFrom(...VALUE_KINDS);
const byteArray = fc.uint8Array({ maxLength: 20 });

function constants(codes: number): fc.Arbitrary<Const> {
  const { value } = fc.letrec<{ value: Const }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      record({ kind: fc.constantFrom('None' as const, 'Ellipsis' as const) }),
      record({ kind: fc.constant('Bool' as const), value: fc.boolean() }),
      record({ kind: fc.constant('Int' as const), value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) }),
      record({ kind: fc.constant('BigInt' as const), text: fc.bigInt().map(String) }),
      record({ kind: fc.constant('Float' as const), value: fc.double() }),
      record({ kind: fc.constant('Str' as const), text }),
      record({ kind: fc.constant('Other' as const), type: text }),
      record({ kind: fc.constant('Code' as const), code: fc.integer({ min: -1, max: codes - 1 }) }),
      record({ kind: fc.constant('Tuple' as const), items: fc.array(tie('value'), { maxLength: 4 }) }),
    ),
  }));
  return value;
}

function observations(units: number, objects: number): fc.Arbitrary<Observation[]> {
  const observation = fc.array(mask, { maxLength: 8 }).chain((operands) =>
    record({
      unit: fc.nat(units - 1),
      count: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
      operands: fc.constant(operands),
      elements: fc.array(mask, { maxLength: operands.length }),
      result: mask,
      object: fc.integer({ min: -2, max: objects - 1 }),
      scope: fc.nat(2),
    }),
  );
  return fc
    .uniqueArray(observation, { maxLength: 4, selector: (of) => of.unit })
    .map((all) => all.toSorted((a, b) => a.unit - b.unit));
}

function codeObjects(codes: number, objects: number): fc.Arbitrary<CodeObject> {
  return fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(4), fc.nat(3), fc.nat(1))
    .chain(([units, args, more, kwonly]) =>
      record({
        name: text,
        qualname: text,
        filename: text,
        firstLine: fc.nat(9999),
        flags: fc.nat(2 ** 32 - 1),
        argCount: fc.constant(args),
        posonlyCount: fc.nat(args),
        kwonlyCount: fc.constant(kwonly),
        stackSize: fc.nat(5),
        code: fc.uint8Array({ minLength: units * 2, maxLength: units * 2 }),
        consts: fc.array(constants(codes), { maxLength: 4 }),
        names: fc.array(text, { maxLength: 3 }),
        localNames: fc.array(text, { minLength: args + more + kwonly, maxLength: args + more + kwonly }),
        localKinds: fc.constant(new Uint8Array(args + more + kwonly).fill(0x20)),
        exceptionTable: byteArray,
        lineTable: byteArray,
        hash: fc.stringMatching(/^[0-9a-f]{1,16}$/),
        observations: observations(units, objects),
        parallel: fc.constantFrom(...PARALLEL_MODES),
        pranges: fc.uniqueArray(fc.nat(units - 1), { maxLength: 2 }).map((all) => all.toSorted((a, b) => a - b)),
      }),
    );
}

const namedObjects = (codes: number, namespaces: number): fc.Arbitrary<NamedObject> =>
  record({
    kind: valueKind,
    name: text,
    module: text,
    code: fc.integer({ min: -1, max: codes - 1 }),
    namespace: fc.integer({ min: -1, max: namespaces - 1 }),
    defaults: fc.array(mask, { maxLength: 3 }),
    closure: fc.array(mask, { maxLength: 3 }),
    self: valueKind,
  });

const slot = record({ kind: valueKind, elements: mask, step: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) });

const traces: fc.Arbitrary<Trace> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(3), fc.integer({ min: 1, max: 3 }))
  .chain(([codeCount, objectCount, namespaceCount]) =>
    fc.array(codeObjects(codeCount, objectCount), { minLength: codeCount, maxLength: codeCount }).chain((codes) =>
      fc.nat(codeCount - 1).chain((code) => {
        const least = codes[code]?.localNames.length ?? 0;
        return record({
          version: fc.constant(TRACE_VERSION),
          requestId: fc.nat(2 ** 32 - 1),
          entry: fc.constantFrom('loop' as const, 'function' as const),
          code: fc.constant(code),
          unit: fc.nat((codes[code]?.code.length ?? 2) / 2 - 1),
          slots: fc.array(slot, { minLength: least, maxLength: least + (codes[code]?.stackSize ?? 0) }),
          codes: fc.constant(codes),
          objects: fc.array(namedObjects(codeCount, namespaceCount), {
            minLength: objectCount,
            maxLength: objectCount,
          }),
          namespaces: fc.array(text, { minLength: namespaceCount, maxLength: namespaceCount }),
          python: text,
          hexversion: fc.nat(2 ** 32 - 1),
          level: fc.nat(3),
          texts: fc.constantFrom('', 'lm'),
        });
      }),
    ),
  );

/** The smallest trace that holds together. */
function tiny(): Trace {
  const code: CodeObject = {
    name: 'f',
    qualname: 'f',
    filename: 'f.py',
    firstLine: 1,
    flags: 3,
    argCount: 1,
    posonlyCount: 0,
    kwonlyCount: 0,
    stackSize: 2,
    code: Uint8Array.of(149, 0, 85, 0),
    consts: [{ kind: 'None' }],
    names: [],
    localNames: ['x'],
    localKinds: Uint8Array.of(0x20),
    exceptionTable: new Uint8Array(),
    lineTable: new Uint8Array(),
    hash: 'abc123',
    observations: [],
    parallel: 'Off',
    pranges: [],
  };
  return {
    version: TRACE_VERSION,
    requestId: 7,
    entry: 'loop',
    code: 0,
    unit: 1,
    slots: [{ kind: 'Int', elements: 0, step: 0n }],
    codes: [code],
    objects: [],
    namespaces: ['__main__'],
    python: '3.13.0',
    hexversion: 0x030d00f0,
    level: 2,
    texts: '',
  };
}

const tinyWith = (change: Partial<CodeObject>): Trace => {
  const trace = tiny();
  return { ...trace, codes: trace.codes.map((code) => ({ ...code, ...change })) };
};
const observed = (change: Partial<Observation>): Observation => ({
  unit: 0,
  count: 1,
  operands: [],
  elements: [],
  result: 0,
  object: -1,
  scope: 0,
  ...change,
});

function checkRefused(trace: Trace, message: RegExp): void {
  assert.throws(
    () => decodeTrace(encodeTrace(trace)),
    (error) => error instanceof TraceFormatError && message.test(error.message),
  );
}

/** A damaged message is read or refused with a sentence: nothing else may come out, and soon. */
function checkSurvives(message: Uint8Array): void {
  try {
    decodeTrace(message);
  } catch (error) {
    assert.ok(error instanceof TraceFormatError, `not a TraceFormatError: ${String(error)}`);
  }
}

describe('trace codec', () => {
  it('gives back every field of every trace', () => {
    fc.assert(
      fc.property(traces, (trace) => assert.deepStrictEqual(decodeTrace(encodeTrace(trace)), trace)),
      { numRuns: 100 },
    );
  });

  it('keeps -0.0, NaN, a leading byte order mark and the ends of 64 bits', () => {
    const consts: Const[] = [
      { kind: 'Float', value: -0 },
      { kind: 'Float', value: Number.NaN },
      { kind: 'Str', text: '\uFEFFx' },
      { kind: 'Int', value: -(2n ** 63n) },
      { kind: 'Int', value: 2n ** 63n - 1n },
    ];
    assert.deepStrictEqual(decodeTrace(encodeTrace(tinyWith({ consts }))).codes[0]?.consts, consts);
  });

  it('reads a message that lies inside a larger buffer, at any address', () => {
    const message = encodeTrace(tiny());
    for (let lead = 0; lead < 8; lead++) {
      const around = new Uint8Array(lead + message.length + 5).fill(0xee);
      around.set(message, lead);
      assert.deepStrictEqual(decodeTrace(around.subarray(lead, lead + message.length)), tiny());
    }
  });

  it('refuses every shortened message with a sentence', () => {
    const message = encodeTrace(tiny());
    for (let length = 0; length < message.length; length++) checkSurvives(message.subarray(0, length));
  });

  it('survives flipped bytes', () => {
    const samples = fc.sample(traces, { numRuns: 20, seed: 1 }).map(encodeTrace);
    const damaged = fc.tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
    );
    fc.assert(
      fc.property(damaged, ([sample, flips]) => {
        const message = sample.slice();
        for (const [at, value] of flips) message[at % message.length] = value;
        checkSurvives(message);
      }),
      { numRuns: 2000 },
    );
  });

  it('survives bytes that were never a message', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), checkSurvives), { numRuns: 1000 });
  });
});

describe('trace validation names the field', () => {
  const cases: [string, Trace, RegExp][] = [
    ['another version', { ...tiny(), version: 9 }, /version: 9; this engine reads version 1/],
    ['no code entered', { ...tiny(), code: 1 }, /code: 1 is not an index into 1 items/],
    ['an entry outside the code', { ...tiny(), unit: 2 }, /unit: 2 is not an index/],
    ['fewer slots than locals', { ...tiny(), slots: [] }, /slots: 0 slots, the frame has 1 locals/],
    ['no namespace', { ...tiny(), namespaces: [] }, /namespaces: is empty/],
    [
      'half a code unit',
      tinyWith({ code: Uint8Array.of(1, 2, 3, 4, 5) }),
      /codes\[0\]\.code: 5 bytes are not whole code units/,
    ],
    ['locals without kinds', tinyWith({ localKinds: new Uint8Array() }), /codes\[0\]\.localKinds: 0 kinds for 1 names/],
    ['a hash that is none', tinyWith({ hash: 'no' }), /codes\[0\]\.hash: "no" is not a hex digest/],
    ['more arguments than slots', tinyWith({ argCount: 3 }), /codes\[0\]\.argCount: 3 \+ 0 arguments in 1 slots/],
    [
      'a code constant beyond the codes',
      tinyWith({ consts: [{ kind: 'Code', code: 4 }] }),
      /codes\[0\]\.consts\[0\]\.code: 4 is not an index/,
    ],
    [
      'a number that is none',
      tinyWith({ consts: [{ kind: 'BigInt', text: '1e5' }] }),
      /consts\[0\]\.text: "1e5" is not a decimal number/,
    ],
    [
      'an observation outside the code',
      tinyWith({ observations: [observed({ unit: 2 })] }),
      /observations\[0\]\.unit: 2 is not an index/,
    ],
    [
      'observations out of order',
      tinyWith({ observations: [observed({ unit: 1 }), observed({})] }),
      /observations\[1\]\.unit: 0 after 1/,
    ],
    [
      'kinds of what was never seen',
      tinyWith({ observations: [observed({ count: 0, operands: [8], elements: [0] })] }),
      /observations\[0\].count: kinds of operands/,
    ],
    [
      'a callee beyond the objects',
      tinyWith({ observations: [observed({ object: 0 })] }),
      /observations\[0\]\.object: 0 is not an index/,
    ],
    [
      'an unknown kind in a mask',
      tinyWith({ observations: [observed({ operands: [2 ** 31] })] }),
      /operands\[0\]: mask 2147483648 names kinds/,
    ],
    ['a mode that is none', tinyWith({ parallel: 'x' as 'Off' }), /codes\[0\]\.parallel: kind 255 is not in 0\.\.\d/],
    ['a call of prange outside the code', tinyWith({ pranges: [2] }), /codes\[0\]\.pranges\[0\]: 2 is not an index/],
    ['calls of prange out of order', tinyWith({ pranges: [1, 1] }), /pranges\[1\]: 1 after 1: not in ascending order/],
    ['an unknown scope', tinyWith({ observations: [observed({ scope: 3 })] }), /scope: 3 is not a scope/],
  ];
  for (const [title, trace, message] of cases) it(`refuses ${title}`, () => checkRefused(trace, message));
});
