/**
 * Block versions: a place where ways meet is lifted once per context (what kind each slot is), and jumped to with the
 * slots' values as block arguments. Too many contexts at one place: the interpreter goes on there.
 */
import { at } from '../base/invariant.ts';
import { assignedLocals } from '../bytecode/flow.ts';
import type { Block, Value } from '../ir/region.ts';
import { edgesOf } from '../ir/walk.ts';
import { type Av, componentsOf, keyOf, type Num, UNKNOWN_SLOT, withComponents } from './abstract-value.ts';
import type { Lifting } from './lifting.ts';
import { settleCells } from './ownership.ts';
import { cloneState, type State } from './state.ts';

/** Contexts per place. LuaJIT and YJIT settle on 4 to 6: more is code bloat, fewer exits too often. */
const MAX_VERSIONS = 6;

export class Joins {
  /** By place, then by context. */
  readonly #versions = new Map<string, Map<string, Block>>();
  readonly #assigned = new Map<number, ReadonlySet<number>>();
  /** The versions of the header of the loop entered. */
  readonly headers: Block[] = [];

  /** Ends the block with a jump to the version of this place that fits the state, made if need be. */
  enter(lifting: Lifting): void {
    this.#settle(lifting);
    const { state, goesBack } = lifting;
    lifting.goesBack = false;
    const place = `${placeOf(lifting)}${goesBack ? ' back' : ''}`;
    const key = stateKey(state);
    let versions = this.#versions.get(place);
    if (!versions) {
      versions = new Map();
      this.#versions.set(place, versions);
    }
    const none = lifting.none();
    const args = stateComponents(state, none);
    let block = versions.get(key);
    if (!block) {
      if (versions.size >= MAX_VERSIONS) lifting.leave('TooManyVersions', `${versions.size} type combinations`);
      block = this.#newVersion(lifting, args, goesBack);
      versions.set(key, block);
      if (!goesBack && state.frames.length === 1 && lifting.fn.id === 0 && lifting.frame.at === lifting.trace.unit)
        this.headers.push(block);
    }
    lifting.builder.setEnd(lifting.block, { kind: 'jump', edge: { to: block.id, args } });
  }

  #newVersion(lifting: Lifting, args: readonly Value[], goesBack: boolean): Block {
    const frame = lifting.frame;
    lifting.loopNotes.meet(frame.context, frame.at);
    const note = `${frame.context.code.name}@${frame.at}`;
    const { block, params } = lifting.builder.newBlock(
      lifting.fn,
      note,
      args.map((arg) => arg.rep),
    );
    const fresh = cloneState(lifting.state);
    let index = 0;
    replaceAll(fresh, (av) => withComponents(av, () => at(params, index++, 'block parameter')));
    const polls = goesBack ? { goesBack } : {};
    lifting.work.push({ fn: lifting.fn, block, state: fresh, checkJoin: goesBack, ...polls });
    return block;
  }

  /** The form slots have at joins: constants of assigned places are numbers, read slots are values, objects sit in cells. */
  #settle(lifting: Lifting): void {
    const { state } = lifting;
    state.frames.forEach((frame, depth) => {
      const entered = depth === 0 && lifting.fn.id === 0;
      const assigned = this.#assignedIn(lifting, depth);
      frame.locals = frame.locals.map((av, slot) => {
        if (entered && !assigned.has(slot)) return av;
        const settled = settleValue(lifting, av);
        return entered ? awayFromHome(settled, slot) : settled;
      });
      const outerStack = entered ? lifting.trace.slots.length - frame.locals.length : 0;
      frame.stack = frame.stack.map((av, i) => (av.kind === 'keep' && i < outerStack ? av : settleValue(lifting, av)));
    });
    for (const entry of state.names) entry.av = settleValue(lifting, entry.av);
    settleCells(lifting);
  }

  #assignedIn(lifting: Lifting, depth: number): ReadonlySet<number> {
    const context = at(lifting.state.frames, depth).context;
    const key = depth === 0 && lifting.fn.id === 0 ? -1 : context.index;
    let set = this.#assigned.get(key);
    if (!set) {
      set = assignedLocals(context.instructions, key === -1 ? lifting.loop : null);
      this.#assigned.set(key, set);
    }
    return set;
  }
}

/** Whether some way leads from one of the blocks back to it. */
export function closesLoop(blocks: readonly Block[], headers: readonly Block[]): boolean {
  return headers.some((header) => {
    const seen = new Set<Block>();
    const work: Block[] = [header];
    for (let block = work.pop(); block; block = work.pop()) {
      for (const edge of edgesOf(block.end)) {
        const next = at(blocks, edge.to, 'block');
        if (next === header) return true;
        if (!seen.has(next)) work.push(next);
        seen.add(next);
      }
    }
    return false;
  });
}

/** Locals that change places shall not have a version for each order: only one in its own slot is known by it. */
function awayFromHome(av: Av, slot: number): Av {
  return av.kind !== 'obj' || av.home === undefined || av.home === slot ? av : { ...av, home: UNKNOWN_SLOT };
}

function settleValue(lifting: Lifting, av: Av): Av {
  if (av.kind === 'keep') return settleValue(lifting, lifting.entry.slot(av.slot));
  if (av.kind === 'virtual') return { ...av, parts: av.parts.map((part) => settleValue(lifting, part)) };
  if (av.kind === 'const') return constantNumber(lifting, av) ?? av;
  return av;
}

/** A number constant as a raw value with the constant itself as owner; null for other constants. */
export function constantNumber(lifting: Lifting, av: Av & { kind: 'const' }): Num | null {
  const { constant, binding } = av;
  const { builder, fn } = lifting;
  const owner = binding === null ? null : builder.constObj(fn, binding);
  if (constant.kind === 'Int') {
    // Small ints are singletons: boxing one again finds the same object.
    const small = constant.value >= -5n && constant.value <= 256n;
    return {
      kind: 'num',
      rep: 'I64',
      value: builder.constI64(fn, constant.value),
      owner: small ? null : owner,
      stable: true,
      cell: null,
    };
  }
  if (constant.kind === 'Float')
    return { kind: 'num', rep: 'F64', value: builder.constF64(fn, constant.value), owner, stable: true, cell: null };
  if (constant.kind === 'Bool')
    return {
      kind: 'num',
      rep: 'I1',
      value: builder.constI1(fn, constant.value),
      owner: null,
      stable: true,
      cell: null,
    };
  return null;
}

function placeOf(lifting: Lifting): string {
  const chain = lifting.state.frames.map(
    (f) => `${f.context.index}${f.binding === null ? '' : `/${f.binding}`}:${f.waitingAt >= 0 ? f.waitingAt : f.at}`,
  );
  return `${lifting.fn.id} ${chain.join('>')}`;
}

function stateKey(state: State): string {
  const frames = state.frames.map((f) => `${f.locals.map(keyOf).join()}|${f.stack.map(keyOf).join()}`);
  const names = state.names.map((n) => `${n.namespace}.${n.name}=${keyOf(n.av)}`);
  return `${frames.join('>')} ${names.join()}`;
}

function stateComponents(state: State, none: Value): Value[] {
  const values: Value[] = [];
  replaceAll(state, (av) => {
    values.push(...componentsOf(av, none));
    return av;
  });
  return values;
}

/** Visits every slot in one fixed order. */
function replaceAll(state: State, change: (av: Av) => Av): void {
  for (const frame of state.frames) {
    frame.locals = frame.locals.map(change);
    frame.stack = frame.stack.map(change);
  }
  for (const entry of state.names) entry.av = change(entry.av);
}
