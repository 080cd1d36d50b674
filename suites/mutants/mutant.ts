/** What a mutant is: one way in which the compiler is wrong, and what must come of it. */

import type { Region } from '../../engine/ir/region.ts';
import type { Pass } from '../../engine/passes/pass.ts';
import type { Trace } from '../../traces/format/trace.ts';
import type { PolicyName } from '../arbitraries/program/policies.ts';
import type { Channel, Divergence } from '../oracle/divergence.ts';

/** Makes a region wrong, in place. Returns in how many places; 0: this region gave no occasion. */
export type Tamper = (region: Region, trace: Trace) => number;

/** Where a mutant acts. */
export type Site =
  /** The body in primitives/<name>.c instead of the right one. */
  | { readonly kind: 'primitive' }
  /** What was lifted, before any pass. */
  | { readonly kind: 'lift'; readonly tamper: Tamper }
  /** As part of one pass: gone when that pass is left out. */
  | { readonly kind: 'pass'; readonly pass: string; readonly tamper: (region: Region) => number }
  /** After the passes: machine code and the description of its exits are wrong in the same way. */
  | { readonly kind: 'codegen'; readonly tamper: Tamper }
  /** The machine code is right, what the extension is told of its exits, or of what it leans on, is wrong. */
  | { readonly kind: 'exit-table'; readonly tamper: Tamper };

/** A mutant counts as killed by a divergence of one of the channels whose kind matches, and by no other. */
export interface Expected {
  readonly channels: readonly Channel[];
  readonly kind: RegExp;
}

export interface Mutant {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly meaning: string;
  /** The policy of the generator (suites/arbitraries/program) whose programs should find it. */
  readonly policy: PolicyName;
  readonly site: Site;
  readonly expected: Expected;
}

export function isExpected({ channels, kind }: Expected, divergence: Pick<Divergence, 'channel' | 'kind'>): boolean {
  return channels.includes(divergence.channel) && kind.test(divergence.kind);
}

/** The pass with a fault of its own: it runs, is tampered with, and makes what it can of the result. */
export function faulty(pass: Pass, tamper: (region: Region) => number): Pass {
  return {
    name: pass.name,
    run(region) {
      const changed = pass.run(region);
      const tampered = tamper(region);
      return tampered === 0 ? changed : changed + tampered + pass.run(region);
    },
  };
}
