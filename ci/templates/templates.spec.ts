import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { parse, parseDocument } from 'yaml';
import { at } from '#setup/root.mjs';
import { COMMANDS, type CommandModule } from '../../engine/cli/commands.ts';
import { COMMENT_MARKER } from '../../reports/forms/summary.ts';

interface Job {
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
  readonly needs?: readonly string[];
}

interface GitLabJob {
  readonly stage?: string;
  readonly extends?: string;
  readonly script?: readonly unknown[];
  readonly before_script?: readonly unknown[];
}

const JOB_KEYS = ['runs-on', 'container', 'timeout-minutes', 'strategy', 'if', 'permissions'];
const STEP_KEYS = ['uses', 'with', 'run', 'name', 'if', 'env'];
const GITHUB = readFileSync(at('ci', 'templates', 'github.yml'), 'utf8');
const GITLAB = readFileSync(at('ci', 'templates', 'gitlab.yml'), 'utf8');

const unknown = (part: object, known: readonly string[]) => Object.keys(part).filter((key) => !known.includes(key));

/** `tracejit <command> <words>`, wherever a line of a script calls it. */
function callsIn(text: string): { command: string; options: string[] }[] {
  const calls = text.matchAll(/(?<![\w/.-])tracejit ([a-z]+)([^\n|&>#)]*)/g);
  return [...calls].map(([, command = '', words = '']) => ({
    command,
    options: words.match(/(?<=\s)--?[a-z]+(?:-[a-z]+)*/g) ?? [],
  }));
}

async function optionsOf(name: string): Promise<string[] | null> {
  const entry = Object.entries(COMMANDS).find(([known]) => known === name)?.[1];
  if (!entry) return null;
  const command = new Command(name);
  ((await entry.load()) as CommandModule).define(command);
  return command.options.flatMap(({ long, short }) => [long ?? '', short ?? '']);
}

for (const [name, file] of Object.entries({ 'github.yml': GITHUB, 'gitlab.yml': GITLAB })) {
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

    it('is YAML, without a key that is there twice', () => {
      const { errors, warnings } = parseDocument(file, { merge: true });
      assert.deepEqual([...errors, ...warnings], []);
      assert.notDeepEqual(parseDocument(`${file}\nbroken: it: is\n`).errors, []);
    });
  });
}

describe('the workflow github.yml', () => {
  it('finds its comment by the marker that reports begin with', () => {
    assert.ok(GITHUB.includes(`startswith("${COMMENT_MARKER}")`));
  });

  it('has jobs of known parts, whose steps use an action or run a script, and need jobs that there are', () => {
    const { jobs, ...rest } = parse(GITHUB, { merge: true }) as { jobs: Record<string, Job> };
    assert.deepEqual(Object.keys(rest).toSorted(), ['env', 'name', 'on', 'permissions']);
    for (const [name, { steps, needs = [], ...others }] of Object.entries(jobs)) {
      assert.deepEqual(unknown(others, JOB_KEYS), [], name);
      assert.deepEqual(unknown(Object.fromEntries(needs.map((need) => [need, ''])), Object.keys(jobs)), [], name);
      for (const step of steps) {
        assert.deepEqual(unknown(step, STEP_KEYS), [], name);
        assert.ok('run' in step !== 'uses' in step, name);
        assert.match(step.uses ?? 'a/b@v1', /^[\w-]+\/[\w-]+@v\d+$/);
      }
    }
  });
});

describe('the workflow gitlab.yml', () => {
  it('has jobs of stages that there are, which extend what there is, and whose scripts are lines of text', () => {
    const { stages, variables, ...jobs } = parse(GITLAB) as Record<string, unknown> & { stages: string[] };
    assert.ok(variables);
    for (const [name, job] of Object.entries(jobs as Record<string, GitLabJob>)) {
      const { stage, extends: base, script = [], before_script: before = [] } = job;
      assert.ok(stage === undefined || stages.includes(stage), name);
      assert.ok(base === undefined || base in jobs, name);
      // A colon in a line that is not quoted makes a mapping of it.
      assert.ok(
        [...script, ...before].every((line) => typeof line === 'string'),
        name,
      );
      assert.ok(script.length > 0 || name.startsWith('.'), name);
    }
  });
});
