/** A trace as text for people: what was entered, each code object disassembled with what was seen of it. */

import { BUFFER_CONTAINERS, BUFFER_ELEMENTS, CONTAINER_BIT, ITERATOR_BIT } from '../../traces/format/buffers.ts';
import { type KindMask, kindsOf, maskOf } from '../../traces/format/kinds.ts';
import type { CodeObject, Const, EntrySlot, NamedObject, Observation, Trace } from '../../traces/format/trace.ts';
import { decode, type Instruction } from './decode.ts';
import { lineOfUnits } from './lines.ts';

const SCOPES = ['locals', 'globals', 'builtins'] as const;

const maskText = (mask: KindMask) => kindsOf(mask).join('|') || '-';

function constText(value: Const): string {
  switch (value.kind) {
    case 'None':
    case 'Ellipsis':
      return value.kind;
    case 'Bool':
      return value.value ? 'True' : 'False';
    case 'Int':
      return String(value.value);
    case 'BigInt':
      return value.text;
    case 'Float':
      return Object.is(value.value, -0)
        ? '-0.0'
        : Number.isInteger(value.value)
          ? value.value.toFixed(1)
          : String(value.value);
    case 'Str':
      return JSON.stringify(value.text);
    case 'Tuple':
      return `(${value.items.map(constText).join(', ')})`;
    case 'Code':
      return `<code ${value.code}>`;
    case 'Other':
      return `<${value.type}>`;
  }
}

function objectText(object: NamedObject): string {
  const parts = [object.kind, [object.module, object.name].filter((name) => name !== '').join('.')];
  if (object.code >= 0) parts.push(`code ${object.code}`);
  if (object.namespace >= 0) parts.push(`namespace ${object.namespace}`);
  if (object.defaults.length > 0) parts.push(`defaults ${object.defaults.map(maskText).join(', ')}`);
  if (object.closure.length > 0) parts.push(`closure ${object.closure.map(maskText).join(', ')}`);
  if (object.self !== 'Null') parts.push(`self ${object.self}`);
  return parts.join(' ');
}

/** What is inside; of buffers their layouts. */
function elementsText(kinds: number, elements: number): string {
  if (kinds !== maskOf('Buffer')) return maskText(elements);
  const names = [
    ...BUFFER_ELEMENTS.filter((_, e) => (elements >>> e) & 1),
    ...BUFFER_CONTAINERS.filter((_, c) => (elements >>> (CONTAINER_BIT + c)) & 1),
  ];
  return (elements >>> ITERATOR_BIT) & 1 ? `${names.join('|')} iterator` : names.join('|');
}

function observationText(of: Observation): string {
  const operands = of.operands.map((mask, i) => {
    const elements = of.elements[i] ?? 0;
    return elements === 0 ? maskText(mask) : `${maskText(mask)} of ${elementsText(mask, elements)}`;
  });
  const parts = [`${of.count}x (${operands.join(', ')})`];
  if (of.result !== 0) parts.push(`-> ${maskText(of.result)}`);
  if (of.object >= 0) parts.push(`object ${of.object}`);
  if (of.object === -2) parts.push('more than one object');
  if (of.scope > 0) parts.push(`in ${SCOPES[of.scope]}`);
  return parts.join(' ');
}

/** What the argument of an instruction names, where it names something. */
function argumentText({ op, arg, target }: Instruction, code: CodeObject): string {
  if (target >= 0) return `to ${target}`;
  if (op === 'LOAD_CONST' || op === 'RETURN_CONST') {
    const value = code.consts[arg];
    return value ? constText(value) : '';
  }
  if (op === 'LOAD_GLOBAL') return code.names[arg >> 1] ?? '';
  if (op === 'LOAD_ATTR') return code.names[arg >> 1] ?? '';
  if (/_NAME$|_GLOBAL$/.test(op)) return code.names[arg] ?? '';
  if (/^(LOAD|STORE)_FAST_(LOAD|STORE)_FAST$/.test(op))
    return `${code.localNames[arg >> 4] ?? ''}, ${code.localNames[arg & 15] ?? ''}`;
  if (/_(FAST|DEREF|CLEAR|CHECK|CELL)$/.test(op)) return code.localNames[arg] ?? '';
  return '';
}

/** One code object disassembled, with what was seen of each instruction. */
export function codeLines(code: CodeObject, index: number): string[] {
  const lines = lineOfUnits(code.lineTable, code.firstLine, code.code.length / 2);
  const seen = new Map(code.observations.map((of) => [of.unit, of]));
  const listing = [`code ${index}: ${code.qualname} (${code.filename}:${code.firstLine}) ${code.hash}`];
  const parallel = code.parallel === 'Off' ? '' : `; parallel ${code.parallel}`;
  listing.push(
    `  locals ${code.localNames.join(', ') || '-'}; stack ${code.stackSize}; flags 0x${code.flags.toString(16)}${parallel}`,
  );
  let last = 0;
  for (const instruction of decode(code.code)) {
    const line = lines[instruction.unit] ?? 0;
    const of = seen.get(instruction.unit);
    const notes = [of && observationText(of), code.pranges.includes(instruction.unit) && 'called prange'].filter(
      Boolean,
    );
    const place = `${line === last ? '' : line}`.padStart(6);
    const argument = `${instruction.arg} ${argumentText(instruction, code)}`.trim();
    listing.push(
      `${place} ${String(instruction.unit).padStart(5)} ${instruction.op.padEnd(22)} ${argument.padEnd(18)}${notes.length > 0 ? ` ; ${notes.join('; ')}` : ''}`.trimEnd(),
    );
    last = line;
  }
  return listing;
}

function slotText(slot: EntrySlot, index: number, code: CodeObject | undefined): string {
  const locals = code?.localNames.length ?? 0;
  const name = index < locals ? (code?.localNames[index] ?? '') : `stack ${index - locals}`;
  const elements = slot.elements === 0 ? '' : ` of ${elementsText(maskOf(slot.kind), slot.elements)}`;
  const step = slot.kind === 'RangeIter' ? ` step ${slot.step}` : '';
  return `  ${name}: ${slot.kind}${elements}${step}`;
}

/** Lines of text; ends without a newline. */
export function traceListing(trace: Trace): string {
  const code = trace.codes[trace.code];
  const lines = [
    `trace version ${trace.version}, recorded by Python ${trace.python.split(' ')[0]}`,
    `${trace.entry} of code ${trace.code} (${code?.qualname ?? '?'}) entered at unit ${trace.unit}`,
    'slots:',
    ...trace.slots.map((slot, i) => slotText(slot, i, code)),
    ...trace.namespaces.map((name, i) => `namespace ${i}: ${name}`),
    ...trace.objects.map((object, i) => `object ${i}: ${objectText(object)}`),
    ...trace.codes.flatMap((each, i) => ['', ...codeLines(each, i)]),
  ];
  return lines.join('\n');
}

/** The trace as JSON: bytes as hex, big numbers as text. */
export function traceJson(trace: Trace): string {
  return JSON.stringify(
    trace,
    (_, value: unknown) => {
      if (typeof value === 'bigint') return String(value);
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
    },
    2,
  );
}
