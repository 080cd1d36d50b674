/** What the words on the command line are: a script, or tests, and whose. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { tracejitCommand } from '../machine.ts';
import type { Runner } from './suite.ts';

/** Nothing that could be run: the message says what is the matter. */
export class WrongTarget extends Error {
  override readonly name = 'WrongTarget';
}

export type Target =
  | { readonly kind: 'script'; readonly path: string }
  | { readonly kind: 'tests'; readonly runner: Runner; readonly targets: readonly string[] };

/**
 * @param wish the runner asked for; null: pytest where it is installed and can run all of them, else unittest
 * @throws WrongTarget
 */
export function findTarget(paths: readonly string[], wish: Runner | null, python: string | null): Target {
  const kinds = paths.map(kindOf);
  const [first = ''] = paths;
  if (kinds.includes('script')) {
    if (paths.length > 1)
      throw new WrongTarget(`${paths[kinds.indexOf('script')]} is a script: scripts are tested one at a time`);
    return { kind: 'script', path: first };
  }
  return { kind: 'tests', runner: wish ?? chooseRunner(kinds, python), targets: paths };
}

type PathKind = 'script' | 'files' | 'node' | 'module';

/** Tests are found as pytest finds them, and a script that defines a TestCase is one too. */
function kindOf(path: string): PathKind {
  if (path.includes('::')) return 'node';
  if (existsSync(path)) {
    if (statSync(path).isDirectory() || isTestFile(path)) return 'files';
    return 'script';
  }
  if (/^[\p{ID_Start}_][\p{ID_Continue}]*(\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u.test(path) && !path.endsWith('.py'))
    return 'module';
  throw new WrongTarget(`${path}: no such file or folder, and no name of a module`);
}

function isTestFile(path: string): boolean {
  const name = basename(path);
  if (/^test_.*\.py$|_test\.py$/.test(name)) return true;
  return /^class\s+\w+\s*\([^)]*\bTestCase\b/m.test(readFileSync(path, 'utf8'));
}

/** Dotted names are unittest's; `file::test` is pytest's; files are pytest's where it is installed. */
function chooseRunner(kinds: readonly PathKind[], python: string | null): Runner {
  if (kinds.includes('module')) {
    if (kinds.includes('node'))
      throw new WrongTarget('a module for unittest and an id of pytest cannot be run in one go');
    return 'unittest';
  }
  if (hasPytest(python)) return 'pytest';
  if (kinds.includes('node')) throw new WrongTarget('file::test is an id of pytest, which this python does not have');
  return 'unittest';
}

const QUESTION = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("pytest") is None)';

/** @throws WrongTarget when there is no python to ask */
function hasPytest(python: string | null): boolean {
  const env = { ...process.env, TRACEJIT: 'off', ...(python === null ? {} : { TRACEJIT_PYTHON: python }) };
  const child = spawnSync(tracejitCommand(), ['run', '-c', QUESTION], { encoding: 'utf8', env });
  if (child.status === 0 || child.status === 1) return child.status === 0;
  throw new WrongTarget(child.stderr.trim());
}
