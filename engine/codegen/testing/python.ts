/** Running the drivers of this folder under the CPython that native code is made for. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const CHOSEN = 'build/python.path';

function python(): string {
  return existsSync(CHOSEN)
    ? readFileSync(CHOSEN, 'utf8').trim()
    : join(homedir(), '.pyenv/versions/3.13.0/bin/python3.13');
}

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
      execFileSync(python(), [script, manifest], {
        encoding: 'utf8',
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
