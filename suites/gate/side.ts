/** What is compared: a commit of this repository, a checkout as it stands, or a result kept in a file. */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GateUsage } from './refusal.ts';

export type Side =
  | { readonly kind: 'commit'; readonly label: string; readonly commit: string }
  | { readonly kind: 'folder'; readonly label: string; readonly commit: string; readonly folder: string }
  | { readonly kind: 'file'; readonly label: string; readonly file: string };

/** What git says, or null where it says no. */
export function git(folder: string, ...args: string[]): string | null {
  const child = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
  return child.status === 0 ? child.stdout.trim() : null;
}

/**
 * A folder with a package.json is a checkout, another file a result; anything else must name a commit.
 * @throws GateUsage
 */
export function findSide(word: string, clone: string): Side {
  const found = statSync(word, { throwIfNoEntry: false });
  if (found?.isFile()) return { kind: 'file', label: word, file: word };
  if (found?.isDirectory() && existsSync(join(word, 'package.json'))) {
    const folder = realpathSync(word);
    return { kind: 'folder', label: word, folder, commit: git(folder, 'rev-parse', 'HEAD') ?? 'no commit' };
  }
  if (git(clone, 'rev-parse', '--git-dir') === null) throw new GateUsage(`${clone} is no git repository`);
  const commit = git(clone, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${word}^{commit}`);
  if (commit === null)
    throw new GateUsage(`"${word}" is no commit of ${clone}, no folder with a checkout and no result file`);
  return { kind: 'commit', label: word, commit };
}

/**
 * The working tree as a commit: HEAD, or what HEAD and the changes to tracked files make together. Nothing is changed:
 * `git stash create` only writes objects.
 */
export function workingTree(clone: string): Side {
  const stash = git(clone, '-c', 'user.name=tracejit gate', '-c', 'user.email=gate@localhost', 'stash', 'create');
  if (stash === null) throw new GateUsage(`${clone} is no git repository, or has no commit`);
  return stash === '' ? findSide('HEAD', clone) : { kind: 'commit', label: 'HEAD with changes', commit: stash };
}

/** Where head left base's line: what others did there since is not head's doing. */
export function forkPoint(base: Side, head: Side, clone: string): Side {
  if (base.kind !== 'commit' || head.kind !== 'commit') return base;
  const commit = git(clone, 'merge-base', base.commit, head.commit);
  if (commit === null || commit === base.commit || commit === head.commit) return base;
  return { kind: 'commit', label: `merge base with ${base.label}`, commit };
}

/** Files a gate of the working tree leaves out. */
export function untrackedFiles(clone: string): readonly string[] {
  return (git(clone, 'ls-files', '--others', '--exclude-standard') ?? '').split('\n').filter((name) => name !== '');
}

/** Whether both sides are the same files: a comparison of a build with itself shows nothing but the noise. */
export function sameSource(a: Side, b: Side, clone: string): boolean {
  return sourceOf(a, clone) === sourceOf(b, clone);
}

/** A name of the files themselves: git's tree, or the folder where they are in no commit. */
function sourceOf(side: Side, clone: string): string {
  if (side.kind === 'file') return side.file;
  const [folder, changed] =
    side.kind === 'folder' ? [side.folder, git(side.folder, 'status', '--porcelain') !== ''] : [clone, false];
  return (changed ? null : git(folder, 'rev-parse', `${side.commit}^{tree}`)) ?? folder;
}
