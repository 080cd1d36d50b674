/**
 * Which line each code unit belongs to.
 * Source: CPython 3.13 Objects/codeobject.c `advance`, `get_line_delta` (location table, Objects/locations.md).
 */

function readVarint(table: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  let shift = 0;
  let next = at;
  for (;;) {
    const byte = table[next] ?? 0;
    next += 1;
    value |= (byte & 63) << shift;
    if ((byte & 64) === 0) return [value, next];
    shift += 6;
  }
}

function lineDelta(table: Uint8Array, at: number): number {
  const form = ((table[at] ?? 0) >> 3) & 15;
  if (form === 13 || form === 14) {
    const [zigzag] = readVarint(table, at + 1);
    return zigzag & 1 ? -(zigzag >> 1) : zigzag >> 1;
  }
  if (form === 11 || form === 12) return form - 10;
  return 0;
}

/** Line of every unit; 0 where there is none. (units: length of the code in units) */
export function lineOfUnits(lineTable: Uint8Array, firstLine: number, units: number): number[] {
  const lines: number[] = new Array<number>(units).fill(0);
  let line = firstLine;
  let unit = 0;
  for (let at = 0; at < lineTable.length && unit < units; ) {
    const head = lineTable[at] ?? 0;
    const length = (head & 7) + 1;
    line += lineDelta(lineTable, at);
    const shown = ((head >> 3) & 15) === 15 ? 0 : line;
    for (let i = 0; i < length && unit < units; i += 1) lines[unit++] = shown;
    at += 1;
    while (at < lineTable.length && ((lineTable[at] ?? 0) & 128) === 0) at += 1;
  }
  return lines;
}
