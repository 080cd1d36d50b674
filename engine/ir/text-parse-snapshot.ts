/** Reads the snapshot lines of the text form of a region. */
import type { BindingId } from '../base/ids.ts';
import { VIRTUAL_KINDS } from '../deopt/sources.ts';
import type { FrameImage, Snapshot, Source, Value } from './region.ts';
import type { Line } from './text-tokens.ts';

type Use = (line: Line) => Value;

const PLAIN = ['Keep', 'Null', 'None', 'True', 'False'] as const;

/** Takes the line if it belongs to a snapshot (the last of `snapshots`, or a new one); false: not such a line. */
export function parseSnapshotLine(line: Line, snapshots: Snapshot[], use: Use): boolean {
  const word = line.peek();
  if (word === 'snapshot') {
    if (line.field('snapshot') !== snapshots.length) line.fail(`expected snapshot ${snapshots.length}`);
    snapshots.push({ frames: [], virtuals: [], names: [] });
    return true;
  }
  const snapshot = snapshots.at(-1);
  if (snapshot === undefined) return false;
  switch (word) {
    case 'frame':
      snapshot.frames.push(parseFrame(line));
      return true;
    case 'locals':
    case 'stack': {
      const frame = snapshot.frames.at(-1) ?? line.fail('expected a frame');
      line.take();
      frame[word].push(...parseSources(line, use));
      return true;
    }
    case 'virtual':
      parseVirtual(line, snapshot, use);
      return true;
    case 'name':
      parseName(line, snapshot, use);
      return true;
    default:
      return false;
  }
}

function parseFrame(line: Line): FrameImage {
  line.expect('frame');
  const code = line.field('code');
  const unit = line.field('unit');
  const fn = line.skip('function') ? (line.numbered('b') as BindingId) : null;
  return { function: fn, code, unit, waiting: line.skip('waiting'), locals: [], stack: [] };
}

function parseVirtual(line: Line, snapshot: Snapshot, use: Use): void {
  if (line.field('virtual') !== snapshot.virtuals.length) line.fail(`expected virtual ${snapshot.virtuals.length}`);
  const name = line.take('a kind of virtual');
  const kind = VIRTUAL_KINDS.find((known) => known === name) ?? line.fail(`no virtual ${name}`);
  line.expect('(');
  const parts = parseSources(line, use);
  line.expect(')');
  line.expect('into');
  snapshot.virtuals.push({ kind, parts, target: parseSource(line, use) });
}

function parseName(line: Line, snapshot: Snapshot, use: Use): void {
  line.expect('name');
  const dict = line.numbered('b') as BindingId;
  const name = line.numbered('b') as BindingId;
  line.expect('=');
  snapshot.names.push({ dict, name, value: parseSource(line, use) });
}

function parseSources(line: Line, use: Use): Source[] {
  const sources: Source[] = [];
  if (line.done || line.peek() === ')') return sources;
  do sources.push(parseSource(line, use));
  while (line.skip(','));
  return sources;
}

function parseSource(line: Line, use: Use): Source {
  if (line.skip('%')) return { kind: 'Virtual', virtual: line.integer('a virtual') };
  const token = line.peek() ?? line.fail('expected a source');
  const plain = PLAIN.find((known) => known === token);
  if (plain !== undefined) {
    line.take();
    return { kind: plain };
  }
  if (token.startsWith('b')) return { kind: 'Binding', binding: line.numbered('b') as BindingId };
  if (token.startsWith('s')) return { kind: 'Slot', slot: line.numbered('s') };
  const first = use(line);
  return line.skip('|') ? { kind: 'OwnerOr', value: use(line), owner: first } : { kind: 'Value', value: first };
}
