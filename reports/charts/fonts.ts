/** The font of pictures made of pixels: one known font, so that they look alike on every machine. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Text cannot be drawn on this machine. */
export class NoFont extends Error {
  override name = 'NoFont';
}

/** Where Debian, Fedora, Arch and Alpine put it. */
const FOLDERS = [
  '/usr/share/fonts/truetype/dejavu',
  '/usr/share/fonts/dejavu-sans-fonts',
  '/usr/share/fonts/TTF',
  '/usr/share/fonts/dejavu',
];

/** Files of DejaVu Sans, regular and bold. @throws NoFont */
export function findFonts(folders: readonly string[] = FOLDERS): readonly [string, string] {
  const found = folders
    .map((folder) => [join(folder, 'DejaVuSans.ttf'), join(folder, 'DejaVuSans-Bold.ttf')] as const)
    .find((files) => files.every((file) => existsSync(file)));
  if (!found)
    throw new NoFont(
      'PNG pictures need the font DejaVu Sans, which is not here: apt-get install fonts-dejavu-core. SVG pictures need none',
    );
  return found;
}
