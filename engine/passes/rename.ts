/** A snapshot with other values in place of some. */
import type { Snapshot, Source, Value } from '../ir/region.ts';

export function renameSnapshot(snapshot: Snapshot, renamed: ReadonlyMap<number, Value>): Snapshot {
  const value = (old: Value): Value => renamed.get(old.id) ?? old;
  const source = (old: Source): Source => {
    if (old.kind === 'Value') return { kind: 'Value', value: value(old.value) };
    if (old.kind === 'OwnerOr') return { kind: 'OwnerOr', value: value(old.value), owner: value(old.owner) };
    return { ...old };
  };
  return {
    frames: snapshot.frames.map((frame) => ({
      ...frame,
      locals: frame.locals.map(source),
      stack: frame.stack.map(source),
    })),
    virtuals: snapshot.virtuals.map((virtual) => ({ ...virtual, parts: virtual.parts.map(source) })),
    names: snapshot.names.map((name) => ({ ...name, value: source(name.value) })),
  };
}
