/**
 * The dependence detector: whether the iterations of a loop can run at once, each reading what it would read in program
 * order. "Independent" is said only when it is proved, perhaps under guards that are looked at before the loop.
 */
import { invariant } from '../base/invariant.ts';
import { type Effort, isOutright, loopEffort, waysToShow } from './bounds.ts';

import { instanceOf, laterInIteration, type Moment } from './instances.ts';
import type { Access, Container, LoopDescription } from './loop.ts';
import { printed } from './polynomial.ts';
import { type Clause, clausesApart } from './same-place.ts';
import { dependenceBetween } from './sentence.ts';
import type { Dependence, DependenceReason, Guard, Verdict } from './verdict.ts';

/** Decides about a loop. Throws InvariantError when the description contradicts itself. */
export function dependencesOf(loop: LoopDescription): Verdict {
  const tester = new Tester(loop);
  loop.accesses.forEach((a, k) => {
    for (const b of loop.accesses.slice(k)) tester.compare(a, b);
  });
  return tester.verdict();
}

/** Dependences that are worth telling: further pairs are not looked at. */
const ENOUGH = 2;

/** What one pair needs: guards, or a reason why nothing helps. */
type Outcome = { readonly guards: readonly Guard[] } | { readonly reason: DependenceReason };

/** How two containers may have to do with each other. */
type Relation = 'same' | 'distinct' | 'guardable' | 'unknown';

class Tester {
  readonly #loop: LoopDescription;
  readonly #containers: ReadonlyMap<number, Container>;
  readonly #guards = new Map<string, Guard>();
  readonly #dependences: Dependence[] = [];
  readonly #effort: Effort = loopEffort();

  constructor(loop: LoopDescription) {
    this.#loop = loop;
    this.#containers = new Map(loop.containers.map((one) => [one.id, one]));
  }

  verdict(): Verdict {
    if (this.#dependences.length === 0) return { kind: 'Independent', guards: [...this.#guards.values()] };
    const certainFirst = this.#dependences.toSorted((a, b) => Number(b.certain) - Number(a.certain));
    return { kind: 'Dependent', dependences: certainFirst };
  }

  /** Both orders of a pair; an access with itself in another iteration. */
  compare(a: Access, b: Access): void {
    const relation = this.#relationOf(a, b);
    if (relation === 'distinct' || this.#dependences.length >= ENOUGH) return;
    const orders = a === b ? [[a, a] as const] : [[a, b] as const, [b, a] as const];
    for (const [first, second] of orders) {
      const failed = this.#test(first, second, relation);
      if (failed === null) continue;
      this.#dependences.push(failed);
      return;
    }
  }

  #containerOf({ container, name }: Access): Container {
    const found = this.#containers.get(container);
    invariant(found !== undefined, `container ${container} of ${name} is not described`);
    return found;
  }

  #relationOf(a: Access, b: Access): Relation {
    if (a.container === b.container) return 'same';
    const listed = ([x, y]: readonly [number, number]) =>
      x + y === a.container + b.container && (x === a.container || y === a.container);
    if (this.#loop.distinct.some(listed)) return 'distinct';
    const [one, other] = [this.#containerOf(a), this.#containerOf(b)];
    const flat = one.lengths.length === 1 && other.lengths.length === 1;
    if (flat && one.storage !== other.storage) return 'distinct';
    return one.invariant && other.invariant ? 'guardable' : 'unknown';
  }

  /** `first` before `second`: what must not be, in this order. Null: it is not, if the guards hold. */
  #test(first: Access, second: Access, relation: Relation): Dependence | null {
    for (const moment of this.#harmfulMoments(first, second)) {
      const outcome = this.#apart(first, second, moment, relation);
      if ('reason' in outcome) return dependenceBetween(this.#loop, first, second, moment, outcome.reason);
      for (const guard of outcome.guards) this.#guards.set(textOf(guard), guard);
    }
    return null;
  }

  /** When it would matter that `second` finds what `first` touched. */
  #harmfulMoments(first: Access, second: Access): readonly Moment[] {
    const changes = first.kind === 'write' || first.kind === 'append';
    const changed = second.kind === 'write' || second.kind === 'append';
    const inOrder = () => ['later' as const, ...laterInIteration(first, second)];
    if (replacesRows(first, second)) return inOrder();
    if (first.kind === 'append' && second.kind === 'append') return [];
    if (first.kind === 'append' || second.kind === 'append') {
      return first.kind === 'append' ? inOrder() : [];
    }
    if (first.kind === 'length' || second.kind === 'length' || (!changes && !changed)) return [];
    if (this.#isBuffer(first) || this.#isBuffer(second)) return ['later'];
    return changes && second.kind === 'read' ? inOrder() : [];
  }

  /** Whether writes to the place are done at once. */
  #isBuffer(access: Access): boolean {
    const { storage, lengths } = this.#containerOf(access);
    return storage === 'buffer' && access.subscripts.length === lengths.length;
  }

  #apart(first: Access, second: Access, moment: Moment, relation: Relation): Outcome {
    if (relation === 'same') return this.#apartInOne(first, second, moment);
    if (this.#isHarmlessWhenSame(first, second, moment)) return { guards: [] };
    if (relation === 'unknown') return { reason: 'MayBeSame' };
    const [a, b] = [first.container, second.container].sort((x, y) => x - y) as [number, number];
    return { guards: [{ kind: 'Disjoint', a, b }] };
  }

  /**
   * Whether two containers may as well be one, or have rows in common: lists only, as buffers may lie in one memory at
   * different places; and by the last subscript only, as a row may be at different places of the two.
   */
  #isHarmlessWhenSame(first: Access, second: Access, moment: Moment): boolean {
    const [one, other] = [this.#containerOf(first), this.#containerOf(second)];
    const alike = one.storage === 'list' && other.storage === 'list' && one.lengths.length === other.lengths.length;
    if (!alike || replacesRows(first, second)) return false;
    return this.#clauses(first, second, moment, reliableFrom(first, second)).length === 0;
  }

  /** Both in one container. */
  #apartInOne(first: Access, second: Access, moment: Moment): Outcome {
    if (replacesRows(first, second)) return { reason: 'ReplacedRows' };
    const container = this.#containerOf(first);
    const from = container.rows === 'distinct' ? 0 : reliableFrom(first, second);
    if (from > 0 && this.#clauses(first, second, moment, from).length === 0) return { guards: [] };
    const apart = outcomeOf(this.#clauses(first, second, moment, 0), first, second);
    if (from === 0 || 'reason' in apart) return apart;
    if (container.rows === 'unknown') return { reason: 'SharedRows' };
    return { guards: [{ kind: 'DistinctRows', container: container.id }, ...apart.guards] };
  }

  #clauses(first: Access, second: Access, moment: Moment, from: number): readonly Clause[] {
    const { lengths } = this.#containerOf(first);
    const apart = clausesApart(this.#loop, first, second, moment, lengths, from, this.#effort);
    const beside = first.kind === 'append' ? second.subscripts[first.subscripts.length] : undefined;
    if (!beside || apart.length === 0) return apart;
    // What was there before the loop is not moved by appends: it is enough that the subscript counts from the front.
    const ways = waysToShow(beside, instanceOf(this.#loop, second, this.#effort));
    return isOutright(ways) ? [] : [{ ways, wrapped: true }];
  }
}

/** The first dimension that tells places apart even where rows may be one object. */
function reliableFrom(first: Access, second: Access): number {
  const depth = Math.min(first.subscripts.length, second.subscripts.length);
  return first.kind === 'append' || second.kind === 'append' ? depth : Math.max(depth - 1, 0);
}

/** Whether `first` changes which row the second's subscripts lead to. */
function replacesRows(first: Access, second: Access): boolean {
  const named = second.kind === 'append' || second.kind === 'length' ? 1 : 0;
  return first.kind === 'write' && second.subscripts.length + named > first.subscripts.length;
}

function outcomeOf(clauses: readonly Clause[], first: Access, second: Access): Outcome {
  const hopeless = clauses.filter(({ ways }) => ways.length === 0);
  if (hopeless.length === 0) return { guards: clauses.map(({ ways }) => ({ kind: 'Condition', anyOf: ways })) };
  if ([first, second].some(({ kind }) => kind === 'length')) return { reason: 'LengthWhileAppending' };
  if ([first, second].some(({ subscripts }) => subscripts.includes(null))) return { reason: 'UnknownSubscript' };
  if (hopeless.every(({ wrapped }) => wrapped)) return { reason: 'WrappedSubscript' };
  if (first.kind !== 'write') return { reason: 'CarriedAnti' };
  return { reason: second.kind === 'write' ? 'CarriedOutput' : 'CarriedFlow' };
}

/** Same text, same guard. */
function textOf(guard: Guard): string {
  if (guard.kind === 'Condition') return guard.anyOf.map((way) => way.map(printed).join(' & ')).join(' | ');
  return guard.kind === 'Disjoint' ? `${guard.a} ${guard.b}` : `rows ${guard.container}`;
}
