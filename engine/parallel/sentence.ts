/** Dependences in words. */
import type { Moment } from './instances.ts';
import type { Access, Container, LoopDescription } from './loop.ts';
import { constantOf, equal, linearIn, minus, type Polynomial, printed } from './polynomial.ts';
import { DEPENDENCE_REASONS, type Dependence, type DependenceReason, type Guard } from './verdict.ts';

/** The dependence of `sink`, at `moment`, on `source`, or that it could not be excluded. */
export function dependenceBetween(
  loop: LoopDescription,
  source: Access,
  sink: Access,
  moment: Moment,
  found: DependenceReason,
): Dependence {
  const carried = found === 'CarriedFlow' || found === 'CarriedAnti' || found === 'CarriedOutput';
  const reason = carried && moment !== 'later' ? 'ReadAfterWrite' : found;
  const plain = [source, sink].every(({ conditional }) => !conditional);
  if (moment !== 'later') {
    const alike = samePlace(source, sink) && plain && moment === 'round';
    const certain = reason === 'ReadAfterWrite' && source.container === sink.container && alike;
    return { reason, source, sink, distance: 0n, certain, sentence: sentenceOf(reason, source, sink, 0n, certain) };
  }
  const always =
    carried && source.container === sink.container && [source, sink].every(({ loops }) => loops.length === 0);
  const lag = always ? lagOf(loop, source, sink) : null;
  const count = loop.count && constantOf(loop.count);
  const reached = lag !== null && (count === null || (lag === 'any' ? 1n : lag) < count);
  const distance = typeof lag === 'bigint' ? lag : null;
  const certain = reached && plain;
  return { reason, source, sink, distance, certain, sentence: sentenceOf(reason, source, sink, distance, certain) };
}

function samePlace(a: Access, b: Access): boolean {
  return a.subscripts.every((one, k) => {
    const other = b.subscripts[k];
    return one && other && equal(one, other);
  });
}

/** After how many iterations `sink` comes to the place where `source` was; null: not known, never, or wrapped around. */
function lagOf(loop: LoopDescription, source: Access, sink: Access): bigint | 'any' | null {
  const lags = source.subscripts.map((one, k) => lagIn(loop, one, sink.subscripts[k] ?? null));
  const exact = lags.filter((lag) => typeof lag === 'bigint');
  if (lags.includes(null)) return null;
  const [first] = exact;
  if (first === undefined) return 'any';
  return first > 0n && exact.every((lag) => lag === first) ? first : null;
}

function lagIn(loop: LoopDescription, source: Polynomial | null, sink: Polynomial | null): bigint | 'any' | null {
  const a = source && linearIn(source, loop.index);
  const b = sink && linearIn(sink, loop.index);
  if (!a || !b || !equal(a.coefficient, b.coefficient)) return null;
  const step = constantOf(a.coefficient);
  const apart = constantOf(minus(a.rest, b.rest));
  if (step === null || apart === null) return null;
  if (step === 0n) return apart === 0n ? 'any' : null;
  return apart % step === 0n ? apart / step : null;
}

function sentenceOf(
  reason: DependenceReason,
  source: Access,
  sink: Access,
  distance: bigint | null,
  certain: boolean,
): string {
  const before =
    distance === null ? 'an earlier iteration' : distance === 0n ? 'iteration i' : `iteration i-${distance}`;
  const may = certain ? '' : 'may ';
  const verb = (word: string) => (certain ? `${word}s` : `may ${word}`);
  const here = `${sink.name} at line ${sink.line}`;
  const there = `${source.name} at line ${source.line}`;
  switch (reason) {
    case 'CarriedFlow':
      if (source.line === sink.line && certain) {
        return `iteration i reads ${sink.name} written by ${before} at line ${source.line}`;
      }
      return `iteration i ${verb('read')} ${here}, written by ${before} as ${there}`;
    case 'CarriedAnti':
      return `iteration i ${verb('write')} ${here}, read by ${before} as ${there}`;
    case 'CarriedOutput':
      return `iteration i ${verb('write')} ${here}, written by ${before} as ${there}`;
    case 'ReadAfterWrite':
      return `an iteration ${verb('read')} ${here} after it has written ${there}`;
    default: {
      const meaning = DEPENDENCE_REASONS.find(({ name }) => name === reason)?.meaning ?? '';
      const both = source === sink || there === here ? there : `${there} and ${here}`;
      return `${both} ${may}touch one place: ${meaning}`;
    }
  }
}

/** A guard as people read it: `out is not a`, `N >= n or N <= -n`. */
export function printedGuard(guard: Guard, containers: readonly Container[]): string {
  const name = (id: number) => containers.find((one) => one.id === id)?.name ?? `container ${id}`;
  switch (guard.kind) {
    case 'Disjoint':
      return `${name(guard.a)} and ${name(guard.b)} have nothing in common`;
    case 'DistinctRows':
      return `no two rows of ${name(guard.container)} are one`;
    case 'Condition':
      return guard.anyOf.map((way) => way.map((one) => `${printed(one)} >= 0`).join(' and ')).join(', or ');
  }
}
