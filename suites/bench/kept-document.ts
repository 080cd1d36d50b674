/** Results read again from files, and the shards of one run made one. */
import { BENCH_SCHEMA, BENCH_VERSION, type BenchDocument } from './document.ts';

/** A text that should be a result and is not. */
export class NoResult extends Error {
  override name = 'NoResult';
}

const PARTS = ['steady', 'whole', 'startup', 'spread'] as const;

/** @param place for the message. @throws NoResult */
export function parseDocument(text: string, place: string): BenchDocument {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new NoResult(`${place} is no JSON, or is cut off: ${error instanceof Error ? error.message : error}`);
  }
  const { schema, version, ...rest } = (content ?? {}) as Partial<BenchDocument>;
  if (schema !== BENCH_SCHEMA || version !== BENCH_VERSION)
    throw new NoResult(
      `${place} is no result of tracejit bench --json of this version (schema ${schema}, version ${version})`,
    );
  const missing = [...PARTS, 'environment', 'cpython', 'arms'].filter((part) => !(part in rest));
  if (missing.length > 0) throw new NoResult(`${place} lacks ${missing.join(', ')}`);
  return content as BenchDocument;
}

/**
 * The kernels of all of them. They must have run on the same kind of machine: a table of several would compare machines.
 * @throws NoResult
 */
export function mergeDocuments(documents: readonly BenchDocument[]): BenchDocument {
  const [first, ...others] = documents;
  if (!first) throw new NoResult('no results to merge');
  for (const other of others) {
    const differing = Object.entries(first.environment).find(
      ([key, value]) => other.environment[key as keyof typeof other.environment] !== value,
    );
    if (differing)
      throw new NoResult(
        `results of two environments are not merged: ${differing[0]} is ${differing[1]} and ${other.environment[differing[0] as keyof typeof other.environment]}`,
      );
  }
  for (const part of PARTS) {
    const names = documents.flatMap((document) => document[part].map(({ kernel }) => kernel));
    const twice = names.find((name, k) => names.indexOf(name) !== k);
    if (twice !== undefined) throw new NoResult(`${twice} (${part}) stands in two of the results`);
  }
  return {
    ...first,
    quick: documents.some(({ quick }) => quick),
    steady: documents.flatMap(({ steady }) => steady),
    whole: documents.flatMap(({ whole }) => whole),
    startup: documents.flatMap(({ startup }) => startup),
    spread: documents.flatMap(({ spread }) => spread),
  };
}
