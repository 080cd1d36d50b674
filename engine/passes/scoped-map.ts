/** A map for walks down a tree: what is set inside a scope is forgotten when the scope is left. */
export class ScopedMap<K, V> {
  readonly #entries = new Map<K, V>();
  /** What each set replaced, newest last; a mark for each scope. */
  readonly #undo: { readonly key: K; readonly before: V | undefined }[] = [];
  readonly #marks: number[] = [];

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  set(key: K, value: V): void {
    this.#undo.push({ key, before: this.#entries.get(key) });
    this.#entries.set(key, value);
  }

  enter(): void {
    this.#marks.push(this.#undo.length);
  }

  leave(): void {
    const mark = this.#marks.pop() ?? 0;
    while (this.#undo.length > mark) {
      const last = this.#undo.pop();
      if (last === undefined) return;
      if (last.before === undefined) this.#entries.delete(last.key);
      else this.#entries.set(last.key, last.before);
    }
  }
}
