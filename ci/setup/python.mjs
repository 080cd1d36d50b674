/** Finding the CPython 3.13 that the extension and the primitives are built for. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { at } from './root.mjs';
import { StepError } from './step-error.mjs';

/** Minor versions with a seam (opcode table, frame layout, primitives). */
export const SUPPORTED = '3.13';
export const MEND_PYTHON = `install CPython ${SUPPORTED} with its headers (for example: pyenv install ${SUPPORTED}), or set TRACEJIT_PYTHON=/path/to/python${SUPPORTED}`;

/**
 * What an interpreter says of itself.
 * @typedef {object} Python
 * @property {string} path real path of `sys.executable`
 * @property {string} version major.minor.micro
 * @property {string} build `sys.version`, one line
 * @property {string} include folder of Python.h
 * @property {string} suffix how the names of its extension modules end
 * @property {boolean} pgo built with --enable-optimizations
 */

const QUESTION = `
import json, os, sys, sysconfig
print(json.dumps({
  "path": os.path.realpath(sys.executable), "version": "%d.%d.%d" % sys.version_info[:3],
  "build": sys.version.replace("\\n", " "), "include": sysconfig.get_path("include"),
  "suffix": sysconfig.get_config_var("EXT_SUFFIX"),
  "implementation": sys.implementation.name, "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
  "pgo": "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or ""),
}))`;

/**
 * Starts a candidate and asks it.
 * @param {string} program
 * @returns {{ python: Python, refusal: null } | { python: null, refusal: string }}
 */
export function askPython(program) {
  const child = spawnSync(program, ['-I', '-S', '-c', QUESTION], { encoding: 'utf8', timeout: 20_000 });
  if (child.error) return { python: null, refusal: `${program} does not start (${child.error.message})` };
  if (child.status !== 0) return { python: null, refusal: `${program} does not start (exit code ${child.status})` };
  const answer = JSON.parse(child.stdout);
  const refusal = refusalOf(program, answer);
  if (refusal) return { python: null, refusal };
  const { path, version, build, include, suffix, pgo } = answer;
  return { python: { path, version, build, include, suffix, pgo }, refusal: null };
}

/**
 * Why an interpreter will not do; null when it will.
 * @param {string} program
 * @param {Python & { implementation: string, freeThreaded: boolean }} answer
 */
function refusalOf(program, answer) {
  if (answer.implementation !== 'cpython') return `${program} is ${answer.implementation}, not CPython`;
  if (!answer.version.startsWith(`${SUPPORTED}.`)) return `${program} is version ${answer.version}, not ${SUPPORTED}`;
  if (answer.freeThreaded) return `${program} is a free-threaded build`;
  if (!existsSync(join(answer.include, 'Python.h'))) return `${program} has no headers (${answer.include}/Python.h)`;
  return null;
}

/** Programs to try, best first. @param {NodeJS.ProcessEnv} env */
export function* candidates(env) {
  if (env['TRACEJIT_PYTHON']) {
    // An explicit wish is the only candidate: falling back would build for another Python than the user names.
    yield env['TRACEJIT_PYTHON'];
    return;
  }
  const stored = storedPython();
  if (stored && existsSync(stored)) yield stored;
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const program = join(folder, `python${SUPPORTED}`);
    if (folder && existsSync(program)) yield program;
  }
  const versions = join(env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  if (!existsSync(versions)) return;
  const installed = readdirSync(versions).filter((name) => name.startsWith(SUPPORTED));
  for (const name of installed.sort().reverse()) yield join(versions, name, 'bin', `python${SUPPORTED}`);
}

/** The path kept by an earlier set-up; the launcher reads the same file. */
export function storedPython() {
  const file = at('build', 'python.path');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/**
 * The CPython to build for.
 * @returns {{ python: Python | null, refusals: string[] }} with the reasons against each candidate that was refused
 */
export function findPython(env = process.env) {
  const refusals = [];
  for (const program of candidates(env)) {
    const { python, refusal } = askPython(program);
    if (python) return { python, refusals };
    refusals.push(refusal);
  }
  return { python: null, refusals };
}

/**
 * Finds the CPython and stores its path for the launcher.
 * @throws {StepError} when there is none
 */
export function ensurePython() {
  const { python, refusals } = findPython();
  if (!python) {
    const reasons = refusals.length > 0 ? `: ${refusals.join('; ')}` : '';
    throw new StepError(`no usable CPython ${SUPPORTED}${reasons}`, { mend: MEND_PYTHON });
  }
  if (storedPython() !== python.path) {
    mkdirSync(at('build'), { recursive: true });
    writeFileSync(at('build', 'python.path'), `${python.path}\n`);
  }
  return python;
}
