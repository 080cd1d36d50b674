/** Which kernels are measured: those asked for, and of them a runner's share. */
/** No kernel has a name asked for. */
export class NothingToMeasure extends Error {
  override name = 'NothingToMeasure';
}

export interface Choice {
  /** Exact names; all when empty. */
  readonly kernels: readonly string[];
  /** Part of a name; any when empty. */
  readonly filter: string;
  /** Share `index` (from 1) of `count`. */
  readonly shard: { readonly index: number; readonly count: number } | null;
}

/** In the order of the table. Every kernel is in one shard, and neighbours, which take alike long, are in different ones. */
export function chooseKernels<T extends { readonly name: string }>(
  all: readonly T[],
  { kernels, filter, shard }: Choice,
): T[] {
  const known = `kernels: ${all.map(({ name }) => name).join(', ')}`;
  const stranger = kernels.find((asked) => !all.some(({ name }) => name === asked));
  if (stranger !== undefined) throw new NothingToMeasure(`no kernel is called ${stranger}; ${known}`);
  const asked = all.filter(({ name }) => (kernels.length === 0 || kernels.includes(name)) && name.includes(filter));
  if (asked.length === 0) throw new NothingToMeasure(`no kernel is called like "${filter}"; ${known}`);
  const mine = asked.filter((_, k) => shard === null || k % shard.count === shard.index - 1);
  if (mine.length === 0) throw new NothingToMeasure(`${asked.length} kernels do not fill ${shard?.count} shards`);
  return mine;
}
