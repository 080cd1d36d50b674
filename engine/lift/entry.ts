/**
 * What native code reads before anything else, in the region's first block: slots of the entered frame, module-level
 * names, constants. Read lazily while lifting, so that nothing unused is guarded; read at entry, so that it dominates
 * every use. All of it holds until native code ends, because no Python code runs meanwhile (D-001).
 */

import { type BufferLayout, layoutNumber } from '../../traces/format/buffers.ts';
import { type KindMask, kindsOf, maskOf, type ValueKind } from '../../traces/format/kinds.ts';
import type { CodeObject } from '../../traces/format/trace.ts';
import type { BindingId, ExitId, SnapshotId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { OpName } from '../ir/ops.ts';
import type { Block, Value } from '../ir/region.ts';
import { type Av, type Buffer, type KnownType, NONE, NULL } from './abstract-value.ts';
import { guardBuffer, layoutSeen } from './buffer-guard.ts';
import type { Lifting } from './lifting.ts';

const TYPED: Partial<Record<ValueKind, [test: OpName, type: KnownType]>> = {
  List: ['IsList', 'List'],
  Tuple: ['IsTuple', 'Tuple'],
  Str: ['IsStr', 'Str'],
};

export class Entry {
  readonly #lifting: Lifting;
  readonly #block: Block;
  readonly #slots = new Map<number, Av>();
  readonly #values = new Map<string, Av>();
  readonly #quiet = new Set<number>();
  /** Buffers whose layout the kinds do not tell, and of which it was learnt since; by value. */
  readonly #buffers = new Map<number, Buffer | null>();
  #snapshot: SnapshotId | null = null;

  constructor(lifting: Lifting, block: Block) {
    this.#lifting = lifting;
    this.#block = block;
  }

  /** The value of a slot of the entered frame, typed as it was when the region was asked for. */
  slot(slot: number): Av {
    let av = this.#slots.get(slot);
    if (!av) {
      const { kind, elements } = at(this.#lifting.trace.slots, slot, 'entry slot');
      av = this.#typed(this.read('LoadSlot', [], { kind: 'slot', value: slot }), kind);
      const layout = layoutSeen(maskOf(kind), elements);
      if (layout !== null && av.kind === 'obj')
        av = { ...av, type: 'Buffer', buffer: guardBuffer(this, av.value, layout) };
      if (av.kind === 'obj') av = { ...av, home: slot };
      this.#slots.set(slot, av);
    }
    return av;
  }

  /** Nothing in the slot matters to anybody when it is dropped, at the exit, in place of where Python would drop it. */
  mustBeQuiet(slot: number): void {
    const { trace } = this.#lifting;
    const called = trace.entry === 'function' && slot >= parameterCount(at(trace.codes, trace.code));
    if (called || this.#quiet.has(slot)) return; // nothing is in the other locals of a call
    this.#quiet.add(slot);
    this.guard(this.read('IsQuiet', [this.read('LoadSlot', [], { kind: 'slot', value: slot })]));
  }

  /** A module-level name that is no function, type or module. */
  name(namespace: number, name: string, mask: KindMask): Av {
    const { bindings, builder, fn } = this.#lifting;
    const read = (): Value => {
      const dict = builder.constObj(fn, bindings.dict(namespace));
      return this.read('DictGet', [dict, builder.constObj(fn, bindings.name(name))]);
    };
    return this.#once(`name ${namespace} ${name}`, read, onlyKind(mask));
  }

  /** The value of a binding, typed by the kinds it was seen with. */
  bound(binding: BindingId, mask: KindMask): Av {
    return this.#once(
      `binding ${binding}`,
      () => this.#lifting.builder.constObj(this.#lifting.fn, binding),
      onlyKind(mask),
    );
  }

  /** In the entry function: read once, in its first block. In a native function: where it is used. */
  #once(key: string, read: () => Value, kind: ValueKind | null): Av {
    if (this.#lifting.fn.id !== 0) return this.#typed(read(), kind);
    let av = this.#values.get(key);
    if (!av) {
      av = this.#typed(read(), kind);
      this.#values.set(key, av);
    }
    return av;
  }

  /** The buffer behind an object read here and known to be one; null: it is to be guarded where it is used. */
  buffer(object: Value, layout: BufferLayout): Buffer | null {
    const known = this.#buffers.get(object.id);
    if (known !== null) return known && layoutNumber(known.layout) === layoutNumber(layout) ? known : null;
    const buffer = guardBuffer(this, object, layout);
    this.#buffers.set(object.id, buffer);
    return buffer;
  }

  read(op: OpName, args: readonly Value[], imm?: Parameters<Lifting['op']>[2]): Value {
    return this.#lifting.builder.value(this.#site, op, args, imm ? { imm } : {});
  }

  readExit(op: OpName, args: readonly Value[]): Value {
    return this.#lifting.builder.value(this.#site, op, args, { exit: this.#exitHere() });
  }

  guard(condition: Value): void {
    this.#lifting.builder.emit(this.#site, 'Guard', [condition], { exit: this.#exitHere() });
  }

  get #site(): Block {
    return this.#lifting.fn.id === 0 ? this.#block : this.#lifting.block;
  }

  #exitHere(): ExitId {
    return this.#lifting.fn.id === 0 ? this.exit() : this.#lifting.exit('TypeChanged');
  }

  /** Nothing happened: every slot stays. */
  exit(): ExitId {
    const { trace, builder } = this.#lifting;
    const code = at(trace.codes, trace.code);
    const locals = code.localNames.map(() => ({ kind: 'Keep' as const }));
    const stack = trace.slots.slice(locals.length).map(() => ({ kind: 'Keep' as const }));
    this.#snapshot ??= builder.addSnapshot({
      frames: [{ function: null, code: trace.code, unit: trace.unit, waiting: false, locals, stack }],
      virtuals: [],
      names: [],
    });
    const line = this.#lifting.context(trace.code).lines[trace.unit] ?? 0;
    return builder.addExit({
      reason: 'EntryGuard',
      snapshot: this.#snapshot,
      code: trace.code,
      unit: trace.unit,
      line,
      detail: '',
    });
  }

  #typed(object: Value, kind: ValueKind | null): Av {
    const number = (rep: 'I64' | 'F64' | 'I1', op: OpName): Av => {
      const value = this.readExit(op, [object]);
      return { kind: 'num', rep, value, owner: rep === 'I1' ? null : object, stable: true, cell: null };
    };
    if (kind === 'Int') return number('I64', 'UnboxI64');
    if (kind === 'Float') return number('F64', 'UnboxF64');
    if (kind === 'Bool') return number('I1', 'UnboxI1');
    if (kind === 'None') {
      this.guard(this.read('IsNone', [object]));
      return NONE;
    }
    const test = this.read('NotNull', [object]);
    if (kind === 'Null') {
      this.guard(this.read('I1Not', [test]));
      return NULL;
    }
    if (kind === 'Buffer' && this.#lifting.fn.id === 0) this.#buffers.set(object.id, null);
    const typed = kind === null ? undefined : TYPED[kind];
    this.guard(typed ? this.read(typed[0], [object]) : test);
    return { kind: 'obj', value: object, type: typed ? typed[1] : null, cell: null, stable: true };
  }
}

const CO_VARARGS = 0x4;
const CO_VARKEYWORDS = 0x8;

function parameterCount({ argCount, kwonlyCount, flags }: CodeObject): number {
  return argCount + kwonlyCount + (flags & CO_VARARGS ? 1 : 0) + (flags & CO_VARKEYWORDS ? 1 : 0);
}

/** The kind, if the mask holds just one. */
export function onlyKind(mask: KindMask): ValueKind | null {
  const kinds = kindsOf(mask);
  return kinds.length === 1 ? at(kinds, 0) : null;
}
