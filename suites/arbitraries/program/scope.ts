/** What a tree is printed in: the names it may use, the loops around it, and what of both it has used. */
import { at } from '../../../engine/base/invariant.ts';
import { CLIPS } from './clips.ts';
import type { ClipName } from './policies.ts';
import { type NameSort, POOLS } from './terminals.ts';
import type { ContextHole, Row } from './tree.ts';

/** An accumulator that crosses an edge in the middle of the hot loop: `t += step` in each pass. */
export interface Walk {
  readonly edge: bigint;
  readonly step: bigint;
}

export interface Setting {
  readonly place: 'function' | 'module';
  /** The helper that is being printed; it may call those of lower rank. Above all helpers: f and the module. */
  readonly rank: number;
  /** What is printed may yield. */
  readonly generator: boolean;
  /** The function that is printed. */
  readonly self: string;
  readonly clip: ClipName;
  readonly walk: Walk | null;
  /** Names for floats may hold ints, which grow without end. */
  readonly intsForFloats: boolean;
  /** Most passes of all loops around one another, multiplied. */
  readonly budget: number;
}

/** Stands for what a function returns, until that is known. No text of the grammar has it. */
export const RESULT_MARK = '\0result';

const COUNTERS = ['i', 'j', 'k', 'h'];
const ITEMS = ['e', 'g', 'l'];

interface Frame {
  readonly loop: 'for' | 'while' | null;
  readonly counter: string | null;
  readonly item: string | null;
  passes: number;
}

export class Scope {
  readonly setting: Setting;
  /** Names of the pools that were printed. */
  readonly used = new Set<string>();
  readonly helpers = new Set<number>();
  readonly kinds = new Set<string>();
  /** Passes of the longest loop so far. */
  longest = 0;
  readonly #frames: Frame[] = [];

  constructor(setting: Setting) {
    this.setting = setting;
  }

  name(sort: NameSort, index: number): string {
    const name = at(POOLS[sort], index % POOLS[sort].length);
    this.used.add(name);
    return name;
  }

  /** Prints with what `opens` declares. */
  within(opens: Row['opens'], print: () => string): string {
    const counters = this.#frames.filter(({ counter }) => counter !== null).length;
    const items = this.#frames.filter(({ item }) => item !== null).length;
    this.#frames.push({
      loop: opens.loop,
      counter: opens.counter ? at(COUNTERS, counters) : null,
      item: opens.item ? at(ITEMS, items) : null,
      passes: 1,
    });
    const text = print();
    this.#frames.pop();
    return text;
  }

  /** Passes of all loops around, multiplied. */
  get passes(): number {
    return this.#frames.reduce((product, { passes }) => product * passes, 1);
  }

  /** As many passes of the innermost loop as asked for, or as the budget leaves. */
  limit(wanted: number): number {
    const frame = at(this.#frames, this.#frames.length - 1);
    frame.passes = 1;
    const passes = Math.max(1, Math.min(wanted, Math.floor(this.setting.budget / this.passes)));
    frame.passes = passes;
    this.longest = Math.max(this.longest, passes);
    return passes;
  }

  /** A pass of the loop around, not its first; outside of loops, where `$i` is 0, none. */
  point(wanted: number): number {
    const passes = this.#frames.findLast(({ counter }) => counter !== null)?.passes ?? 2;
    return passes > wanted ? wanted : Math.max(1, passes - 2);
  }

  context(hole: ContextHole): string {
    switch (hole) {
      case 'i':
      case 'new':
        return this.#frames.findLast(({ counter }) => counter !== null)?.counter ?? '0';
      case 'outer':
        return this.#frames.find(({ counter }) => counter !== null)?.counter ?? '0';
      case 'item':
      case 'bound':
        return this.#frames.findLast(({ item }) => item !== null)?.item ?? this.context('i');
      case 'element':
        return `o${this.#frames.length}`;
      case 'kept':
        return `kept${this.#frames.length}`;
      case 'nonlocal':
        return this.setting.place === 'function' ? 'nonlocal' : 'global';
      case 'self':
        return this.setting.self;
      case 'walker':
        return this.setting.walk ? 't' : this.context('i');
      case 'walk':
        return walkText(this.setting.walk);
      case 'clip':
        return CLIPS[this.setting.clip].assignment;
      default:
        return this.#jump(hole);
    }
  }

  #jump(hole: 'break' | 'continue' | 'leave'): string {
    if (hole === 'leave' && this.setting.place === 'function') return `return ${RESULT_MARK}`;
    const frame = this.#frames.findLast(({ loop }) => loop !== null);
    if (!frame) return 'pass';
    if (hole !== 'continue') return 'break';
    return frame.loop === 'while' ? `${frame.counter} += 1\ncontinue` : 'continue';
  }
}

/** Down is a subtraction: both operators cross edges. */
function walkText(walk: Walk | null): string {
  if (!walk) return '';
  return walk.step < 0n ? `t -= ${-walk.step}` : `t += ${walk.step}`;
}
