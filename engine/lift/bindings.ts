/** Names the objects native code needs (deopt/bindings.ts), starting from the frame entered or a function bound before. */

import type { NamedObject, Trace } from '../../traces/format/trace.ts';
import type { BindingId } from '../base/ids.ts';
import { at } from '../base/invariant.ts';
import type { Binding } from '../deopt/bindings.ts';
import type { RegionBuilder } from '../ir/builder.ts';
import type { NameBindings } from './snapshot.ts';

const PLAIN: Binding = { kind: 'Const', parent: -1, index: 0, name: '', path: [], expect: null, expectHash: '' };

export class Bindings implements NameBindings {
  readonly #trace: Trace;
  readonly #builder: RegionBuilder;
  /** Some function whose globals are that namespace; -1: the frame entered. */
  readonly #owners = new Map<number, number>([[0, -1]]);

  constructor(trace: Trace, builder: RegionBuilder) {
    this.#trace = trace;
    this.#builder = builder;
  }

  #add(binding: Partial<Binding>): BindingId {
    return this.#builder.addBinding({ ...PLAIN, ...binding });
  }

  constant(parent: number, path: readonly number[]): BindingId {
    return this.#add({ kind: 'Const', parent, path });
  }

  /** What a global or builtin name was seen to be. */
  global(parent: number, name: string, object: number): BindingId {
    return this.#found(this.#add({ kind: 'Global', parent, name, ...this.#expect(object) }), object);
  }

  attribute(parent: number, name: string, object: number): BindingId {
    return this.#found(this.#add({ kind: 'Attr', parent, name, ...this.#expect(object) }), object);
  }

  /** A plain value in a module: only its kind is promised. */
  attributeValue(parent: number, name: string, expect: NamedObject): BindingId {
    return this.#add({ kind: 'Attr', parent, name, expect });
  }

  cellContents(cell: number, object: number): BindingId {
    return this.#found(this.#add({ kind: 'CellContents', parent: cell, ...this.#expect(object) }), object);
  }

  defaultOf(parent: number, index: number): BindingId {
    return this.#add({ kind: 'Default', parent, index });
  }

  closure(parent: number, index: number): BindingId {
    return this.#add({ kind: 'Closure', parent, index });
  }

  typeAttribute(object: number): BindingId {
    const named = at(this.#trace.objects, object);
    return this.#add({ kind: 'TypeAttr', name: named.name.split('.').pop() ?? '', expect: named });
  }

  dict(namespace: number): BindingId {
    const parent = this.#owners.get(namespace);
    return this.#add({ kind: 'Globals', parent: at([parent ?? -1], 0) });
  }

  /** Whether some bound function (or the frame entered) has these globals. */
  knowsNamespace(namespace: number): boolean {
    return this.#owners.has(namespace);
  }

  name(text: string): BindingId {
    return this.#add({ kind: 'Name', name: text });
  }

  #expect(object: number): { expect: NamedObject; expectHash: string } {
    const expect = at(this.#trace.objects, object, 'object');
    return { expect, expectHash: expect.code >= 0 ? at(this.#trace.codes, expect.code).hash : '' };
  }

  #found(id: BindingId, object: number): BindingId {
    const named = at(this.#trace.objects, object);
    if (named.kind === 'Function' && !this.#owners.has(named.namespace)) this.#owners.set(named.namespace, id);
    return id;
  }
}
