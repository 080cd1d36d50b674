/** Python's describe() (subject.py), of the JavaScript value that stands for the same Python value. */
import { type PyArgument, PyFloat, PyTuple } from '../../native/node/index.ts';

/** Type and bits as Python is to see them. */
export function describeValue(value: PyArgument): string {
  if (value === null) return 'NoneType None';
  if (typeof value === 'boolean') return value ? 'bool True' : 'bool False';
  if (typeof value === 'bigint') return int(value);
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? int(BigInt(value)) : float(value);
  if (value instanceof PyFloat) return float(value.value);
  if (typeof value === 'string') return `str ${Buffer.from(value, 'utf16le').swap16().toString('hex')}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (value instanceof PyTuple) return `tuple(${value.map(describeValue).join(', ')})`;
  if (Array.isArray(value)) return `list(${value.map(describeValue).join(', ')})`;
  if (value instanceof Set) return `set(${Array.from(value, describeValue).sort().join(', ')})`;
  const pairs: Iterable<[PyArgument, PyArgument]> = value instanceof Map ? value : Object.entries(value);
  return `dict(${Array.from(pairs, ([key, item]) => `${describeValue(key)}: ${describeValue(item)}`).join(', ')})`;
}

function int(value: bigint): string {
  return `int ${value < 0n ? '-' : ''}0x${(value < 0n ? -value : value).toString(16)}`;
}

function float(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return `float ${bytes.toString('hex')}`;
}
