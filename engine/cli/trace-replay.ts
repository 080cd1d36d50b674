/** A trace through the stages that need no LLVM and no Python; the same trace gives the same bytes, anywhere. */
import type { Trace } from '../../traces/format/trace.ts';
import { traceListing } from '../bytecode/trace-listing.ts';
import { printRegion } from '../ir/text.ts';
import { readKnobs } from '../service/knobs.ts';
import { createStages } from '../service/stages.ts';

/** Stages by dump letter. */
export const REPLAY_STAGES = {
  t: 'the trace',
  i: 'the IR as lifted',
  o: 'the IR after all passes',
} as const satisfies Record<string, string>;

/** Text by letter, for the letters asked for. @throws Bail */
export function replayTrace(trace: Trace, letters: string): Record<string, string> {
  const texts: Record<string, string> = {};
  if (letters.includes('t')) texts['t'] = traceListing(trace);
  if (!/[io]/.test(letters)) return texts;
  const stages = createStages(readKnobs(process.env));
  const region = stages.lift(trace);
  if (letters.includes('i')) texts['i'] = printRegion(region);
  if (!letters.includes('o')) return texts;
  stages.optimise(region, trace);
  texts['o'] = printRegion(region);
  return texts;
}
