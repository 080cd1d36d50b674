/**
 * A run's outcome as text: equal texts mean that Python could not tell the runs apart. Objects are numbered where they are
 * first met, so that identity shows; numbers that an exit boxed have none (the promise of DESIGN section 3: identity
 * is exact but for numbers the program computes).
 */

import { at } from '../base/invariant.ts';
import type { Region } from '../ir/region.ts';
import { floatText } from '../ir/text.ts';
import type { Outcome, World } from './machine.ts';
import type { PyObject, Slot } from './objects.ts';

/** The exit by what it says of itself, the frames, the names stored, and all that was reachable before. */
export function describeOutcome(region: Region, world: World, outcome: Outcome): string {
  const numbering = new Numbering(world);
  const exits = [...outcome.callees, outcome.exit].map((id) => {
    const { reason, code, unit, detail } = at(region.exits, id, 'exit');
    return `${reason} ${code}@${unit} ${detail}`;
  });
  const frames = outcome.frames.map((frame) => {
    const head = `frame ${frame.function ?? 'entered'} ${frame.code}@${frame.unit}${frame.waiting ? ' waiting' : ''}`;
    return `${head} locals ${numbering.list(frame.locals)} stack ${numbering.list(frame.stack)}`;
  });
  const names = outcome.names.map(({ dict, name, value }) => `name ${dict}.${name} = ${numbering.text(value)}`);
  const before = `heap ${numbering.list(world.slots)} ${numbering.list(world.bindings)}`;
  return [...exits, ...frames, ...names, before].join('\n');
}

class Numbering {
  readonly #numbers = new Map<PyObject, number>();
  /** Numbers that existed before: these have identity. */
  readonly #old = new Set<PyObject>();

  constructor(world: World) {
    for (const object of [...world.slots, ...world.bindings]) this.#markOld(object);
  }

  list(slots: readonly Slot[]): string {
    return `[${slots.map((slot) => this.text(slot)).join(', ')}]`;
  }

  text(object: Slot): string {
    if (object === null) return 'NULL';
    if ((object.kind === 'int' || object.kind === 'float') && !this.#old.has(object)) return contents(object, () => '');
    const known = this.#numbers.get(object);
    if (known !== undefined) return `#${known}`;
    const number = this.#numbers.size;
    this.#numbers.set(object, number);
    return `#${number}=${contents(object, (slot) => this.text(slot))}`;
  }

  #markOld(object: Slot): void {
    if (object === null || this.#old.has(object)) return;
    this.#old.add(object);
    for (const part of partsOf(object)) this.#markOld(part);
  }
}

function partsOf(object: PyObject): readonly Slot[] {
  switch (object.kind) {
    case 'list':
    case 'tuple':
      return object.items;
    case 'listIter':
    case 'tupleIter':
    case 'listReverseIter':
    case 'bufferIter':
      return [object.sequence];
    case 'enumerate':
      return [object.iterator];
    case 'zip':
      return object.iterators;
    case 'cell':
      return [object.contents];
    case 'dict':
      return [...object.entries.values()];
    default:
      return [];
  }
}

function contents(object: PyObject, text: (slot: Slot) => string): string {
  const parts = partsOf(object).map(text).join(', ');
  switch (object.kind) {
    case 'int':
    case 'bool':
      return String(object.value);
    case 'float':
      return floatText(object.value);
    case 'none':
      return 'None';
    case 'str':
      return JSON.stringify(object.value);
    case 'range':
      return `range(${object.start}, ${object.stop}, ${object.step})`;
    case 'rangeIter':
      return `rangeIter(${object.next}, ${object.remaining}, ${object.step})`;
    case 'listIter':
    case 'tupleIter':
    case 'listReverseIter':
    case 'bufferIter':
    case 'enumerate':
      return `${object.kind}(${parts}, ${object.index})`;
    case 'buffer':
      return `${object.container}${object.element}(${Buffer.from(object.memory.buffer).toString('hex')})`;
    case 'function':
    case 'other':
      return `${object.kind} ${object.name}`;
    default:
      return `${object.kind}(${parts})`;
  }
}
