/** Module-level names: LOAD_NAME, STORE_NAME, LOAD_GLOBAL, STORE_GLOBAL. */
import { at } from '../base/invariant.ts';
import type { Instruction } from '../bytecode/decode.ts';
import { type Av, copyOf, NULL } from './abstract-value.ts';
import { onlyKind } from './entry.ts';
import type { Lifting } from './lifting.ts';
import { operandMask, unbox } from './numbers.ts';
import { release } from './ownership.ts';
import type { CodeContext, NameState } from './state.ts';

function heldName(lifting: Lifting, name: string): NameState | undefined {
  const { namespace } = lifting.frame;
  return lifting.state.names.find((entry) => entry.namespace === namespace && entry.name === name);
}

/** The value of a name: held in registers, a watched function or type, or read when native code is entered. */
function valueOfName(lifting: Lifting, name: string): Av {
  const held = heldName(lifting, name);
  if (held) return held.av.kind === 'null' ? lifting.leave('Unbound') : copyOf(held.av);
  const observation = lifting.observation;
  if (!observation || observation.object === -2) return lifting.notCompiled(`name ${name}`);
  const { object, result, scope } = observation;
  if (object >= 0)
    return { kind: 'known', object, name, binding: lifting.bindings.global(lifting.functionBinding, name, object) };
  if (scope === 2 || result === 0) return lifting.notCompiled(`name ${name}`);
  return lifting.entry.name(lifting.frame.namespace, name, result);
}

export function loadName(lifting: Lifting): void {
  lifting.push(valueOfName(lifting, at(lifting.frame.context.code.names, lifting.instruction.arg)));
}

export function loadGlobal(lifting: Lifting): void {
  const { arg } = lifting.instruction;
  lifting.push(valueOfName(lifting, at(lifting.frame.context.code.names, arg >> 1)));
  if (arg & 1) lifting.push(NULL);
}

/** STORE_NAME and STORE_GLOBAL: the value stays in registers until an exit stores it. */
export function storeName(lifting: Lifting): void {
  const name = at(lifting.frame.context.code.names, lifting.instruction.arg);
  const top = lifting.peek(1);
  const kind = onlyKind(operandMask(lifting, 0));
  const value =
    top.kind === 'obj' && top.type === null && (kind === 'Int' || kind === 'Float' || kind === 'Bool')
      ? unbox(lifting, top, kind)
      : top;
  const popped = lifting.pop();
  const stored = value === top ? popped : value;
  const held = heldName(lifting, name);
  if (!held) {
    lifting.state.names.push({ namespace: lifting.frame.namespace, name, av: stored });
    return;
  }
  const old = held.av;
  held.av = stored;
  release(lifting, old)();
}

/** Kinds a name was seen with wherever the code loads it; 0: never. */
function loadedMask(context: CodeContext, index: number): number {
  let mask = 0;
  for (const it of context.instructions) {
    const loads = (it.op === 'LOAD_NAME' && it.arg === index) || (it.op === 'LOAD_GLOBAL' && it.arg >> 1 === index);
    if (loads) mask |= context.observations.get(it.unit)?.result ?? 0;
  }
  return mask;
}

/**
 * Names the loop stores are held in registers from the start, so that its first round has the form of all others.
 * Only names seen to be loaded as one kind; the others come in when they are stored.
 */
export function holdStoredNames(lifting: Lifting, within: readonly Instruction[]): void {
  const { frame } = lifting;
  const stored = new Set(within.filter((it) => it.op === 'STORE_NAME' || it.op === 'STORE_GLOBAL').map((it) => it.arg));
  for (const index of stored) {
    const mask = loadedMask(frame.context, index);
    const kind = onlyKind(mask);
    if (kind === null || kind === 'Null') continue;
    const name = at(frame.context.code.names, index);
    lifting.state.names.push({ namespace: frame.namespace, name, av: lifting.entry.name(frame.namespace, name, mask) });
  }
}
