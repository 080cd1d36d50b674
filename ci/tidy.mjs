/**
 * `npm run tidy`: clang-tidy over the C and C++ of native/, by the settings in .clang-tidy. Minutes, so not part of
 * `npm run check`. Arguments name the files to look at; without any: all. Exit code 1 if it found something.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ensurePython } from './setup/python.mjs';
import { at } from './setup/root.mjs';
import { filesBelow } from './setup/stamp.mjs';

const TIDY = 'clang-tidy-19';
const AT_ONCE = 2;

const python = ensurePython();

/**
 * Configures a cmake project for its compile commands; nothing of the ordinary build is touched.
 * @param {string} name of a folder in native/
 * @param {string[]} options
 * @param {string[]} targets files that must be generated first
 */
function configure(name, options, targets) {
  const build = at('build/tidy', name);
  const common = ['-G', 'Ninja', '-S', at('native', name), '-B', build, '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON'];
  const steps = [[...common, ...options], ...targets.map((target) => ['--build', build, '--target', target])];
  for (const step of steps) {
    const { status, stderr, error } = spawnSync('cmake', step, { cwd: at(), encoding: 'utf8' });
    if (error) throw error;
    if (status !== 0) throw new Error(`cmake ${step.join(' ')}\n${stderr}`);
  }
  // gcc's flag for the add-on, which clang refuses to know
  const commands = `${build}/compile_commands.json`;
  writeFileSync(commands, readFileSync(commands, 'utf8').replaceAll(' -fno-gnu-unique', ''));
  return build;
}

/** The primitives have no cmake project: clang is called by set-up itself (setup/primitives.mjs). */
function describePrimitives() {
  const build = at('build/tidy/primitives');
  mkdirSync(build, { recursive: true });
  const commands = filesBelow(at('native/primitives'), (name) => name.endsWith('.c')).map((file) => ({
    directory: at(),
    file,
    arguments: ['clang-19', '-std=c11', '-DNDEBUG', '-isystem', python.include, `-I${at('native/gen')}`, '-c', file],
  }));
  writeFileSync(`${build}/compile_commands.json`, JSON.stringify(commands, null, 1));
  return build;
}

/** @param {string} build */
function sourcesOf(build) {
  const commands = /** @type {{ file: string }[]} */ (
    JSON.parse(readFileSync(`${build}/compile_commands.json`, 'utf8'))
  );
  return commands.map(({ file }) => file);
}

/**
 * @param {string} build folder with compile commands
 * @param {string} file
 * @returns {Promise<boolean>} true when it found nothing
 */
function tidy(build, file) {
  const child = spawn(TIDY, ['--quiet', '-p', build, file], { cwd: at(), stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(`FAILED ${relative(at(), file)}\n${output.trimEnd()}\n\n`);
      resolve(code === 0);
    });
  });
}

const wanted = process.argv.slice(2).map((name) => at(name));
const queue = [
  configure('cpython', [`-DPYTHON=${python.path}`], ['wire_header']),
  configure('llvm', [], []),
  describePrimitives(),
].flatMap((build) => sourcesOf(build).map((file) => ({ build, file })));
const left = queue.filter(({ file }) => wanted.length === 0 || wanted.includes(file));
const count = left.length;
let found = count === 0 ? 1 : 0;

async function work() {
  for (let next = left.pop(); next; next = left.pop()) if (!(await tidy(next.build, next.file))) found += 1;
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
process.stdout.write(found === 0 ? `ok, ${count} files\n` : `${found} of ${count} files with findings\n`);
process.exitCode = found === 0 ? 0 : 1;
