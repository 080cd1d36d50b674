/**
 * The text form of a region: what dumps show (letter `i`) and what golden tests are written in. `text-parse.ts` reads it.
 *
 *     region "sum" cells 1
 *     b0 = Global {"name":"n"}
 *     loop code 0 unit 12 line 7 Asked prange
 *     verdict code 0 unit 12 line 7 Asked prange Dependence "iteration i reads a[i-1]"
 *     function 0 "entry" ()
 *     block 0 "f@12" ()
 *       v0: Obj = LoadSlot s2
 *       v1: I64 = UnboxI64 v0 !x0 @7
 *       jump 1(v1, v0)
 *     x0 = EntryGuard snapshot 0 code 0 unit 12 line 7 "i"
 *     snapshot 0
 *       frame code 0 unit 12
 *         locals Keep, v0|v1, %0
 *         stack s1
 *       virtual 0 RangeIter (v1, v1, v1) into Null
 *       name b0 b1 = v1
 *
 * `!x0`: exit. `@7`: line. Sources: `v0|v1` the owner v0, or else the boxed v1; `%0` a virtual; `b0` a binding; `s1` a
 * slot. Values are numbered in the order of their definitions in the text.
 */

import type {
  Block,
  Edge,
  Exit,
  FrameImage,
  Imm,
  IrFunction,
  LoopNote,
  Op,
  Region,
  Snapshot,
  Source,
  Terminator,
  Value,
} from './region.ts';
import { BINDING_DEFAULTS } from './text-tokens.ts';

type Names = (value: Value) => string;

export function printRegion(region: Region): string {
  const names = numbering(region);
  const lines = [`region ${JSON.stringify(region.name)} cells ${region.cells}`];
  region.bindings.forEach((binding, i) => {
    const kept = Object.entries(binding).filter(([key, value]) => !isDefault(key, value));
    lines.push(`b${i} = ${binding.kind} ${JSON.stringify(Object.fromEntries(kept))}`);
  });
  for (const note of region.loops) lines.push(`loop ${noteText(note)}`);
  for (const loop of region.verdicts)
    lines.push(`verdict ${noteText(loop)} ${loop.verdict} ${JSON.stringify(loop.detail)}`);
  for (const fn of region.functions) lines.push(...functionLines(region, fn, names));
  region.exits.forEach((exit, i) => lines.push(exitLine(exit, i)));
  region.snapshots.forEach((snapshot, i) => lines.push(...snapshotLines(snapshot, i, names)));
  return `${lines.join('\n')}\n`;
}

function noteText({ code, unit, line, mode, prange }: LoopNote): string {
  return `code ${code} unit ${unit} line ${line} ${mode}${prange ? ' prange' : ''}`;
}

/** Shortest text that reads back as the same float. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** Names by place in the text. A value that is defined nowhere (a broken region) shows as `v?` and its id. */
function numbering(region: Region): Names {
  const numbers = new Map<Value, number>();
  const define = (value: Value) => numbers.set(value, numbers.size);
  for (const fn of region.functions) {
    fn.params.forEach(define);
    for (const block of fn.blocks) {
      block.params.forEach(define);
      for (const op of block.ops) if (op.result !== null) define(op.result);
    }
  }
  return (value) => {
    const number = numbers.get(value);
    return number === undefined ? `v?${value.id}` : `v${number}`;
  };
}

function isDefault(key: string, value: unknown): boolean {
  return key === 'kind' || JSON.stringify(value) === JSON.stringify(BINDING_DEFAULTS[key]);
}

function functionLines(region: Region, fn: IrFunction, names: Names): string[] {
  const result = fn.result === null ? '' : ` -> ${fn.result}`;
  const lines = [`function ${fn.id} ${JSON.stringify(fn.name)} ${paramsText(fn.params, names)}${result}`];
  for (const block of fn.blocks) {
    lines.push(`block ${block.id} ${JSON.stringify(block.note)} ${paramsText(block.params, names)}`);
    lines.push(...opLines(region, block, names), `  ${endText(block.end, names)}`);
  }
  return lines;
}

function opLines(region: Region, block: Block, names: Names): string[] {
  return block.ops.map((op) => `  ${opText(op, names)}${bindingComment(region, op)}`);
}

function opText(op: Op, names: Names): string {
  const left = op.result === null ? '' : `${names(op.result)}: ${op.result.rep} = `;
  const operands = op.args.map(names);
  if (op.imm !== null) operands.push(immText(op.imm));
  const exit = op.exit === null ? '' : ` !x${op.exit}`;
  const line = op.line === 0 ? '' : ` @${op.line}`;
  return `${left}${op.op}${operands.length > 0 ? ' ' : ''}${operands.join(', ')}${exit}${line}`;
}

function bindingComment(region: Region, op: Op): string {
  const name = op.imm?.kind === 'binding' ? region.bindings[op.imm.value]?.name : undefined;
  return name === undefined || name === '' ? '' : ` # ${name}`;
}

function paramsText(params: readonly Value[], names: Names): string {
  return `(${params.map((param) => `${names(param)}: ${param.rep}`).join(', ')})`;
}

function immText(imm: Imm): string {
  switch (imm.kind) {
    case 'int':
    case 'bool':
      return String(imm.value);
    case 'float':
      return floatText(imm.value);
    case 'binding':
      return `b${imm.value}`;
    case 'slot':
      return `s${imm.value}`;
    case 'cell':
      return `c${imm.value}`;
    case 'function':
      return `f${imm.value}`;
  }
}

function edgeText(edge: Edge, names: Names): string {
  return `${edge.to}(${edge.args.map(names).join(', ')})`;
}

function endText(end: Terminator, names: Names): string {
  switch (end.kind) {
    case 'jump':
      return `jump ${edgeText(end.edge, names)}`;
    case 'branch': {
      const likely = end.likely === null ? '' : ` likely ${end.likely}`;
      return `branch ${names(end.cond)} ${edgeText(end.then, names)} ${edgeText(end.else, names)}${likely}`;
    }
    case 'exit':
      return `exit x${end.exit}`;
    case 'return':
      return `return ${names(end.value)}`;
  }
}

function exitLine(exit: Exit, i: number): string {
  const place = `code ${exit.code} unit ${exit.unit} line ${exit.line}`;
  return `x${i} = ${exit.reason} snapshot ${exit.snapshot} ${place} ${JSON.stringify(exit.detail)}`;
}

function snapshotLines(snapshot: Snapshot, i: number, names: Names): string[] {
  const list = (sources: readonly Source[]) => sources.map((source) => sourceText(source, names)).join(', ');
  const lines = [`snapshot ${i}`];
  for (const frame of snapshot.frames) lines.push(...frameLines(frame, list));
  snapshot.virtuals.forEach((virtual, k) => {
    const target = sourceText(virtual.target, names);
    lines.push(`  virtual ${k} ${virtual.kind} (${list(virtual.parts)}) into ${target}`);
  });
  for (const name of snapshot.names)
    lines.push(`  name b${name.dict} b${name.name} = ${sourceText(name.value, names)}`);
  return lines;
}

function frameLines(frame: FrameImage, list: (sources: readonly Source[]) => string): string[] {
  const fn = frame.function === null ? '' : ` function b${frame.function}`;
  const head = `  frame code ${frame.code} unit ${frame.unit}${fn}${frame.waiting ? ' waiting' : ''}`;
  return [head, `    locals ${list(frame.locals)}`.trimEnd(), `    stack ${list(frame.stack)}`.trimEnd()];
}

function sourceText(source: Source, names: Names): string {
  switch (source.kind) {
    case 'Binding':
      return `b${source.binding}`;
    case 'Value':
      return names(source.value);
    case 'OwnerOr':
      return `${names(source.owner)}|${names(source.value)}`;
    case 'Virtual':
      return `%${source.virtual}`;
    case 'Slot':
      return `s${source.slot}`;
    default:
      return source.kind;
  }
}
