/** Pixels of a picture, where SVG is not shown: by resvg, compiled to WebAssembly (2.4 MB, no browser, no binary of a platform). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findFonts } from './fonts.ts';

/** Device pixels for one of the picture's: sharp on the screens of today. */
const ZOOM = 2;

let started: Promise<void> | undefined;

/**
 * @param svg without CSS variables and media queries, which resvg does not know
 * @param page colour behind it
 * @throws NoFont
 */
export async function pngOf(svg: string, page: string): Promise<Uint8Array> {
  const fonts = findFonts();
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  started ??= initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  await started;
  const picture = new Resvg(svg, {
    background: page,
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers: fonts.map((file) => readFileSync(file)), defaultFontFamily: 'DejaVu Sans' },
  });
  try {
    return picture.render().asPng();
  } finally {
    picture.free();
  }
}
