/** A part of the page, and the table most parts consist of. */
import { html, type Markup } from '../markup/html.ts';

export interface Section {
  /** Its place in the page's address, and in the list of parts. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/** @param caption what a reader who sees no picture is told before the rows */
export function table(caption: string, head: Markup, rows: readonly Markup[]): Markup {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>
${rows.map(
  (row) => html`${row}
`,
)}</tbody></table></div>`;
}

export const columnHeads = (...titles: readonly string[]) => titles.map((title) => html`<th scope="col">${title}</th>`);

/** A heading with a picture below it: the numbers of an axis. */
export const pictureHead = (title: string, axis: Markup) =>
  html`<th scope="col" class="picture"><span class="wide">${title}</span>${axis}</th>`;
