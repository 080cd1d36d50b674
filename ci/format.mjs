/** `npm run format`: puts every source file into shape (Biome for TypeScript and JSON, clang-format for C and C++). */
import { spawnSync } from 'node:child_process';
import { nativeSources } from './setup/native-sources.mjs';
import { at } from './setup/root.mjs';

const COMMANDS = [
  [at('node_modules/.bin/biome'), 'check', '--write', '.'],
  ['clang-format-19', '-i', ...nativeSources()],
];

for (const [program = '', ...args] of COMMANDS) {
  const { status } = spawnSync(program, args, { cwd: at(), stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
