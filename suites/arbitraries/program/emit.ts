/** A draft to a script: what it uses of the pools, of the helpers and of the prelude, and no more. */
import { at } from '../../../engine/base/invariant.ts';
import { type Change, type Draft, HELPERS, type HelperDraft } from './draft.ts';
import { preludeOf, resetsOf } from './prelude.ts';
import { print } from './print.ts';
import { RESULT_MARK, Scope, type Setting } from './scope.ts';
import { NAME_SORTS, POOLS } from './terminals.ts';
import type { Node } from './tree.ts';

export interface Emitted {
  readonly source: string;
  readonly passes: number;
  readonly kinds: readonly string[];
}

/** Passes of all loops around one another, multiplied; within a helper, which is called from a loop, far fewer. */
const BUDGET = 20_000;
const HELPER_BUDGET = 8;
/** A generator goes round as often as its caller asks: `yields` of terminals.ts. */
const GENERATOR_BUDGET = 800;

const ALL_NAMES: readonly string[] = NAME_SORTS.flatMap((sort) => [...POOLS[sort]]);
/** What is made once by main, and handed to each call. */
const MUTABLE: readonly string[] = [
  ...[...POOLS.intsname, ...POOLS.floatsname, ...POOLS.numbersname],
  ...[...POOLS.doublesname, ...POOLS.wordsname, ...POOLS.bytesname, 'dd', 'ss'],
];

/** Names that take values of every type. */
const ANYTHING: readonly string[] = [...POOLS.anyname, ...POOLS.strname];

export function emitProgram(draft: Draft): Emitted {
  return new Emitter(draft).emit();
}

class Emitter {
  readonly #draft: Draft;
  readonly #kinds = new Set<string>();
  readonly #helpers = new Map<number, string>();

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  emit(): Emitted {
    const scope = this.#scope({ rank: HELPERS.length, budget: BUDGET, walk: this.#draft.walk, generator: false });
    const body = this.#body(scope);
    this.#helpersOf(scope);
    const main = this.#draft.place === 'module' ? this.#module(scope, body) : this.#functions(scope, body);
    const helpers = HELPERS.flatMap((_, rank) => this.#helpers.get(rank) ?? []);
    const text = [...helpers, ...main].join('\n');
    const source = [...preludeOf(text), text, ''].join('\n');
    return { source, passes: scope.longest, kinds: [...this.#kinds] };
  }

  #scope(setting: Pick<Setting, 'rank' | 'budget' | 'walk' | 'generator'>): Scope {
    const { place, clip, calls } = this.#draft;
    const intsForFloats = calls.some(({ changes }) => changes.length > 0);
    const helper = HELPERS[setting.rank];
    const self = helper?.name ?? 'f';
    return new Scope({ ...setting, clip, intsForFloats, self, place: helper ? 'function' : place });
  }

  /** The walk's start is known when the passes of the hot loop are. */
  #body(scope: Scope): string {
    const { before, hot, after, walk } = this.#draft;
    const [first, second, third] = [before, hot, after].map((node) => print(node, scope));
    const start = walk ? `t = ${walk.edge - walk.step * BigInt(scope.longest >> 1)}` : '';
    return [start, first, second, third].filter((text) => text !== '' && text !== 'pass').join('\n');
  }

  /** Prints the helpers that the scope calls, and those which they call. */
  #helpersOf(scope: Scope): void {
    for (const kind of scope.kinds) this.#kinds.add(kind);
    for (const rank of [...scope.helpers].sort((a, b) => b - a)) {
      if (this.#helpers.has(rank)) continue;
      const generator = at(HELPERS, rank).body === 'generated';
      const budget = generator ? GENERATOR_BUDGET : HELPER_BUDGET;
      const inner = this.#scope({ rank, budget, walk: null, generator });
      this.#helpers.set(rank, this.#helper(rank, at(this.#draft.helpers, rank), inner));
      this.#helpersOf(inner);
    }
  }

  #helper(rank: number, { body, result }: HelperDraft, scope: Scope): string {
    const { name, parameters, body: kind, result: sort } = at(HELPERS, rank);
    const [text, value] = [print(body, scope), print(result, scope)];
    const given = parameters.map((parameter) => at(parameter.split('='), 0));
    const locals = this.#starts(inOrder(scope.used).filter((used) => !given.includes(used)));
    const bottom = sort === 'recursion' ? ['if not depth > 0:\n    return a'] : [];
    // Whatever its body became, a generator is one.
    const last = kind === 'generated' ? [`yield ${RESULT_MARK}`] : [];
    return define(name, parameters, [...locals, ...bottom, text, ...last, `return ${RESULT_MARK}`], value);
  }

  #functions(scope: Scope, body: string): string[] {
    const names = inOrder(scope.used);
    const { locals } = this.#draft;
    const inner = names.filter((name, index) => !MUTABLE.includes(name) && (locals >> index) & 1);
    const parameters = names.filter((name) => !inner.includes(name));
    const result = tuple(this.#draft.walk ? [...names, 't'] : names);
    const f = define('f', parameters, [...this.#starts(inner), body, `return ${RESULT_MARK}`], result);
    return [f, this.#main(parameters, f), 'main()', 'print(RESULTS)'];
  }

  /** Calls f, which is given as text, three times at most. */
  #main(parameters: readonly string[], f: string): string {
    const mutable = parameters.filter((name) => MUTABLE.includes(name));
    const changeable = parameters.filter((name) => name !== 'dd' && name !== 'ss');
    const first = { patch: null, changes: [] };
    const calls = [first, ...this.#draft.calls].flatMap(({ patch, changes }) => {
      const args = parameters.map((name) => (MUTABLE.includes(name) ? name : this.#start(name)));
      for (const change of changeable.length > 0 ? changes : []) {
        const name = at(changeable, change.which % changeable.length);
        args[parameters.indexOf(name)] = this.#print(given(name, change));
      }
      const call = this.#draft.guarded ? `attempt(${args.join(', ')})` : `RESULTS.append(f(${args.join(', ')}))`;
      return patch ? [this.#print(patch), call] : [call];
    });
    const after = mutable.length > 0 ? [`RESULTS.append(${tuple(mutable)})`] : [];
    const lines = [...this.#starts(mutable), ...calls, ...after];
    const resets = resetsOf([...this.#helpers.values(), f, ...lines].join('\n'));
    return define('main', [], [...resets, ...lines], '');
  }

  #module(scope: Scope, body: string): string[] {
    const names = inOrder(scope.used);
    return [...this.#starts(names), body, `RESULTS.append(${tuple(names)})`, 'print(RESULTS)'];
  }

  #starts(names: readonly string[]): string[] {
    return names.map((name) => {
      const twin = { ys: 'xs', gs: 'fs', ns: 'ms', db: 'da', qb: 'qa', bb: 'ba' }[name];
      if (this.#draft.aliased && twin !== undefined && names.includes(twin)) return `${name} = ${twin}`;
      return `${name} = ${this.#start(name)}`;
    });
  }

  #start(name: string): string {
    const node = this.#draft.starts.get(name);
    const text = node ? this.#print(node) : '0';
    if (name === 'dd') return `{1: ${text}}`;
    return name === 'ss' ? `{${text}}` : text;
  }

  /** A literal, in no loop. */
  #print(node: Node): string {
    const scope = this.#scope({ rank: 0, budget: 1, walk: null, generator: false });
    const text = print(node, scope);
    for (const kind of scope.kinds) this.#kinds.add(kind);
    return text;
  }
}

function given(name: string, { scalar, list, other }: Change): Node {
  if (MUTABLE.includes(name)) return list;
  return ANYTHING.includes(name) ? other : scalar;
}

function inOrder(used: ReadonlySet<string>): string[] {
  return ALL_NAMES.filter((name) => used.has(name));
}

function tuple(names: readonly string[]): string {
  return names.length === 1 ? at(names, 0) : `(${names.join(', ')})`;
}

function define(name: string, parameters: readonly string[], lines: readonly string[], result: string): string {
  const body = lines
    .filter((line) => line !== 'pass')
    .join('\n')
    .replaceAll(RESULT_MARK, result);
  return `def ${name}(${parameters.join(', ')}):\n${body.replace(/^/gm, '    ')}`;
}
