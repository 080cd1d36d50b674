/** Where native code was left, and what was not compiled: the most frequent first. */
import { BAIL_REASONS } from '../../engine/base/bail.ts';
import type { RowDocument } from '../../suites/bench/document.ts';
import type { ExitPlace } from '../../suites/bench/jit-run.ts';
import { barCell } from '../charts/cells.ts';
import { html, type Markup } from '../markup/html.ts';
import { countText, fileName } from './numbers.ts';
import { columnHeads, table } from './section.ts';

/** Places and refusals of one program. */
export interface ProgramExits {
  readonly program: string;
  readonly places: readonly ExitPlace[];
  readonly bails: Readonly<Record<string, number>>;
}

/** One for each kernel; where it was measured in two ways, the steady one. */
export function exitsOfRows(rows: readonly RowDocument[]): ProgramExits[] {
  const first = rows.filter(({ kernel }, k) => rows.findIndex((row) => row.kernel === kernel) === k);
  return first.flatMap(({ kernel, jit }) => (jit ? [{ program: kernel, places: jit.places, bails: jit.bails }] : []));
}

const MOST_ROWS = 25;

export function exitTable(programs: readonly ProgramExits[]): Markup {
  const exits = programs
    .flatMap(({ program, places }) => places.map((place) => ({ program, ...place })))
    .toSorted((a, b) => b.count - a.count);
  if (exits.length === 0) return html`<p>Native code was left only where the compiled part ended.</p>`;
  const most = exits[0]?.count ?? 1;
  const rows = exits
    .slice(0, MOST_ROWS)
    .map(
      ({ program, code, line, file, sentence, reason, count }) =>
        html`<tr><th scope="row">${countText(count)}</th><td class="text">${sentence} <span class="soft">(${reason})</span></td><td class="text"><code>${fileName(file)}:${line}</code> ${code}</td><td class="text wide">${program}</td><td class="wide">${barCell(count / most)}</td></tr>`,
    );
  const head = html`${columnHeads('exits')}<th scope="col" class="text">reason</th><th scope="col" class="text">place</th><th scope="col" class="text wide">program</th><th scope="col" class="wide">beside the most frequent</th>`;
  const left = exits.length - rows.length;
  return html`${table('Exits from native code back to the interpreter, the most frequent first', head, rows)}${left > 0 ? html`<p class="soft">${left} rarer places are left out.</p>` : null}`;
}

export function bailTable(programs: readonly ProgramExits[]): Markup {
  const counts = new Map<string, { count: number; programs: string[] }>();
  for (const { program, bails } of programs)
    for (const [reason, count] of Object.entries(bails)) {
      const sofar = counts.get(reason) ?? { count: 0, programs: [] };
      counts.set(reason, { count: sofar.count + count, programs: [...sofar.programs, program] });
    }
  const ranked = [...counts].filter(([, { count }]) => count > 0).toSorted(([, a], [, b]) => b.count - a.count);
  if (ranked.length === 0) return html`<p>Nothing hot was left uncompiled.</p>`;
  const rows = ranked.map(([reason, { count, programs: names }]) => {
    const message = BAIL_REASONS.find(({ name }) => name === reason)?.message ?? '';
    return html`<tr><th scope="row">${countText(count)}</th><td class="text">${message} <span class="soft">(${reason})</span></td><td class="text">${names.join(', ')}</td></tr>`;
  });
  const head = html`${columnHeads('times')}<th scope="col" class="text">reason</th><th scope="col" class="text">program</th>`;
  return table('Recordings and compilations that were given up, the most frequent reason first', head, rows);
}
