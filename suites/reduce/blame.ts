/**
 * Which compiled region makes a program diverge, and which pass: by leaving out more and more, in whole runs. Bisection
 * over "the first n regions only" as in cinderx's jitlist_bisect.py; passes are few, so they are left out one by one.
 */

/** The program under the configuration it diverges in, with some knobs set besides; true: it diverges in the same way. */
export type StillDiverges = (knobs: Readonly<Record<string, string>>) => Promise<boolean>;

export interface Blame {
  /** With so many regions it diverges, with one less it does not; null: not even all regions off make it agree. */
  readonly region: number | null;
  /** Passes without any one of which it agrees; empty: the lifter, codegen, LLVM or the runtime. */
  readonly passes: readonly string[];
}

/**
 * @param regions how many the diverging run installed; the answer is at most that
 * @param passes names that TRACEJIT_DISABLE takes
 */
export async function blame(diverges: StillDiverges, regions: number, passes: readonly string[]): Promise<Blame> {
  const region = await firstBadRegion(diverges, regions);
  const only = region === null ? {} : { TRACEJIT_MAX_REGIONS: String(region) };
  const guilty: string[] = [];
  for (const pass of passes) if (!(await diverges({ ...only, TRACEJIT_DISABLE: pass }))) guilty.push(pass);
  return { region, passes: guilty };
}

async function firstBadRegion(diverges: StillDiverges, regions: number): Promise<number | null> {
  const withOnly = (n: number) => diverges({ TRACEJIT_MAX_REGIONS: String(n) });
  if (await withOnly(0)) return null;
  let good = 0;
  let bad = Math.max(1, regions);
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (await withOnly(middle)) bad = middle;
    else good = middle;
  }
  return bad;
}

/** In one line. */
export function describeBlame({ region, passes }: Blame): string {
  if (region === null) return 'it differs with no region compiled as well: recording or entering, not compiled code';
  const where = `region ${region}`;
  if (passes.length === 0) return `${where}; no single pass: lifting, code generation or the runtime`;
  return `${where}; right without the pass ${passes.join(' or ')}`;
}
