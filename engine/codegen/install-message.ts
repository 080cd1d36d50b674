/** The Install message: what the extension needs besides the shared object, to enter it and to leave it. */
import { Builder, type Offset } from 'flatbuffers';
import * as wire from '#wire';
import { encodeNamedObject } from '../../traces/format/encode.ts';
import type { Trace } from '../../traces/format/trace.ts';
import { exitReasonNumber } from '../base/exit-reasons.ts';
import type { SnapshotId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import { parallelVerdictNumber } from '../base/parallel-verdicts.ts';
import { decode } from '../bytecode/decode.ts';
import { iteratedCall } from '../bytecode/iterated-call.ts';
import { BINDING_KINDS, type Binding } from '../deopt/bindings.ts';
import type { Exit, LoopVerdict, Region } from '../ir/region.ts';
import { withNames } from '../parallel/locals.ts';
import { spillLayout } from './exits.ts';
import { encodeSnapshot } from './wire-sources.ts';

/** Version of the message's meaning; the extension refuses another. */
export const INSTALL_VERSION = 1;
const ENTRY_KINDS = ['loop', 'function'] as const satisfies readonly Trace['entry'][];

/** What compiling told. */
export interface CompiledCode {
  readonly soPath: string;
  /** Milliseconds by stage. */
  readonly times: Readonly<Record<string, number>>;
  readonly irOps: number;
  readonly codeBytes: number;
  /** What the trace asked to be shown; '' for nothing. */
  readonly text: string;
}

/** The whole answer to `trace`, as a Message buffer without a frame's length. */
export function encodeInstall(trace: Trace, region: Region, compiled: CompiledCode): Uint8Array {
  const builder = new Builder(4096);
  const layouts = region.snapshots.map((_, id) => spillLayout(region, id as SnapshotId));
  const frames = region.snapshots.map((snapshot) => snapshot.frames.length - 1);
  const body = wire.Install.createInstall(
    builder,
    INSTALL_VERSION,
    trace.requestId,
    builder.createString(at(trace.codes, trace.code, 'code').hash),
    ENTRY_KINDS.indexOf(trace.entry),
    trace.unit,
    builder.createString(compiled.soPath),
    wire.Install.createBindingsVector(
      builder,
      region.bindings.map((binding) => encodeBinding(builder, binding)),
    ),
    wire.Install.createExitsVector(
      builder,
      region.exits.map((exit) => encodeExit(builder, exit)),
    ),
    wire.Install.createSnapshotsVector(
      builder,
      region.snapshots.map((_, id) => encodeSnapshot(builder, region, id as SnapshotId)),
    ),
    region.cells,
    Math.max(0, ...layouts.map((layout) => layout.length)),
    Math.max(0, ...frames),
    compiled.codeBytes,
    compiled.irOps,
    wire.Install.createTimesVector(builder, encodeTimes(builder, compiled.times)),
    wire.Install.createCodeNamesVector(
      builder,
      trace.codes.map((code) => builder.createString(code.qualname)),
    ),
    builder.createString(compiled.text),
    wire.Install.createVerdictsVector(
      builder,
      region.verdicts.map((verdict) => encodeVerdict(builder, trace, verdict)),
    ),
  );
  builder.finish(wire.Message.createMessage(builder, wire.Body.Install, body));
  return builder.asUint8Array();
}

function encodeExit(builder: Builder, exit: Exit): Offset {
  return wire.Exit.createExit(builder, exitReasonNumber(exit.reason), exit.snapshot, exit.code, exit.unit, exit.line);
}

function encodeTimes(builder: Builder, times: Readonly<Record<string, number>>): Offset[] {
  return Object.entries(times).map(([stage, ms]) =>
    wire.StageTime.createStageTime(builder, builder.createString(stage), ms),
  );
}

function encodeVerdict(builder: Builder, trace: Trace, of: LoopVerdict): Offset {
  const { hash, code } = at(trace.codes, of.code, 'code');
  return wire.LoopVerdict.createLoopVerdict(
    builder,
    of.code,
    of.unit,
    of.line,
    parallelVerdictNumber(of.verdict),
    of.prange,
    builder.createString(withNames(of.detail, nameIn(trace))),
    (of.prange ? iteratedCall(decode(code), of.unit) : null) ?? -1,
    builder.createString(hash),
  );
}

function nameIn({ codes }: Trace): (code: number, slot: number) => string {
  return (code, slot) => codes[code]?.localNames[slot] ?? 'a variable';
}

function encodeBinding(builder: Builder, binding: Binding): Offset {
  const name = builder.createString(binding.name);
  const expect = binding.expect === null ? 0 : encodeNamedObject(builder, binding.expect);
  const hash = builder.createString(binding.expectHash);
  const path = wire.Binding.createPathVector(builder, [...binding.path]);
  wire.Binding.startBinding(builder);
  wire.Binding.addKind(builder, BINDING_KINDS.indexOf(binding.kind));
  wire.Binding.addParent(builder, binding.parent);
  wire.Binding.addIndex(builder, binding.index);
  wire.Binding.addName(builder, name);
  if (expect !== 0) wire.Binding.addExpect(builder, expect);
  wire.Binding.addExpectHash(builder, hash);
  wire.Binding.addPath(builder, path);
  return wire.Binding.endBinding(builder);
}
