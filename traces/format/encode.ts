/** Trace → bytes of a Message: what the recorder writes in C++, for tests, tools and traces made by hand. */

import { Builder, type Offset } from 'flatbuffers';
import * as wire from '#wire';
import { CONST_KINDS, ENTRY_KINDS, PARALLEL_MODES, VALUE_KINDS } from './kinds.ts';
import type { CodeObject, Const, EntrySlot, NamedObject, Observation, Trace } from './trace.ts';

function constFields(
  builder: Builder,
  value: Const,
): { int: bigint; float: number; text: Offset; items: Offset; code: number } {
  const fields = { int: 0n, float: 0, text: 0, items: 0, code: -1 };
  switch (value.kind) {
    case 'None':
    case 'Ellipsis':
      return fields;
    case 'Bool':
      return { ...fields, int: value.value ? 1n : 0n };
    case 'Int':
      return { ...fields, int: value.value };
    case 'Float':
      return { ...fields, float: value.value };
    case 'BigInt':
    case 'Str':
      return { ...fields, text: builder.createString(value.text) };
    case 'Other':
      return { ...fields, text: builder.createString(value.type) };
    case 'Code':
      return { ...fields, code: value.code };
    case 'Tuple':
      return {
        ...fields,
        items: wire.Const.createItemsVector(
          builder,
          value.items.map((item) => encodeConst(builder, item)),
        ),
      };
  }
}

function encodeConst(builder: Builder, value: Const): Offset {
  const { int, float, text, items, code } = constFields(builder, value);
  wire.Const.startConst(builder);
  wire.Const.addKind(builder, CONST_KINDS.indexOf(value.kind));
  wire.Const.addInt(builder, int);
  // the default 0.0 is left out by ==, which would lose the sign of -0.0
  if (Object.is(float, -0)) builder.forceDefaults(true);
  wire.Const.addFloat(builder, float);
  builder.forceDefaults(false);
  wire.Const.addText(builder, text);
  wire.Const.addItems(builder, items);
  wire.Const.addCode(builder, code);
  return wire.Const.endConst(builder);
}

function encodeObservation(builder: Builder, of: Observation): Offset {
  const operands = wire.Observation.createOperandsVector(builder, [...of.operands]);
  const elements = wire.Observation.createElementsVector(builder, [...of.elements]);
  return wire.Observation.createObservation(
    builder,
    of.unit,
    of.count,
    operands,
    elements,
    of.result,
    of.object,
    of.scope,
  );
}

const strings = (builder: Builder, items: readonly string[]) => items.map((item) => builder.createString(item));

function encodeCode(builder: Builder, code: CodeObject): Offset {
  return wire.CodeObject.createCodeObject(
    builder,
    builder.createString(code.name),
    builder.createString(code.qualname),
    builder.createString(code.filename),
    code.firstLine,
    code.flags,
    code.argCount,
    code.posonlyCount,
    code.kwonlyCount,
    code.stackSize,
    wire.CodeObject.createCodeVector(builder, code.code),
    wire.CodeObject.createConstsVector(
      builder,
      code.consts.map((value) => encodeConst(builder, value)),
    ),
    wire.CodeObject.createNamesVector(builder, strings(builder, code.names)),
    wire.CodeObject.createLocalNamesVector(builder, strings(builder, code.localNames)),
    wire.CodeObject.createLocalKindsVector(builder, code.localKinds),
    wire.CodeObject.createExceptionTableVector(builder, code.exceptionTable),
    wire.CodeObject.createLineTableVector(builder, code.lineTable),
    builder.createString(code.hash),
    wire.CodeObject.createObservationsVector(
      builder,
      code.observations.map((of) => encodeObservation(builder, of)),
    ),
    PARALLEL_MODES.indexOf(code.parallel),
    wire.CodeObject.createPrangesVector(builder, [...code.pranges]),
  );
}

/** Shared with the encoder of bindings (Install.bindings.expect). */
export function encodeNamedObject(builder: Builder, object: NamedObject): Offset {
  return wire.NamedObject.createNamedObject(
    builder,
    VALUE_KINDS.indexOf(object.kind),
    builder.createString(object.name),
    builder.createString(object.module),
    object.code,
    object.namespace,
    wire.NamedObject.createDefaultsVector(builder, [...object.defaults]),
    wire.NamedObject.createClosureVector(builder, [...object.closure]),
    VALUE_KINDS.indexOf(object.self),
  );
}

function encodeSlot(builder: Builder, slot: EntrySlot): Offset {
  return wire.EntrySlot.createEntrySlot(builder, VALUE_KINDS.indexOf(slot.kind), slot.elements, slot.step);
}

/** The trace as a Message buffer, without a frame's length. */
export function encodeTrace(trace: Trace): Uint8Array {
  const builder = new Builder(4096);
  const body = wire.Trace.createTrace(
    builder,
    trace.version,
    trace.requestId,
    ENTRY_KINDS.indexOf(trace.entry),
    trace.code,
    trace.unit,
    wire.Trace.createSlotsVector(
      builder,
      trace.slots.map((slot) => encodeSlot(builder, slot)),
    ),
    wire.Trace.createCodesVector(
      builder,
      trace.codes.map((code) => encodeCode(builder, code)),
    ),
    wire.Trace.createObjectsVector(
      builder,
      trace.objects.map((object) => encodeNamedObject(builder, object)),
    ),
    wire.Trace.createNamespacesVector(builder, strings(builder, trace.namespaces)),
    builder.createString(trace.python),
    trace.hexversion,
    trace.level,
    builder.createString(trace.texts),
  );
  builder.finish(wire.Message.createMessage(builder, wire.Body.Trace, body));
  return builder.asUint8Array().slice();
}
