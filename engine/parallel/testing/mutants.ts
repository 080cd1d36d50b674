/** Detectors that are wrong on purpose: the property must tell each from the right one. */
import { dependencesOf } from '../dependence.ts';
import type { LoopDescription } from '../loop.ts';
import { constant, minus } from '../polynomial.ts';
import type { Verdict } from '../verdict.ts';

type Detector = (loop: LoopDescription) => Verdict;

const ONE = constant(1n);

/** By what each gets wrong. */
export const MUTANTS: Readonly<Record<string, Detector>> = {
  'takes one iteration too few for all': (loop) =>
    dependencesOf({ ...loop, count: loop.count === null ? null : minus(loop.count, ONE) }),
  'takes one round too few of inner loops for all': (loop) =>
    dependencesOf({
      ...loop,
      inner: loop.inner.map((inner) => ({ ...inner, high: inner.high && minus(inner.high, ONE) })),
    }),
  'needs no guard': (loop) => withoutGuards(dependencesOf(loop), () => true),
  'needs no conditions': (loop) => withoutGuards(dependencesOf(loop), ({ kind }) => kind === 'Condition'),
  'takes containers for distinct': (loop) => withoutGuards(dependencesOf(loop), ({ kind }) => kind === 'Disjoint'),
  'takes rows for distinct': (loop) => withoutGuards(dependencesOf(loop), ({ kind }) => kind === 'DistinctRows'),
  'takes subscripts as they are, though negative ones count from the end': (loop) =>
    dependencesOf({
      ...loop,
      containers: loop.containers.map((one) => ({ ...one, lengths: one.lengths.map(() => constant(1n << 40n)) })),
    }),
  'keeps writes to buffers back': (loop) =>
    dependencesOf({ ...loop, containers: loop.containers.map((one) => ({ ...one, storage: 'list' })) }),
  'takes the body to be done backwards': (loop) =>
    dependencesOf({ ...loop, accesses: loop.accesses.map((one) => ({ ...one, order: -one.order })) }),
  'does not see lengths': (loop) =>
    dependencesOf({ ...loop, accesses: loop.accesses.filter(({ kind }) => kind !== 'length') }),
  'does not see appends': (loop) =>
    dependencesOf({ ...loop, accesses: loop.accesses.filter(({ kind }) => kind !== 'append') }),
};

function withoutGuards(verdict: Verdict, dropped: (guard: { kind: string }) => boolean): Verdict {
  if (verdict.kind === 'Dependent') return verdict;
  return { ...verdict, guards: verdict.guards.filter((guard) => !dropped(guard)) };
}
