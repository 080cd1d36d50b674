/**
 * What a resident engine has answered, by the message that asked: the next program that asks the same need not wait for
 * a compiler. The shared objects lie in the engine's own folder until it ends (shared-objects.ts).
 */
import { existsSync } from 'node:fs';
import * as wire from '#wire';
import { TraceFormatError } from '../../traces/format/format-error.ts';
import { openAnswer, relabelInstall, relabelTrace, requestIdOf, STORED_REQUEST_ID } from './answers.ts';
import type { Answer } from './connection.ts';
import type { Log } from './log.ts';

/** Some kilobytes each. */
const MOST_ANSWERS = 1000;

interface Remembered {
  readonly install: Uint8Array;
  readonly soPath: string;
}

export class AnswerMemory {
  readonly #limit: number;
  /** By the Trace message without its request number; least recently used first. */
  readonly #answers = new Map<string, Remembered>();

  constructor(limit = MOST_ANSWERS) {
    this.#limit = limit;
  }

  /** The Install that answers the Trace message; null when it has not been made, or its object is gone. */
  find(message: Uint8Array): Uint8Array | null {
    const key = keyOf(message);
    const found = key === null ? undefined : this.#answers.get(key);
    if (key === null || found === undefined) return null;
    this.#answers.delete(key);
    if (!existsSync(found.soPath)) return null;
    this.#answers.set(key, found);
    return relabelInstall(found.install, requestIdOf(message));
  }

  /** Remembers the answer to a message, if it is an Install. */
  keep(message: Uint8Array, answer: Uint8Array): void {
    const key = keyOf(message);
    const install = openAnswer(answer);
    if (key === null || !(install instanceof wire.Install)) return;
    this.#answers.set(key, { install: answer, soPath: install.soPath() ?? '' });
    const oldest = this.#answers.keys().next();
    if (this.#answers.size > this.#limit && !oldest.done) this.#answers.delete(oldest.value);
  }
}

/** Null for what is no Trace. */
function keyOf(message: Uint8Array): string | null {
  try {
    const trace = relabelTrace(message, STORED_REQUEST_ID);
    return trace === null ? null : Buffer.from(trace.buffer).toString('latin1');
  } catch (error) {
    if (error instanceof TraceFormatError) return null;
    throw error;
  }
}

/** Answers from memory what is there, at once; the rest by `compile`, kept once it is sent. */
export function remembering(compile: Answer, memory: AnswerMemory, log: Log): Answer {
  return async (message, wanted) => {
    const known = memory.find(message);
    if (known !== null) {
      log('cache', { remembered: requestIdOf(message) });
      return known;
    }
    const answer = await compile(message, wanted);
    if (answer !== null) setImmediate(() => memory.keep(message, answer));
    return answer;
  };
}
