/**
 * llvm-bindings' native part: two minutes to compile, so it is kept in a cache outside the clone; and linked in our own
 * way, because every cold engine waits for it to load.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Log, run } from './command.mjs';
import { nodePrefix } from './node-headers.mjs';
import { lockedPackages } from './packages.mjs';
import { at } from './root.mjs';

const BUILD = at('node_modules/llvm-bindings/build');
const BUILT = `${BUILD}/Release/llvm-bindings.node`;

/** Raised when the way of linking changes: part of the cached file's name. */
const LINK_VERSION = '3';
/** Names the way a build was linked. One that a plain `npm ci` made has none: it works as well, but loads slowly. */
const LINKED = `${BUILD}/Release/link-version`;

/** LLVM 14's symbols stay inside (looking up thirty thousand takes time), and what nobody reaches stays out. */
const LINK_FLAGS =
  '-fuse-ld=lld -B/usr/lib/llvm-19/bin -Wl,-Bsymbolic -Wl,--exclude-libs,ALL -Wl,--gc-sections -Wl,-z,pack-relative-relocs';

/** True when llvm-bindings has its native part. */
export function bindingsBuilt() {
  return existsSync(BUILT);
}

function linkedOurWay() {
  return bindingsBuilt() && existsSync(LINKED) && readFileSync(LINKED, 'utf8') === LINK_VERSION;
}

/** Where a build of the locked llvm-bindings for this node and this LLVM 14 is kept. */
function cachedBindings() {
  const version = lockedPackages(at('package-lock.json'))['node_modules/llvm-bindings']?.version;
  const llvm = spawnSync('llvm-config-14', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? 'unknown';
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const name = `llvm-bindings-${version}-abi${process.versions.modules}-llvm${llvm}-${process.arch}-link${LINK_VERSION}`;
  return join(cache, 'tracejit', name, 'llvm-bindings.node');
}

/**
 * Copies through a temporary name, so that two set-ups at once never see half a file.
 * @param {string} from
 * @param {string} to
 */
function copyWhole(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const half = `${to}.${process.pid}`;
  copyFileSync(from, half);
  renameSync(half, to);
}

async function compile() {
  const log = new Log('llvm-bindings');
  rmSync(BUILD, { recursive: true, force: true }); // an older one remembers its flags
  const noTargets = at('build/no_targets.o');
  const source = at('native/llvm-bindings/no_targets.c');
  await run(log, 'cc', ['-O2', '-fPIC', '-I/usr/lib/llvm-14/include', '-c', source, '-o', noTargets]);
  const env = { npm_config_nodedir: nodePrefix(), LDFLAGS: `${LINK_FLAGS} ${noTargets}` };
  const mend = 'npm rebuild llvm-bindings --foreground-scripts';
  await run(log, 'npm', ['rebuild', 'llvm-bindings', '--foreground-scripts'], { env, mend });
}

/**
 * Keeps the build for the next clone. A cache that cannot be written costs time only.
 * @param {string} cached
 */
function keepBindings(cached) {
  try {
    copyWhole(BUILT, cached);
    return `kept in ${dirname(cached)}`;
  } catch (error) {
    return `not kept in ${dirname(cached)}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Brings llvm-bindings' native part in place.
 * @returns {Promise<string[]>} what was done, for the person who waits
 */
export async function ensureBindings() {
  if (linkedOurWay()) return [];
  const cached = cachedBindings();
  if (existsSync(cached)) {
    copyWhole(cached, BUILT);
    writeFileSync(LINKED, LINK_VERSION);
    return [`llvm-bindings restored from ${dirname(cached)}`];
  }
  process.stdout.write('set-up: compiling llvm-bindings, once for this machine (2 to 4 minutes)\n');
  await compile();
  writeFileSync(LINKED, LINK_VERSION);
  return ['llvm-bindings compiled', keepBindings(cached)];
}
