/** `tracejit report --charts`: the pictures for a README, as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchDocument } from '../../suites/bench/document.ts';
import { pngOf } from './png.ts';
import { speedupPicture, THEMES, type Theme } from './speedup-picture.ts';

/**
 * Writes speedup.svg, speedup-light.png and speedup-dark.png; the folder is made where it is missing.
 * @returns their names; none where nothing steady was measured
 * @throws NoFont before anything is written
 */
export async function writeCharts(bench: BenchDocument | null, folder: string): Promise<string[]> {
  const svg = bench && speedupPicture(bench);
  if (!bench || svg === null) return [];
  const pictures: [string, string | Uint8Array][] = [['speedup.svg', svg]];
  for (const theme of Object.keys(THEMES) as Theme[])
    pictures.push([`speedup-${theme}.png`, await pngOf(speedupPicture(bench, theme) ?? '', THEMES[theme].page)]);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of pictures) writeFileSync(join(folder, name), content);
  return pictures.map(([name]) => name);
}
