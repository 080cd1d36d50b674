/**
 * `npm run cpython [-- test_int …]`: CPython's own tests under the JIT, from the second pass of a loop on, each answer waited
 * for. A module that fails there is run by plain python as well, and not counted when it fails there too. Exit code 1 for a
 * module that fails under the JIT alone. Minutes, so not part of `npm test`; needs a python with its `test` package.
 */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { hostPython, suiteFile, tracejitCommand } from '../machine.ts';
import { LEFT_OUT, MODULES, TOOL_GIVEN_BACK } from './modules.ts';

const KNOBS = { TRACEJIT_SYNC: '1', TRACEJIT_THRESHOLD: '2', TRACEJIT_QUICK: '1' };
const TIMEOUT_MS = 300_000;

function passes(command: readonly string[], knobs: Readonly<Record<string, string>>): { ok: boolean; output: string } {
  const [program = '', ...args] = command;
  const env = { ...process.env, ...knobs };
  const done = spawnSync(program, args, { encoding: 'utf8', env, cwd: tmpdir(), timeout: TIMEOUT_MS });
  return { ok: done.status === 0, output: `${done.stdout}${done.stderr}` };
}

function runModule(module: string): 'passed' | 'failed' | 'fails plain' {
  const test = ['-m', 'test', '-q', module];
  const ignored = Object.keys(LEFT_OUT).flatMap((pattern) => ['-i', pattern]);
  const around = module in TOOL_GIVEN_BACK ? [suiteFile('cpython', 'given-back.py')] : [];
  const native = passes([tracejitCommand(), 'run', ...around, ...test, ...ignored], KNOBS);
  if (native.ok) return 'passed';
  if (!passes([hostPython().path, ...test, ...ignored], {}).ok) return 'fails plain';
  process.stdout.write(native.output);
  return 'failed';
}

const wanted = process.argv.slice(2);
const results = (wanted.length > 0 ? wanted : MODULES).map((module) => {
  const result = runModule(module);
  process.stdout.write(`${module}: ${result}\n`);
  return result;
});
const count = (of: (typeof results)[number]) => results.filter((result) => result === of).length;
process.stdout.write(`${count('passed')} passed, ${count('failed')} failed, ${count('fails plain')} fail plain\n`);
process.exitCode = count('failed') === 0 && count('passed') > 0 ? 0 : 1;
