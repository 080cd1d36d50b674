import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from '#setup/python.mjs';

describe('the Python to build for (starts programs)', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-python-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A program that answers as an interpreter would. */
  function interpreter(name: string, answer: Record<string, unknown> | null): string {
    const file = join(folder, name);
    const headers = join(folder, 'include');
    mkdirSync(headers, { recursive: true });
    writeFileSync(join(headers, 'Python.h'), '');
    const full = { path: file, build: '', include: headers, implementation: 'cpython', freeThreaded: false, pgo: true };
    const text = answer ? `cat <<'E'\n${JSON.stringify({ ...full, ...answer })}\nE\n` : 'exit 127\n';
    writeFileSync(file, `#!/bin/sh\n${text}`);
    chmodSync(file, 0o755);
    return file;
  }

  const ask = (program: string) => findPython({ TRACEJIT_PYTHON: program });

  it('takes a CPython 3.13 with headers', () => {
    const path = interpreter('good', { version: '3.13.2' });
    assert.deepEqual(ask(path).python?.path, path);
    assert.deepEqual(ask(path).python?.version, '3.13.2');
  });

  const REFUSED = [
    ['another version', { version: '3.12.1' }, /is version 3\.12\.1, not 3\.13/],
    ['a version that only begins the same', { version: '3.130.0' }, /is version 3\.130\.0/],
    ['another implementation', { version: '3.13.0', implementation: 'pypy' }, /is pypy, not CPython/],
    ['a free-threaded build', { version: '3.13.0', freeThreaded: true }, /free-threaded/],
    ['one without headers', { version: '3.13.0', include: '/nowhere' }, /has no headers \(\/nowhere\/Python\.h\)/],
    ['a shim that does not start', null, /does not start \(exit code 127\)/],
  ] as const;
  for (const [what, answer, reason] of REFUSED) {
    it(`refuses ${what}, and says so`, () => {
      const { python, refusals } = ask(interpreter('bad', answer));
      assert.equal(python, null);
      assert.match(refusals.join(), reason);
    });
  }

  it('builds for nothing else when the Python that was asked for is not there', () => {
    const { python, refusals } = ask('/nope/python');
    assert.equal(python, null);
    assert.match(refusals.join(), /\/nope\/python does not start/);
  });
});
