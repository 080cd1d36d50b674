/** Refuses, at the door, a trace whose parts do not hold together: behind it indices need no second look. */
import { TraceFormatError } from './format-error.ts';
import { VALUE_KINDS } from './kinds.ts';
import { type CodeObject, type Const, type NamedObject, type Observation, TRACE_VERSION, type Trace } from './trace.ts';

const ALL_KINDS = 2 ** VALUE_KINDS.length - 1;
/** The recorder looks at this many operands, counted from the top of the stack. */
const MAX_OPERANDS = 8;
/** CO_FAST_HIDDEN, _LOCAL, _CELL, _FREE. */
const LOCAL_KIND_BITS = 0xf0;
/** Calls and loads: none seen, more than one seen. */
const NO_OBJECT = -1;
const MANY_OBJECTS = -2;

function check(condition: boolean, field: string, problem: () => string): void {
  if (!condition) throw new TraceFormatError(field, problem());
}

function checkIndex(value: number, length: number, field: string, ...others: number[]): void {
  const fine = others.includes(value) || (Number.isInteger(value) && value >= 0 && value < length);
  check(
    fine,
    field,
    () => `${value} is not an index into ${length} items${others.length > 0 ? ` nor ${others.join(' or ')}` : ''}`,
  );
}

function checkMask(mask: number, field: string): void {
  check(mask >= 0 && mask <= ALL_KINDS, field, () => `mask ${mask} names kinds beyond the ${VALUE_KINDS.length} known`);
}

function checkMasks(masks: readonly number[], field: string): void {
  masks.forEach((mask, i) => checkMask(mask, `${field}[${i}]`));
}

function checkConst(value: Const, trace: Trace, field: string): void {
  if (value.kind === 'Code') checkIndex(value.code, trace.codes.length, `${field}.code`, -1);
  if (value.kind === 'BigInt')
    check(
      /^-?[0-9]+$/.test(value.text),
      `${field}.text`,
      () => `${JSON.stringify(value.text)} is not a decimal number`,
    );
  if (value.kind === 'Tuple') value.items.forEach((item, i) => checkConst(item, trace, `${field}.items[${i}]`));
}

function checkObservation(of: Observation, units: number, trace: Trace, field: string): void {
  checkIndex(of.unit, units, `${field}.unit`);
  check(
    of.count > 0 || of.operands.every((mask) => mask === 0),
    `${field}.count`,
    () => 'kinds of operands that were never seen',
  );
  check(
    of.operands.length <= MAX_OPERANDS,
    `${field}.operands`,
    () => `${of.operands.length} operands, more than ${MAX_OPERANDS}`,
  );
  check(
    of.elements.length <= of.operands.length,
    `${field}.elements`,
    () => `${of.elements.length} for ${of.operands.length} operands`,
  );
  checkMasks(of.operands, `${field}.operands`);
  checkMasks(of.elements, `${field}.elements`);
  checkMask(of.result, `${field}.result`);
  checkIndex(of.object, trace.objects.length, `${field}.object`, NO_OBJECT, MANY_OBJECTS);
  check(of.scope <= 2, `${field}.scope`, () => `${of.scope} is not a scope (0 locals, 1 globals, 2 builtins)`);
}

function checkObservations(code: CodeObject, trace: Trace, field: string): void {
  let last = -1;
  code.observations.forEach((of, i) => {
    const at = `${field}.observations[${i}]`;
    checkObservation(of, code.code.length / 2, trace, at);
    check(of.unit > last, `${at}.unit`, () => `${of.unit} after ${last}: not in ascending order`);
    last = of.unit;
  });
}

function checkCounts(code: CodeObject, field: string): void {
  const { argCount, posonlyCount, kwonlyCount, stackSize } = code;
  check(stackSize >= 0, `${field}.stackSize`, () => `${stackSize} is negative`);
  check(
    posonlyCount >= 0 && posonlyCount <= argCount,
    `${field}.posonlyCount`,
    () => `${posonlyCount} of ${argCount} arguments`,
  );
  check(kwonlyCount >= 0, `${field}.kwonlyCount`, () => `${kwonlyCount} is negative`);
  check(
    argCount + kwonlyCount <= code.localNames.length,
    `${field}.argCount`,
    () => `${argCount} + ${kwonlyCount} arguments in ${code.localNames.length} slots`,
  );
}

function checkPranges({ pranges, code }: CodeObject, field: string): void {
  pranges.forEach((unit, i) => {
    checkIndex(unit, code.length / 2, `${field}.pranges[${i}]`);
    const before = pranges[i - 1] ?? -1;
    check(unit > before, `${field}.pranges[${i}]`, () => `${unit} after ${before}: not in ascending order`);
  });
}

function checkCode(code: CodeObject, trace: Trace, field: string): void {
  const length = code.code.length;
  check(length > 0 && length % 2 === 0, `${field}.code`, () => `${length} bytes are not whole code units`);
  check(/^[0-9a-f]+$/.test(code.hash), `${field}.hash`, () => `${JSON.stringify(code.hash)} is not a hex digest`);
  check(
    code.localNames.length === code.localKinds.length,
    `${field}.localKinds`,
    () => `${code.localKinds.length} kinds for ${code.localNames.length} names`,
  );
  code.localKinds.forEach((kind, i) =>
    check(
      (kind & ~LOCAL_KIND_BITS) === 0 && kind !== 0,
      `${field}.localKinds[${i}]`,
      () => `0x${kind.toString(16)} is not a kind of local`,
    ),
  );
  checkCounts(code, field);
  checkPranges(code, field);
  code.consts.forEach((value, i) => checkConst(value, trace, `${field}.consts[${i}]`));
  checkObservations(code, trace, field);
}

function checkObject(object: NamedObject, trace: Trace, field: string): void {
  checkIndex(object.code, trace.codes.length, `${field}.code`, -1);
  checkIndex(object.namespace, trace.namespaces.length, `${field}.namespace`, -1);
  checkMasks(object.defaults, `${field}.defaults`);
  checkMasks(object.closure, `${field}.closure`);
}

function checkEntry(trace: Trace): void {
  checkIndex(trace.code, trace.codes.length, 'code');
  const code = trace.codes[trace.code];
  if (code === undefined) return;
  checkIndex(trace.unit, code.code.length / 2, 'unit');
  const least = code.localNames.length;
  const most = least + code.stackSize;
  const { length } = trace.slots;
  check(
    length >= least && length <= most,
    'slots',
    () => `${length} slots, the frame has ${least} locals and up to ${code.stackSize} operands`,
  );
  trace.slots.forEach((slot, i) => checkMask(slot.elements, `slots[${i}].elements`));
  check(trace.namespaces.length > 0, 'namespaces', () => 'is empty; number 0 is the one of the code entered');
}

/** @throws TraceFormatError naming the first field that does not hold. */
export function validateTrace(trace: Trace): void {
  check(
    trace.version === TRACE_VERSION,
    'version',
    () => `${trace.version}; this engine reads version ${TRACE_VERSION}`,
  );
  checkEntry(trace);
  trace.codes.forEach((code, i) => checkCode(code, trace, `codes[${i}]`));
  trace.objects.forEach((object, i) => checkObject(object, trace, `objects[${i}]`));
}
