/** `tracejit reduce` for engine/cli: options in, what to print and what became of it out. */
import { writeFileSync } from 'node:fs';
import { MissingProgram } from '../machine.ts';
import { WorkerError } from '../oracle/worker-error.ts';
import { caseFolder, saveCase } from '../regress/saved-case.ts';
import { type FileOptions, type ReducedFile, reduceFile } from './reduce-file.ts';
import { storyAsJson, tellStory } from './story.ts';

export interface ReduceFileOptions extends FileOptions {
  /** Where the reduced program is written; null: it is printed. */
  readonly output: string | null;
  /** A folder of cases, `true` for that of this checkout; null: it is not kept. */
  readonly save: string | true | null;
  readonly json: boolean;
}

/** `usage`: asked for nothing there is; `unable`: nothing can be said, or a program is missing or failed. */
export interface ReduceFileOutcome {
  readonly kind: 'reduced' | 'same' | 'usage' | 'unable';
  /** For standard output: the reduced program, or the report as JSON. */
  readonly text: string;
  /** For standard error. */
  readonly story: string;
}

/** Finds out whether a file diverges; writes the reduced program, and keeps it, where that is asked for. */
export async function reduce(options: ReduceFileOptions): Promise<ReduceFileOutcome> {
  if (options.save === true && options.mutant !== null)
    return {
      kind: 'usage',
      text: '',
      story: 'what a mutant does is no case for suites/regress: name a folder to --save',
    };
  try {
    const outcome = await reduceFile(options);
    if (outcome.kind === 'reduced') return { kind: 'reduced', ...deliver(outcome, options) };
    return { kind: outcome.kind === 'inconclusive' ? 'unable' : outcome.kind, text: '', story: outcome.text };
  } catch (error) {
    if (error instanceof MissingProgram || error instanceof WorkerError)
      return { kind: 'unable', text: '', story: error.message };
    throw error;
  }
}

function deliver(reduced: ReducedFile, { output, save, json }: ReduceFileOptions): { text: string; story: string } {
  const { small, file } = reduced;
  const story = [tellStory(reduced)];
  const program = `${small.source.trimEnd()}\n`;
  if (output !== null) {
    writeFileSync(output, program);
    story.push(`  written  ${output}`);
  }
  if (save !== null) {
    const replay = `tracejit reduce --configuration ${small.configuration} ${file}`;
    const kept = saveCase(save === true ? caseFolder() : save, { ...small, foundBy: 'tracejit reduce', replay });
    story.push(`  kept as  ${kept}`);
  }
  const text = json ? `${JSON.stringify(storyAsJson(reduced), null, 2)}\n` : output === null ? program : '';
  return { text, story: story.join('\n') };
}
