/** Running the drivers of this folder under the CPython that native code is made for. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specPython } from '../../testing/python.ts';

/** Makes the rows in a folder of their own (for their shared objects), hands them to the driver, returns its answer. */
export async function drive(
  driver: string,
  makeRows: (folder: string) => Promise<readonly object[]>,
): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'tracejit-codegen-'));
  try {
    const manifest = join(folder, 'manifest.json');
    writeFileSync(manifest, JSON.stringify(await makeRows(folder)));
    const script = join('engine/codegen/testing', driver);
    return JSON.parse(
      execFileSync(specPython(), [script, manifest], {
        encoding: 'utf8',
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
