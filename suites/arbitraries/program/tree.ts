/**
 * The typed trees that random programs are. A tree says which Python stands where; names, loop variables and clips are
 * filled in by the scope it is printed in, so that any subtree of the right sort may take the place of another.
 *
 * A row is one way to fill a hole: Python text with holes in it. In the text `$int` is a hole for a node of sort `int`,
 * `$0` repeats what fills the first hole, and a name of CONTEXT_HOLES is filled by the scope: `$i` is the variable of
 * the loop around, `$new` that of the loop which the row itself opens.
 */
import type * as fc from 'fast-check';
import { InvariantError } from '../../../engine/base/invariant.ts';
import type { Family } from './policies.ts';
import type { Scope } from './scope.ts';

/** What can stand in a hole. A sort has rows (grammar.ts), or it is a terminal: a literal or a name (terminals.ts). */
export const SORTS = [
  ...(['int', 'float', 'bool', 'number', 'any', 'ints', 'floats', 'numbers', 'str'] as const),
  ...(['intname', 'floatname', 'boolname', 'numbername', 'anyname', 'strname', 'noisyname'] as const),
  ...(['intsname', 'floatsname', 'numbersname', 'dictname', 'setname'] as const),
  ...(['doublesname', 'wordsname', 'bytesname', 'doublesstart', 'wordsstart', 'bytesstart'] as const),
  ...(['intliteral', 'edgeliteral', 'floatliteral', 'specialfloat', 'strliteral', 'flag'] as const),
  ...(['small', 'times', 'few', 'passes', 'point', 'digit', 'end', 'exponent', 'count'] as const),
  ...(['shift', 'divisor', 'floatdivisor', 'clipped', 'floatclipped', 'numberclipped', 'caught'] as const),
  ...([
    'intstart',
    'floatstart',
    'numberstart',
    'anystart',
    'intsstart',
    'floatsstart',
    'numbersstart',
    'noisystart',
  ] as const),
  ...(['given', 'givenother', 'givenlist', 'block', 'statement', 'uncommon', 'failing', 'single', 'hot'] as const),
  ...(['generated', 'yields', 'recursion', 'patch', 'interpreted', 'asked'] as const),
] as const;

export type Sort = (typeof SORTS)[number];

/** What the scope fills in; scope.ts says how. */
export const CONTEXT_HOLES = [
  ...(['i', 'outer', 'new', 'item', 'element', 'bound', 'walker', 'walk'] as const),
  ...(['break', 'continue', 'leave', 'clip', 'kept', 'nonlocal', 'self'] as const),
] as const;

export type ContextHole = (typeof CONTEXT_HOLES)[number];

export type Piece =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'hole'; readonly index: number }
  | { readonly is: 'context'; readonly name: ContextHole };

export interface Row {
  readonly sort: Sort;
  /** Unique in the grammar, e.g. `floor divide`. */
  readonly kind: string;
  /** What a policy weighs it by. */
  readonly family: Family;
  /** Weight within its family. */
  readonly share: number;
  readonly pieces: readonly Piece[];
  readonly holes: readonly Sort[];
  /** What its text declares for its own holes. */
  readonly opens: { readonly loop: 'for' | 'while' | null; readonly counter: boolean; readonly item: boolean };
  /** The helpers that it calls. */
  readonly calls: readonly number[];
  /** Stands in the body of a generator only. */
  readonly yields: boolean;
}

/** What a terminal is drawn as: a literal's text, or which of the scope's names. */
export type Atom = string | number;

export interface Terminal {
  /** Shrinks towards the simplest. */
  readonly draw: fc.Arbitrary<Atom>;
  readonly print: (atom: Atom, scope: Scope) => string;
}

export type Node =
  | { readonly is: 'row'; readonly row: Row; readonly parts: readonly Node[] }
  | { readonly is: 'atom'; readonly sort: Sort; readonly atom: Atom }
  | { readonly is: 'block'; readonly statements: readonly Node[] };

/** Rows of one sort: by family, by kind, the text; `[share, text]` where some are wanted more often than others. */
export type RowTable = Partial<Record<Family, Readonly<Record<string, string | readonly [number, string]>>>>;

/** The rows of a sort, in the order written: the first is the smallest, and what all others shrink to. */
export function rowsOf(sort: Sort, table: RowTable): Row[] {
  return Object.entries(table).flatMap(([family, kinds]) =>
    Object.entries(kinds).map(([kind, entry]) => {
      const [share, text] = typeof entry === 'string' ? [1, entry] : entry;
      return { sort, kind, family: family as Family, share, ...parseText(text) };
    }),
  );
}

function parseText(text: string): Pick<Row, 'pieces' | 'holes' | 'opens' | 'calls' | 'yields'> {
  const pieces: Piece[] = [];
  const holes: Sort[] = [];
  for (const part of text.split(/(\$[a-z]+|\$\d)/)) {
    const name = part.slice(1);
    if (!part.startsWith('$')) pieces.push({ is: 'text', text: part });
    else if (isOneOf(CONTEXT_HOLES, name)) pieces.push({ is: 'context', name });
    else if (/\d/.test(name)) pieces.push({ is: 'hole', index: Number(name) });
    else if (isOneOf(SORTS, name)) pieces.push({ is: 'hole', index: holes.push(name) - 1 });
    else throw new InvariantError(`no sort ${part} for the text ${JSON.stringify(text)}`);
  }
  const calls = [...text.matchAll(/\bh(\d)\(/g)].map(([, rank]) => Number(rank));
  return { pieces, holes, opens: opensOf(text), calls, yields: /\byield\b/.test(text) };
}

function opensOf(text: string): Row['opens'] {
  const loop = /^\s*(for|while) /m.exec(text)?.[1] as 'for' | 'while' | undefined;
  return { loop: loop ?? null, counter: text.includes('$new'), item: text.includes('$item') };
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
