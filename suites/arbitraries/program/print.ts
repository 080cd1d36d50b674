/** Trees to plain Python. */
import { at } from '../../../engine/base/invariant.ts';
import { CLIPS, FLOAT_CLIP, growthOf, mustClip } from './clips.ts';
import type { Scope } from './scope.ts';
import { isNameSort, POOLS, TERMINALS } from './terminals.ts';
import type { Node, Piece, Row, Sort } from './tree.ts';

/** One line for an expression, lines without indentation for statements. */
export function print(node: Node, scope: Scope): string {
  switch (node.is) {
    case 'atom':
      return TERMINALS[node.sort]?.print(node.atom, scope) ?? '';
    case 'block':
      return printBlock(node.statements, scope);
    case 'row':
      return printRow(node.row, node.parts, scope);
  }
}

function printBlock(statements: readonly Node[], scope: Scope): string {
  const texts = statements.map((statement) => print(statement, scope)).filter((text) => text !== 'pass');
  return texts.length === 0 ? 'pass' : texts.join('\n');
}

function printRow(row: Row, parts: readonly Node[], scope: Scope): string {
  // A helper calls those before it only: recursion would not end. What it would have given a value for stands there.
  if (row.calls.some((rank) => rank >= scope.setting.rank)) {
    const instead =
      parts[row.holes.indexOf(row.sort)] ?? (row.sort === 'interpreted' ? parts[row.holes.indexOf('int')] : undefined);
    return instead ? print(instead, scope) : 'pass';
  }
  if (row.yields && !scope.setting.generator) return 'pass';
  for (const rank of row.calls) scope.helpers.add(rank);
  scope.kinds.add(row.kind);
  if (row.sort.endsWith('clipped')) return printClipped(row.sort, at(parts, 0), scope);
  const { loop, counter, item } = row.opens;
  const fill = (): string => fillPieces(row.pieces, apart(parts), scope);
  return loop || counter || item ? scope.within(row.opens, fill) : fill();
}

/** Names of one sort in one row differ, as far as the pool goes: `b, a = a, b`, not `a, a = a, a`. */
function apart(parts: readonly Node[]): readonly Node[] {
  const taken = new Set<string>();
  return parts.map((part) => {
    if (part.is !== 'atom' || !isNameSort(part.sort)) return part;
    const { sort } = part;
    const size = POOLS[sort].length;
    let index = Number(part.atom);
    for (let tried = 1; tried < size && taken.has(`${sort} ${index % size}`); tried++) index++;
    taken.add(`${sort} ${index % size}`);
    return { ...part, atom: index % size };
  });
}

function printClipped(sort: Sort, part: Node, scope: Scope): string {
  const text = print(part, scope);
  const { clip, intsForFloats } = scope.setting;
  const growth = growthOf(part);
  const must = sort === 'floatclipped' ? intsForFloats && growth === 3 : mustClip(growth, clip, scope.passes);
  if (!must) return text;
  return (sort === 'floatclipped' ? FLOAT_CLIP : CLIPS[clip]).text(isAtomic(text) ? text : `(${text})`);
}

function fillPieces(pieces: readonly Piece[], parts: readonly Node[], scope: Scope): string {
  const filled = new Map<number, string>();
  let text = '';
  pieces.forEach((piece, index) => {
    if (piece.is === 'text') text += piece.text;
    else if (piece.is === 'context') text += indented(scope.context(piece.name), text);
    else {
      const part = filled.get(piece.index) ?? print(at(parts, piece.index), scope);
      filled.set(piece.index, part);
      text += operand(part, text, pieces[index + 1]);
    }
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.join('\n');
}

/** As it may stand there: in parentheses where its operators could be taken for those around. */
function operand(part: string, before: string, next: Piece | undefined): string {
  const enclosed = next === undefined || next.is === 'text' ? isEnclosed(before, next?.text ?? '') : false;
  return enclosed || part.includes('\n') || isAtomic(part) ? indented(part, before) : `(${part})`;
}

/** Further lines of a part go where its first line stands. */
function indented(part: string, before: string): string {
  const indentation = /[ ]*$/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? '';
  return before.slice(before.lastIndexOf('\n') + 1).trim() === '' ? part.replaceAll('\n', `\n${indentation}`) : part;
}

/** Between delimiters an expression needs no parentheses. */
function isEnclosed(before: string, after: string): boolean {
  return (
    /(^|\n[ ]*|[([,:{] ?|[^=!<>]= ?|\b(if|while|elif|assert|print) )$/.test(before) && /^($|[)\],:}\n])/.test(after)
  );
}

/** Text that may be an operand as it is: no operator outside of brackets, no sign. */
function isAtomic(text: string): boolean {
  if (/^[-~+]/.test(text)) return false;
  let depth = 0;
  for (const char of text) {
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === ' ' && depth === 0) return false;
  }
  return true;
}
