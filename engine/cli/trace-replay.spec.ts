import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeTrace, encodeTrace } from '../../traces/format/codec.ts';
import { Bail } from '../base/bail.ts';
import { replayTrace } from './trace-replay.ts';

const CORPUS = 'traces/corpus';

interface Kept {
  readonly file: string;
  readonly sha256: string;
  readonly python: string;
  readonly source: string;
  readonly why: string;
}

const kept = (JSON.parse(readFileSync(join(CORPUS, 'corpus.json'), 'utf8')) as { traces: Kept[] }).traces;

/** The IR, or the refusal as a comment: what a trace must give. */
function replay(bytes: Uint8Array): string {
  try {
    return `${replayTrace(decodeTrace(bytes), 'o')['o']?.trimEnd()}\n`;
  } catch (error) {
    if (error instanceof Bail) return `# ${error.reason}: ${error.context.detail}\n`;
    throw error;
  }
}

describe('the corpus of traces', () => {
  it('is listed in full: file, digest, origin', () => {
    const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.trace'));
    assert.deepStrictEqual(files.toSorted(), kept.map(({ file }) => file).toSorted());
    for (const { file, sha256, python, why } of kept) {
      assert.equal(
        createHash('sha256')
          .update(readFileSync(join(CORPUS, file)))
          .digest('hex'),
        sha256,
        file,
      );
      assert.match(python, /^3\.13\.\d+$/);
      assert.ok(why.length > 10, file);
    }
  });

  it('covers each of the twelve kernels', () => {
    const kernels = readdirSync('suites/kernels', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.equal(kernels.length, 12);
    const covered = kept
      .filter(({ source }) => source.startsWith('suites/kernels/'))
      .map(({ file }) => file.split('/')[0]);
    assert.deepStrictEqual([...new Set(covered)].toSorted(), kernels.toSorted());
  });

  for (const { file } of kept) {
    it(`gives byte-identical IR, with no Python: ${file}`, () => {
      const bytes = readFileSync(join(CORPUS, file));
      const golden = join(CORPUS, file.replace(/\.trace$/, '.ir'));
      const ir = replay(bytes);
      if (process.env['BLESS'] === '1') writeFileSync(golden, ir);
      assert.ok(existsSync(golden), `${golden} is missing: BLESS=1 makes it`);
      assert.equal(ir, readFileSync(golden, 'utf8'));
      assert.equal(replay(encodeTrace(decodeTrace(bytes))), ir);
    });
  }
});
