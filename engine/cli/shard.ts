/** `--shard i/n`: the share of the work that one of n runners does. */
import { UsageError } from './usage-error.ts';

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** @throws UsageError */
export function parseShard(text: string): Shard {
  const [, index = '', count = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index < 1 || shard.index > shard.count)
    throw new UsageError(`--shard ${text} is no share: 2/3 is the second of three`);
  return shard;
}

/** The shard's part of the whole numbers from `first` on: neighbours, as even as can be. */
export function shareOf(
  first: number,
  count: number,
  shard: Shard,
): { readonly first: number; readonly count: number } {
  const begin = Math.floor((count * (shard.index - 1)) / shard.count);
  const end = Math.floor((count * shard.index) / shard.count);
  return { first: first + begin, count: end - begin };
}
