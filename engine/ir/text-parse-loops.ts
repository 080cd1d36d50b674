/** Lines of a region's text about its loops: `loop …` and `verdict …`. */
import { PARALLEL_MODES } from '../../traces/format/kinds.ts';
import { PARALLEL_VERDICTS } from '../base/parallel-verdicts.ts';
import type { LoopNote, Region } from './region.ts';
import type { Line } from './text-tokens.ts';

function parseNote(line: Line): LoopNote {
  const place = { code: line.field('code'), unit: line.field('unit'), line: line.field('line') };
  const word = line.take('a mode');
  const mode = PARALLEL_MODES.find((known) => known === word);
  if (mode === undefined || mode === 'Off') return line.fail(`no mode ${word}`);
  return { ...place, mode, prange: line.skip('prange') };
}

/** Takes the line if it is one of these. */
export function parseLoopLine(line: Line, region: Region): boolean {
  if (line.skip('loop')) {
    region.loops.push(parseNote(line));
    return true;
  }
  if (!line.skip('verdict')) return false;
  const note = parseNote(line);
  const name = line.take('a verdict');
  const row = PARALLEL_VERDICTS.find((known) => known.name === name) ?? line.fail(`no verdict ${name}`);
  region.verdicts.push({ ...note, verdict: row.name, detail: line.string() });
  return true;
}
