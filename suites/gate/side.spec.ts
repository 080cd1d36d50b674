import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.ts';
import { GateUnable, GateUsage } from './refusal.ts';
import { findSide, forkPoint, git, type Side, sameSource, untrackedFiles, workingTree } from './side.ts';

type Commit = Side & { kind: 'commit' };

describe('the sides of a gate (start git and npm)', function () {
  this.timeout(60_000);
  let scratch: string;
  let clone: string;
  let cache: string;

  /** A repository whose set-up copies a file, and fails where the file says so. */
  before(() => {
    scratch = realpathSync(mkdtempSync(join(tmpdir(), 'tracejit-side-spec-')));
    [clone, cache] = [join(scratch, 'clone'), join(scratch, 'cache')];
    mkdirSync(join(clone, 'node_modules', 'package'), { recursive: true });
    writeFileSync(join(clone, 'node_modules', 'package', 'index.js'), '1');
    writeFileSync(join(clone, '.gitignore'), 'node_modules\nbuilt\n');
    const setup =
      'if grep -q broken source; then echo no compiler; exit 3; fi; echo $TRACEJIT_PYTHON >>built; cat source >>built';
    writeFileSync(join(clone, 'package.json'), JSON.stringify({ scripts: { setup } }));
    commands(['init', '-q', '-b', 'main']);
    commit('one');
    commands(['branch', 'side']);
    commit('two');
    commands(['checkout', '-q', 'side']);
    commit('three');
    commit('broken');
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  function commands(args: string[]): void {
    const identity = ['-c', 'user.name=spec', '-c', 'user.email=spec@localhost'];
    const done = spawnSync('git', ['-C', clone, ...identity, ...args], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
  }

  function commit(text: string): void {
    writeFileSync(join(clone, 'source'), `${text}\n`);
    commands(['add', '-A']);
    commands(['commit', '-qm', text]);
  }

  function commitOf(name: string): Commit {
    const side = findSide(name, clone);
    assert.ok(side.kind === 'commit');
    return side;
  }

  const place = () => ({ clone, cache, python: '/some/python', progress: () => undefined });

  it('are commits, checkouts or files, and else nothing', () => {
    assert.equal(findSide('main~1', clone).kind, 'commit');
    const folder = findSide(clone, scratch);
    assert.deepEqual(
      [folder.kind, folder.kind === 'folder' && folder.commit],
      ['folder', git(clone, 'rev-parse', 'HEAD')],
    );
    assert.equal(findSide(join(clone, 'source'), clone).kind, 'file');
    assert.throws(() => findSide('no-such-branch', clone), GateUsage);
    assert.throws(() => findSide('--all', clone), GateUsage);
    assert.throws(() => findSide('main', scratch), /is no git repository/);
  });

  it('are built in folders of equally long paths, for the python given, once for each commit', () => {
    const folders = [
      build(commitOf('main'), 0, place()),
      build(commitOf('side~1'), 0, place()),
      build(commitOf('main'), 1, place()),
    ];
    assert.equal(new Set(folders).size, 3);
    assert.equal(new Set(folders.map(({ length }) => length)).size, 1);
    assert.deepEqual(
      folders.map((folder) => readFileSync(join(folder, 'built'), 'utf8')),
      ['two', 'three', 'two'].map((text) => `/some/python\n${text}\n`),
    );
    assert.ok(existsSync(join(folders[0] ?? '', 'node_modules', 'package', 'index.js')));
    writeFileSync(join(folders[0] ?? '', 'kept'), '');
    assert.ok(existsSync(join(build(commitOf('main'), 0, place()), 'kept')));
  });

  it('that do not build say why', () => {
    assert.throws(
      () => build(commitOf('side'), 0, place()),
      (error) => error instanceof GateUnable && /no compiler/.test(error.message),
    );
  });

  it('may be the working tree with its changes, and it stays as it is', () => {
    assert.equal(sameSource(workingTree(clone), commitOf('HEAD'), clone), true);
    writeFileSync(join(clone, 'source'), 'changed\n');
    writeFileSync(join(clone, 'new'), '');
    try {
      const tree = workingTree(clone);
      assert.ok(tree.kind === 'commit');
      assert.equal(readFileSync(join(build(tree, 0, place()), 'built'), 'utf8'), '/some/python\nchanged\n');
      assert.equal(git(clone, 'status', '--porcelain'), 'M source\n?? new');
      assert.deepEqual(untrackedFiles(clone), ['new']);
      assert.equal(sameSource(tree, commitOf('HEAD'), clone), false);
      assert.equal(sameSource(findSide(clone, clone), commitOf('HEAD'), clone), false);
    } finally {
      rmSync(join(clone, 'new'));
      commands(['checkout', '-q', 'source']);
    }
    assert.equal(sameSource(findSide(clone, clone), commitOf('HEAD'), clone), true);
  });

  it('are compared from where they parted', () => {
    const base = forkPoint(commitOf('main'), commitOf('side'), clone);
    assert.equal(base.kind === 'commit' && base.commit, git(clone, 'rev-parse', 'main~1'));
    assert.deepEqual(forkPoint(commitOf('side~2'), commitOf('side'), clone), commitOf('side~2'));
    assert.deepEqual(forkPoint(commitOf('side'), commitOf('side~2'), clone), commitOf('side'));
  });
});
