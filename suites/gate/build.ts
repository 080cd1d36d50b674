/** Both sides, built before anything is measured, in folders whose paths are equally long. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { GateUnable } from './refusal.ts';
import { git, type Side } from './side.ts';

export interface BuildPlace {
  /** The repository the commits are of; its node_modules is shared. */
  readonly clone: string;
  /** Folder that keeps the built commits. */
  readonly cache: string;
  /** The python to build for. */
  readonly python: string;
  readonly progress: (line: string) => void;
}

/** Built commits that are kept; the least recently used goes. Each takes 60 MB, node_modules not counted. */
const KEPT = 8;

export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'tracejit', 'gate');
}

/**
 * The folder in which `side` stands built.
 * @param copy 0, or 1 for the second of two builds of one commit: each side has a folder of its own
 * @throws GateUnable when it cannot be built
 */
export function build(side: Side & { kind: 'commit' | 'folder' }, copy: 0 | 1, place: BuildPlace): string {
  const folder = side.kind === 'folder' ? side.folder : checkOut(side.commit, copy, place);
  place.progress(`building ${side.label} in ${folder}`);
  const env = { ...process.env, TRACEJIT_PYTHON: place.python };
  const child = spawnSync('npm', ['run', 'setup'], { cwd: folder, encoding: 'utf8', env });
  if (child.error) throw new GateUnable(`npm cannot be started: ${child.error.message}`);
  if (child.status !== 0)
    throw new GateUnable(
      `${side.label} (${side.commit}) does not build: "npm run setup" in ${folder} says: ${lastLines(child.stdout + child.stderr)}`,
    );
  if (side.kind === 'commit') utimesSync(folder, new Date(), new Date());
  return folder;
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-12).join('\n');
}

/** A worktree of the commit, of twelve digits and the copy's number: all of them have paths of one length. */
function checkOut(commit: string, copy: 0 | 1, { clone, cache }: BuildPlace): string {
  const folder = join(cache, `${commit.slice(0, 12)}.${copy}`);
  mkdirSync(cache, { recursive: true });
  if (git(folder, 'rev-parse', 'HEAD') === commit && existsSync(join(folder, 'package.json'))) return folder;
  rmSync(folder, { recursive: true, force: true });
  forgetOldest(clone, cache);
  const added = spawnSync('git', ['-C', clone, 'worktree', 'add', '--force', '--detach', folder, commit], {
    encoding: 'utf8',
  });
  if (added.status !== 0) throw new GateUnable(`no worktree for ${commit}: ${added.stderr.trim()}`);
  shareModules(join(clone, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** By hard links where the file system allows. Set-up replaces packages that the commit has in other versions, file by file. */
function shareModules(from: string, to: string): void {
  if (!existsSync(from)) return;
  if (spawnSync('cp', ['-al', from, to]).status === 0) return;
  rmSync(to, { recursive: true, force: true });
  const copied = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (copied.status !== 0) throw new GateUnable(`node_modules cannot be copied to ${to}: ${copied.stderr.trim()}`);
}

function forgetOldest(clone: string, cache: string): void {
  const age = (name: string) => statSync(join(cache, name)).mtimeMs;
  const oldestFirst = readdirSync(cache).toSorted((x, y) => age(x) - age(y));
  for (const name of oldestFirst.slice(0, Math.max(0, oldestFirst.length - KEPT + 1)))
    rmSync(join(cache, name), { recursive: true, force: true });
  git(clone, 'worktree', 'prune');
}
