/**
 * What was compiled, kept in a folder: `<code hash>-<unit>-<key>.so` beside `….install`, the Install message whose
 * so_path is that very file. The key covers all that the code depends on: the trace (bytecode, kinds, callees), the
 * engine, the primitives, the CPU, the knobs. A folder that cannot be read or written is the same as no folder.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeTrace } from '../../traces/format/codec.ts';
import type { Trace } from '../../traces/format/trace.ts';
import { makeFolder } from '../base/make-folder.ts';
import { relabelInstall, STORED_REQUEST_ID } from './answers.ts';
import type { Log } from './log.ts';

const KEY_DIGITS = 24;

export class CompileCache {
  readonly #folder: string;
  readonly #surroundings: string;
  readonly #log: Log;

  /** `surroundings`: digest of the engine, primitives, CPU and knobs. */
  constructor(folder: string, surroundings: string, log: Log) {
    this.#folder = folder;
    this.#surroundings = surroundings;
    this.#log = log;
  }

  /** Path of a trace's entry, without `.so` or `.install`. */
  entry(trace: Trace): string {
    const document = encodeTrace({ ...trace, requestId: STORED_REQUEST_ID });
    const key = createHash('sha256')
      .update(this.#surroundings)
      .update('\0')
      .update(document)
      .digest('hex')
      .slice(0, KEY_DIGITS);
    const code = trace.codes[trace.code]?.hash ?? '';
    return join(this.#folder, `${code}-${trace.unit}-${key}`);
  }

  /** The stored Install for this trace, labelled for its request; null when there is none that can be used. */
  find(trace: Trace): Uint8Array | null {
    const entry = this.entry(trace);
    try {
      const stored = readFileSync(`${entry}.install`);
      if (!existsSync(`${entry}.so`)) return null;
      const install = relabelInstall(stored, trace.requestId);
      this.#log('cache', { hit: entry });
      return install;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.#log('cache', { unreadable: entry, why: String(error) });
      return null;
    }
  }

  /** Keeps a shared object; its path from now on, or null when it cannot be kept. */
  keepObject(trace: Trace, soPath: string): string | null {
    const target = `${this.entry(trace)}.so`;
    return this.#writing(target, (temporary) => copyFileSync(soPath, temporary)) ? target : null;
  }

  /** Keeps the Install message of a kept object; encoded with STORED_REQUEST_ID. */
  keepInstall(trace: Trace, install: Uint8Array): void {
    this.#writing(`${this.entry(trace)}.install`, (temporary) => writeFileSync(temporary, install, { mode: 0o600 }));
  }

  /** Whole or not at all: written beside, then renamed. */
  #writing(target: string, write: (temporary: string) => void): boolean {
    const temporary = `${target}.${process.pid}.tmp`;
    try {
      makeFolder(this.#folder);
      write(temporary);
      renameSync(temporary, target);
      return true;
    } catch (error) {
      this.#log('cache', { unwritable: target, why: String(error) });
      if (existsSync(temporary)) rmSync(temporary);
      return false;
    }
  }
}

/** Digest of files and words: an engine, its primitives, a CPU. A file that is missing counts as such. */
export function digestOf(files: readonly string[], words: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : 'missing').update('\0');
  for (const word of words) hash.update(word).update('\0');
  return hash.digest('hex');
}

/** What code for this CPU depends on: its model and features. */
export function cpuIdentity(): string {
  const lines = readFileSync('/proc/cpuinfo', 'utf8').split('\n\n')[0]?.split('\n') ?? [];
  return lines.filter((line) => /^(model name|flags)/.test(line)).join('\n');
}
