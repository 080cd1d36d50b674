import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { at } from '#setup/root.mjs';
import { COMMANDS, type CommandModule } from '../../engine/cli/commands.ts';
import { COMMENT_MARKER } from '../../reports/forms/summary.ts';

/** `tracejit <command> <words>`, wherever a line of a script calls it. */
function callsIn(text: string): { command: string; options: string[] }[] {
  const calls = text.matchAll(/(?<![\w/.-])tracejit ([a-z]+)([^\n|&>#)]*)/g);
  return [...calls].map(([, command = '', words = '']) => ({
    command,
    options: words.match(/(?<=\s)--?[a-z]+/g) ?? [],
  }));
}

async function optionsOf(name: string): Promise<string[] | null> {
  const entry = Object.entries(COMMANDS).find(([known]) => known === name)?.[1];
  if (!entry) return null;
  const command = new Command(name);
  ((await entry.load()) as CommandModule).define(command);
  return command.options.flatMap(({ long, short }) => [long ?? '', short ?? '']);
}

for (const name of ['github.yml', 'gitlab.yml']) {
  const file = readFileSync(at('ci', 'templates', name), 'utf8');
  // What is said for people is no script.
  const text = file.replace(/(^|\s)#.*$/gm, '$1');

  describe(`the workflow ${name}`, () => {
    it('calls commands that there are, with options that they have', async () => {
      const calls = callsIn(text);
      assert.deepEqual([...new Set(calls.map(({ command }) => command))].toSorted(), [
        'bench',
        'compare',
        'fuzz',
        'report',
        'test',
      ]);
      for (const { command, options } of calls) {
        const known = await optionsOf(command);
        assert.ok(known, command);
        assert.deepEqual(
          options.filter((option) => !known.includes(option)),
          [],
          command,
        );
      }
    });

    it('refers to jobs and steps that it has, and is indented by spaces', () => {
      assert.doesNotMatch(text, /\t/);
      const anchors = [...text.matchAll(/ &(\w+)$/gm)].map(([, anchor]) => anchor);
      const used = [...text.matchAll(/- \*(\w+)$/gm)].map(([, anchor]) => anchor);
      assert.deepEqual(new Set(used), new Set(anchors));
      const jobs = [...text.matchAll(/^ {0,2}([\w.]+):/gm)].map(([, job]) => job);
      const needed = [...text.matchAll(/needs: \[(.*)\]/g)].flatMap(([, list = '']) => list.split(', '));
      const extended = [...text.matchAll(/extends: (\S+)/g)].map(([, job]) => job);
      assert.deepEqual(
        [...needed, ...extended].filter((job) => !jobs.includes(job)),
        [],
      );
    });
  });
}

describe('the workflow github.yml', () => {
  it('finds its comment by the marker that reports begin with', () => {
    assert.ok(readFileSync(at('ci', 'templates', 'github.yml'), 'utf8').includes(`startswith("${COMMENT_MARKER}")`));
  });
});
