/**
 * Bytes of a Message → Trace. Reads shapes only; what the numbers must mean together is validate.ts's question.
 */

import { Encoding } from 'flatbuffers';
import * as wire from '#wire';
import { CheckedBuffer } from './checked-buffer.ts';
import { TraceFormatError } from './format-error.ts';
import { CONST_KINDS, ENTRY_KINDS, PARALLEL_MODES, VALUE_KINDS } from './kinds.ts';
import type { CodeObject, Const, EntrySlot, NamedObject, Observation, Trace } from './trace.ts';

/** CPython's own limit on nesting of constants (the compiler's) is below this. */
const MAX_CONST_DEPTH = 64;

// not the library's decoder: that one drops a leading byte order mark
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

type HasText = (encoding: Encoding) => string | Uint8Array | null;

function text(read: HasText): string {
  const bytes = read(Encoding.UTF8_BYTES);
  if (bytes === null) return '';
  return typeof bytes === 'string' ? bytes : utf8.decode(bytes);
}

/** The items of a vector, in order. */
function list<W, T>(length: number, item: (index: number) => W | null, of: (value: W, index: number) => T): T[] {
  return Array.from({ length }, (_, index) => {
    const value = item(index);
    if (value === null) throw new TraceFormatError('buffer', `vector without item ${index}`);
    return of(value, index);
  });
}

const numbers = (length: number, item: (index: number) => number | null) => list(length, item, (value) => value);

function texts(length: number, item: (index: number, encoding: Encoding) => string | Uint8Array | null): string[] {
  return Array.from({ length }, (_, index) => text((encoding) => item(index, encoding)));
}

/** A copy: the document outlives the frame it came in. Reading the length first has the vector checked. */
const bytes = (length: number, read: () => Uint8Array | null) =>
  length === 0 ? new Uint8Array() : (read()?.slice() ?? new Uint8Array());

function kindOf<K extends string>(table: readonly K[], number: number, field: string): K {
  const kind = table[number];
  if (kind === undefined) throw new TraceFormatError(field, `kind ${number} is not in 0..${table.length - 1}`);
  return kind;
}

function decodeConst(from: wire.Const, field: string, depth: number): Const {
  if (depth > MAX_CONST_DEPTH) throw new TraceFormatError(field, `nested deeper than ${MAX_CONST_DEPTH}`);
  const kind = kindOf(CONST_KINDS, from.kind(), `${field}.kind`);
  switch (kind) {
    case 'None':
    case 'Ellipsis':
      return { kind };
    case 'Bool':
      return { kind, value: from.int() !== 0n };
    case 'Int':
      return { kind, value: from.int() };
    case 'BigInt':
      return { kind, text: text((e) => from.text(e)) };
    case 'Float':
      return { kind, value: from.float() };
    case 'Str':
      return { kind, text: text((e) => from.text(e)) };
    case 'Tuple': {
      const item = (value: wire.Const, i: number) => decodeConst(value, `${field}.items[${i}]`, depth + 1);
      return { kind, items: list(from.itemsLength(), (i) => from.items(i), item) };
    }
    case 'Code':
      return { kind, code: from.code() };
    case 'Other':
      return { kind, type: text((e) => from.text(e)) };
  }
}

function decodeObservation(from: wire.Observation): Observation {
  return {
    unit: from.unit(),
    count: from.count(),
    operands: numbers(from.operandsLength(), (i) => from.operands(i)),
    elements: numbers(from.elementsLength(), (i) => from.elements(i)),
    result: from.result(),
    object: from.object(),
    scope: from.scope(),
  };
}

function decodeCode(from: wire.CodeObject, index: number): CodeObject {
  const field = `codes[${index}]`;
  return {
    name: text((e) => from.name(e)),
    qualname: text((e) => from.qualname(e)),
    filename: text((e) => from.filename(e)),
    firstLine: from.firstLine(),
    flags: from.flags(),
    argCount: from.argCount(),
    posonlyCount: from.posonlyCount(),
    kwonlyCount: from.kwonlyCount(),
    stackSize: from.stackSize(),
    code: bytes(from.codeLength(), () => from.codeArray()),
    consts: list(
      from.constsLength(),
      (i) => from.consts(i),
      (value, i) => decodeConst(value, `${field}.consts[${i}]`, 0),
    ),
    names: texts(from.namesLength(), (i, e) => from.names(i, e)),
    localNames: texts(from.localNamesLength(), (i, e) => from.localNames(i, e)),
    localKinds: bytes(from.localKindsLength(), () => from.localKindsArray()),
    exceptionTable: bytes(from.exceptionTableLength(), () => from.exceptionTableArray()),
    lineTable: bytes(from.lineTableLength(), () => from.lineTableArray()),
    hash: text((e) => from.hash(e)),
    observations: list(from.observationsLength(), (i) => from.observations(i), decodeObservation),
    parallel: kindOf(PARALLEL_MODES, from.parallel(), `${field}.parallel`),
    pranges: numbers(from.prangesLength(), (i) => from.pranges(i)),
  };
}

function decodeObject(from: wire.NamedObject, index: number): NamedObject {
  return {
    kind: kindOf(VALUE_KINDS, from.kind(), `objects[${index}].kind`),
    name: text((e) => from.name(e)),
    module: text((e) => from.module(e)),
    code: from.code(),
    namespace: from.namespace(),
    defaults: numbers(from.defaultsLength(), (i) => from.defaults(i)),
    closure: numbers(from.closureLength(), (i) => from.closure(i)),
    self: kindOf(VALUE_KINDS, from.self(), `objects[${index}].self`),
  };
}

function decodeSlot(from: wire.EntrySlot, index: number): EntrySlot {
  return {
    kind: kindOf(VALUE_KINDS, from.kind(), `slots[${index}].kind`),
    elements: from.elements(),
    step: from.step(),
  };
}

function decodeBody(from: wire.Trace): Trace {
  return {
    version: from.version(),
    requestId: from.requestId(),
    entry: kindOf(ENTRY_KINDS, from.entry(), 'entry'),
    code: from.code(),
    unit: from.unit(),
    slots: list(from.slotsLength(), (i) => from.slots(i), decodeSlot),
    codes: list(from.codesLength(), (i) => from.codes(i), decodeCode),
    objects: list(from.objectsLength(), (i) => from.objects(i), decodeObject),
    namespaces: texts(from.namespacesLength(), (i, e) => from.namespaces(i, e)),
    python: text((e) => from.python(e)),
    hexversion: from.hexversion(),
    level: from.level(),
    texts: from.texts() ?? '',
  };
}

/** Opens a message; the answer's accessors check every read. @throws TraceFormatError */
export function openMessage(message: Uint8Array): wire.Message {
  if (message.length < 8) throw new TraceFormatError('buffer', `${message.length} bytes are no message`);
  return wire.Message.getRootAsMessage(new CheckedBuffer(message));
}

/** The Trace in a message, shapes only. @throws TraceFormatError */
export function decodeTraceMessage(message: Uint8Array): Trace {
  const root = openMessage(message);
  if (root.bodyType() !== wire.Body.Trace) throw new TraceFormatError('body', `type ${root.bodyType()} is not a Trace`);
  const body: wire.Trace | null = root.body(new wire.Trace());
  if (body === null) throw new TraceFormatError('body', 'is empty');
  return decodeBody(body);
}
