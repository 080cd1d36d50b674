/** A fault of ours: something that cannot be, was. Never caught but at the service's door. */
export class InvariantError extends Error {
  override name = 'InvariantError';
}

/** Throws unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** The end of an exhaustive switch. */
export function unreachable(value: never, what = 'value'): never {
  throw new InvariantError(`unexpected ${what}: ${JSON.stringify(value)}`);
}

/** The element at `index`, which must exist. */
export function at<T>(items: ArrayLike<T>, index: number, what = 'index'): T {
  const item = items[index];
  if (item === undefined) throw new InvariantError(`${what} ${index} outside 0..${items.length - 1}`);
  return item;
}
