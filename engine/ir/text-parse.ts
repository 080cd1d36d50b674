/** Reads the text form of a region (text.ts). Says what is wrong where; whether the region makes sense is the verifier's. */
import { EXIT_REASONS, type ExitReason } from '../base/exit-reasons.ts';
import type { BindingId, BlockId, CellId, ExitId, FunctionId, SnapshotId, ValueId } from '../base/ids.ts';
import { BINDING_KINDS, type Binding, type BindingKind } from '../deopt/bindings.ts';
import { OPS, type OpName, specOf } from './ops.ts';
import {
  type Block,
  type Edge,
  emptyRegion,
  type Imm,
  type IrFunction,
  type Op,
  type Region,
  type Terminator,
  type Value,
} from './region.ts';
import { REPS, type Rep } from './reps.ts';
import { parseLoopLine } from './text-parse-loops.ts';
import { parseSnapshotLine } from './text-parse-snapshot.ts';
import { BINDING_DEFAULTS, Line } from './text-tokens.ts';

/** A value of the text: used maybe before it is defined, so the rep comes later. */
interface OpenValue {
  readonly id: ValueId;
  rep: Rep | null;
  readonly line: Line;
}

/** The region under construction. */
interface State {
  readonly region: Region;
  readonly values: Map<number, OpenValue>;
}

export function parseRegion(text: string): Region {
  const region = emptyRegion('');
  const state: State = { region, values: new Map() };
  let named: Region | null = null;
  for (const [i, raw] of text.split('\n').entries()) {
    const line = bindingLine(raw, i + 1, region) ?? new Line(raw, i + 1);
    if (line.done) continue;
    if (named === null) named = parseHead(line, region);
    else parseLine(line, { ...state, region: named });
    line.end();
  }
  for (const value of state.values.values()) {
    if (value.rep === null) value.line.fail(`v${value.id} is not defined`);
  }
  if (named === null) return new Line('', 1).fail('no region');
  named.nextValue = Math.max(-1, ...state.values.keys()) + 1;
  return named;
}

function parseHead(line: Line, empty: Region): Region {
  line.expect('region');
  return { ...empty, name: line.string(), cells: line.field('cells') };
}

const BINDING_LINE = /^b(\d+) = (\w+) (\{.*\})\s*$/;

/** Binding lines hold JSON and are read whole; gives an empty line when `raw` was one. */
function bindingLine(raw: string, number: number, region: Region): Line | null {
  const match = BINDING_LINE.exec(raw);
  if (match === null) return null;
  const line = new Line('', number);
  const kind = match[2] as BindingKind;
  if (!BINDING_KINDS.includes(kind)) line.fail(`no binding kind ${kind}`);
  if (Number(match[1]) !== region.bindings.length) line.fail(`expected b${region.bindings.length}`);
  region.bindings.push({ kind, ...BINDING_DEFAULTS, ...JSON.parse(match[3] ?? '') } as Binding);
  return line;
}

function parseLine(line: Line, state: State): void {
  const { region } = state;
  const word = line.peek() ?? '';
  const use = (from: Line) => parseUse(from, state);
  if (parseSnapshotLine(line, region.snapshots, use) || parseLoopLine(line, region)) return;
  if (word === 'function') region.functions.push(parseFunction(line, state));
  else if (/^x\d+$/.test(word)) parseExit(line, region);
  else {
    const fn = region.functions.at(-1) ?? line.fail('expected a function');
    if (word === 'block') fn.blocks.push(parseBlock(line, fn, state));
    else parseBodyLine(line, fn.blocks.at(-1) ?? line.fail('expected a block'), state);
  }
}

function parseFunction(line: Line, state: State): IrFunction {
  const id = line.field('function') as FunctionId;
  if (id !== state.region.functions.length) line.fail(`expected function ${state.region.functions.length}`);
  const name = line.string();
  const params = parseParams(line, state);
  const result = line.skip('->') ? parseRep(line) : null;
  return { id, name, params, result, blocks: [] };
}

/** A block's `end` stays null until its last line is read. */
function parseBlock(line: Line, fn: IrFunction, state: State): Block {
  const id = line.field('block') as BlockId;
  if (id !== fn.blocks.length) line.fail(`expected block ${fn.blocks.length}`);
  const note = line.string();
  const end: Terminator = { kind: 'exit', exit: -1 as ExitId };
  return { id, params: parseParams(line, state), ops: [], end, note };
}

function parseExit(line: Line, region: Region): void {
  const id = line.numbered('x');
  if (id !== region.exits.length) line.fail(`expected x${region.exits.length}`);
  line.expect('=');
  const reason = line.take('a reason') as ExitReason;
  if (!EXIT_REASONS.some((row) => row.name === reason)) line.fail(`no exit reason ${reason}`);
  const snapshot = line.field('snapshot') as SnapshotId;
  const place = { code: line.field('code'), unit: line.field('unit'), line: line.field('line') };
  region.exits.push({ reason, snapshot, ...place, detail: line.string() });
}

function parseBodyLine(line: Line, block: Block, state: State): void {
  if (block.end.kind !== 'exit' || block.end.exit !== -1) line.fail('the block has ended');
  switch (line.peek()) {
    case 'jump':
    case 'branch':
    case 'exit':
    case 'return':
      block.end = parseEnd(line, state);
      return;
    default:
      block.ops.push(parseOp(line, state));
  }
}

function parseEnd(line: Line, state: State): Terminator {
  switch (line.take()) {
    case 'jump':
      return { kind: 'jump', edge: parseEdge(line, state) };
    case 'exit':
      return { kind: 'exit', exit: line.numbered('x') as ExitId };
    case 'return':
      return { kind: 'return', value: parseUse(line, state) };
    default: {
      const cond = parseUse(line, state);
      const [then, other] = [parseEdge(line, state), parseEdge(line, state)];
      return { kind: 'branch', cond, then, else: other, likely: parseLikely(line) };
    }
  }
}

function parseLikely(line: Line): 'then' | 'else' | null {
  if (!line.skip('likely')) return null;
  const side = line.take();
  return side === 'then' || side === 'else' ? side : line.fail(`likely ${side}`);
}

function parseEdge(line: Line, state: State): Edge {
  const to = line.integer('a block') as BlockId;
  const args: Value[] = [];
  line.expect('(');
  while (!line.skip(')')) {
    args.push(parseUse(line, state));
    if (line.peek() !== ')') line.expect(',');
  }
  return { to, args };
}

function parseOp(line: Line, state: State): Op {
  const result = line.peek(1) === ':' ? parseDefinition(line, state) : null;
  if (result !== null) line.expect('=');
  const name = line.take('an op') as OpName;
  if (!Object.hasOwn(OPS, name)) line.fail(`no op ${name}`);
  const args: Value[] = [];
  let imm: Imm | null = null;
  if (!line.done && line.peek() !== '!' && line.peek() !== '@') {
    do {
      if (/^v\d+$/.test(line.peek() ?? '')) args.push(parseUse(line, state));
      else imm = parseImm(line, name);
    } while (line.skip(','));
  }
  const exit = line.skip('!') ? (line.numbered('x') as ExitId) : null;
  return { op: name, args, imm, result, exit, line: line.skip('@') ? line.integer('a line') : 0 };
}

function parseImm(line: Line, name: OpName): Imm {
  const kind = specOf(name).imm;
  switch (kind) {
    case null:
      return line.fail(`${name} takes no immediate, found ${line.peek()}`);
    case 'int':
      return { kind, value: parseInt64(line) };
    case 'float':
      return { kind, value: parseFloat64(line) };
    case 'bool':
      return { kind, value: line.skip('true') || !(line.skip('false') || line.fail('expected true or false')) };
    case 'slot':
      return { kind, value: line.numbered('s') };
    case 'binding':
      return { kind, value: line.numbered('b') as BindingId };
    case 'cell':
      return { kind, value: line.numbered('c') as CellId };
    case 'function':
      return { kind, value: line.numbered('f') as FunctionId };
  }
}

function parseInt64(line: Line): bigint {
  const token = line.take('an integer');
  return /^-?\d+$/.test(token) ? BigInt(token) : line.fail(`expected an integer, found ${token}`);
}

const FLOAT_WORDS = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

function parseFloat64(line: Line): number {
  const token = line.take('a float');
  const word = FLOAT_WORDS.get(token);
  if (word !== undefined) return word;
  return /^-?\d/.test(token) && !Number.isNaN(Number(token))
    ? Number(token)
    : line.fail(`expected a float, found ${token}`);
}

function parseParams(line: Line, state: State): Value[] {
  const params: Value[] = [];
  line.expect('(');
  while (!line.skip(')')) {
    params.push(parseDefinition(line, state));
    if (line.peek() !== ')') line.expect(',');
  }
  return params;
}

function parseRep(line: Line): Rep {
  const rep = line.take('a rep');
  return REPS.find((known) => known === rep) ?? line.fail(`no rep ${rep}`);
}

function parseDefinition(line: Line, state: State): Value {
  const value = openValue(line, state);
  line.expect(':');
  if (value.rep !== null) line.fail(`v${value.id} is defined twice`);
  value.rep = parseRep(line);
  return value as Value;
}

function parseUse(line: Line, state: State): Value {
  return openValue(line, state) as Value;
}

/** One object per number: definition and uses share it, and `parseRegion` checks that each got its rep. */
function openValue(line: Line, state: State): OpenValue {
  const number = line.numbered('v');
  let value = state.values.get(number);
  if (value === undefined) {
    value = { id: number as ValueId, rep: null, line };
    Object.defineProperty(value, 'line', { enumerable: false });
    state.values.set(number, value);
  }
  return value;
}
