/** Snapshots in the wire's terms: each source as {kind, a, b}, its spill words by the layout of exits.ts. */
import type { Builder, Offset } from 'flatbuffers';
import * as wire from '#wire';
import type { SnapshotId } from '../base/ids.ts';
import { at, invariant, unreachable } from '../base/invariant.ts';
import { SOURCE_KINDS, type SourceKind, VIRTUAL_KINDS } from '../deopt/sources.ts';
import type { FrameImage, NameStore, Region, Snapshot, Source, Value, Virtual } from '../ir/region.ts';
import { spillLayout } from './exits.ts';

/** A source as the extension reads it (deopt/sources.ts says what `a` and `b` are). */
export interface WireSource {
  readonly kind: SourceKind;
  readonly a: number;
  readonly b: number;
}

const BOX_OF = { I64: 'BoxI64', F64: 'BoxF64', I1: 'BoxI1', Obj: 'Obj' } as const;

export function wireSource(source: Source, layout: readonly Value[]): WireSource {
  const word = (value: Value): number => {
    const index = layout.findIndex((other) => other.id === value.id);
    invariant(index >= 0, `v${value.id} is in no spill word`);
    return index;
  };
  switch (source.kind) {
    case 'Keep':
    case 'Null':
    case 'None':
    case 'True':
    case 'False':
      return { kind: source.kind, a: 0, b: 0 };
    case 'Binding':
      return { kind: 'Binding', a: source.binding, b: 0 };
    case 'Virtual':
      return { kind: 'Virtual', a: source.virtual, b: 0 };
    case 'Slot':
      return { kind: 'Slot', a: source.slot, b: 0 };
    case 'Value':
      return { kind: BOX_OF[source.value.rep], a: word(source.value), b: 0 };
    case 'OwnerOr':
      return { kind: ownerKind(source.value), a: word(source.value), b: word(source.owner) };
    default:
      return unreachable(source, 'source');
  }
}

function ownerKind(value: Value): SourceKind {
  invariant(value.rep === 'I64' || value.rep === 'F64', `v${value.id}: only numbers have owners`);
  return value.rep === 'I64' ? 'OwnerOrI64' : 'OwnerOrF64';
}

/** The snapshot as a wire table. */
export function encodeSnapshot(builder: Builder, region: Region, id: SnapshotId): Offset {
  const layout = spillLayout(region, id);
  const snapshot: Snapshot = at(region.snapshots, id, 'snapshot');
  const frames = snapshot.frames.map((frame) => encodeFrame(builder, frame, layout));
  const virtuals = snapshot.virtuals.map((virtual) => encodeVirtual(builder, virtual, layout));
  const names = snapshot.names.map((name) => encodeName(builder, name, layout));
  return wire.Snapshot.createSnapshot(
    builder,
    wire.Snapshot.createFramesVector(builder, frames),
    wire.Snapshot.createVirtualsVector(builder, virtuals),
    wire.Snapshot.createNamesVector(builder, names),
    layout.length,
  );
}

/** Structs lie inside whatever holds them, so they are made on the spot. */
function addSource(builder: Builder, source: Source, layout: readonly Value[]): Offset {
  const { kind, a, b } = wireSource(source, layout);
  return wire.Source.createSource(builder, SOURCE_KINDS.indexOf(kind), a, b);
}

type StartVector = (builder: Builder, count: number) => void;

/** A vector of structs is written from its end. */
function encodeSources(
  builder: Builder,
  start: StartVector,
  sources: readonly Source[],
  layout: readonly Value[],
): Offset {
  start(builder, sources.length);
  for (const source of sources.toReversed()) addSource(builder, source, layout);
  return builder.endVector();
}

function encodeFrame(builder: Builder, frame: FrameImage, layout: readonly Value[]): Offset {
  const locals = encodeSources(builder, wire.Frame.startLocalsVector, frame.locals, layout);
  const stack = encodeSources(builder, wire.Frame.startStackVector, frame.stack, layout);
  return wire.Frame.createFrame(builder, frame.function ?? -1, frame.unit, frame.waiting, locals, stack);
}

function encodeVirtual(builder: Builder, virtual: Virtual, layout: readonly Value[]): Offset {
  const parts = encodeSources(builder, wire.Virtual.startPartsVector, virtual.parts, layout);
  wire.Virtual.startVirtual(builder);
  wire.Virtual.addKind(builder, VIRTUAL_KINDS.indexOf(virtual.kind));
  wire.Virtual.addParts(builder, parts);
  wire.Virtual.addTarget(builder, addSource(builder, virtual.target, layout));
  return wire.Virtual.endVirtual(builder);
}

function encodeName(builder: Builder, name: NameStore, layout: readonly Value[]): Offset {
  wire.NameStore.startNameStore(builder);
  wire.NameStore.addDict(builder, name.dict);
  wire.NameStore.addName(builder, name.name);
  wire.NameStore.addValue(builder, addSource(builder, name.value, layout));
  return wire.NameStore.endNameStore(builder);
}
