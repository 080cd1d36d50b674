/**
 * Golden tests: files that hold an input and, after a line `--- after`, what must come of it. BLESS=1 rewrites the
 * second part. Lines of comment at the top say what the file is about, and stay.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printRegion } from '../ir/text.ts';
import { parseRegion } from '../ir/text-parse.ts';
import { assertVerified } from '../ir/verify.ts';
import type { Pass } from '../passes/pass.ts';

const DIVIDER = '--- after\n';

/** A test for each file of `folder` (relative to the clone) that ends in `extension`. There must be one. */
export function goldenFiles(folder: string, extension: string, transform: (input: string) => string): void {
  const files = readdirSync(folder).filter((file) => file.endsWith(extension));
  if (files.length === 0) throw new Error(`no golden file in ${folder}`);
  for (const file of files.sort()) {
    it(file, () => {
      const path = join(folder, file);
      const [input = '', expected = ''] = readFileSync(path, 'utf8').split(DIVIDER);
      const actual = transform(input);
      if (process.env.BLESS === '1') writeFileSync(path, `${input}${DIVIDER}${actual}`);
      else assert.equal(actual, expected, `${path} (BLESS=1 accepts the new text)`);
    });
  }
}

/** Each file of the folder holds a region, and the same region after the pass; both must be sound. */
export function goldenPass(pass: Pass, folder: string): void {
  goldenFiles(folder, '.ir', (input) => {
    const region = parseRegion(input);
    assertVerified(region, 'parsing');
    pass.run(region);
    assertVerified(region, pass.name);
    return printRegion(region);
  });
}
