/**
 * Writes native/gen/*.h and native/python/tracejit/reasons.py: what the C, C++ and Python sides must know of the engine's
 * tables.
 *
 * `node build/js/engine/emit-headers.js [--check]`, in the repository's root. With `--check` nothing is written, and
 * the exit code is 1 if a committed header is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  BUFFER_CONTAINERS,
  BUFFER_ELEMENTS,
  CONTAINER_BIT,
  ITERATOR_BIT,
  LAYOUT_RADIX,
} from '../traces/format/buffers.ts';
import { PARALLEL_MODES, QUIET_KINDS, VALUE_KINDS } from '../traces/format/kinds.ts';
import { BAIL_REASONS } from './base/bail.ts';
import { EXIT_REASONS } from './base/exit-reasons.ts';
import { PARALLEL_VERDICTS } from './base/parallel-verdicts.ts';
import { allPrimSignatures, type PrimArg, type PrimResult, type PrimSignature } from './codegen/primitives.ts';
import { BINDING_KINDS } from './deopt/bindings.ts';
import { SOURCE_KINDS, VIRTUAL_KINDS } from './deopt/sources.ts';
import { COMBINES, LIMITS, RUN_FLAGS } from './ir/combine.ts';

const FOLDER = join('native', 'gen');

const C_ARG = {
  Act: 'tj_activation *',
  Obj: 'PyObject *',
  I64: 'int64_t ',
  F64: 'double ',
  I1: '_Bool ',
  Pointer: 'const volatile void *',
} as const satisfies Record<PrimArg, string>;

const C_FAILABLE = { Obj: 'tj_obj ', I64: 'tj_i64 ', F64: 'tj_f64 ', I1: 'tj_i1 ' } as const;

function cResult(result: PrimResult): string {
  if (result.kind === 'Failable') return C_FAILABLE[result.rep];
  return result.rep === 'None' ? 'void ' : C_ARG[result.rep];
}

function prototype(signature: PrimSignature): string {
  const args = signature.args.map((arg, k) => `${C_ARG[arg]}${arg === 'Act' ? 'act' : 'abcdefgh'[k]}`);
  return `TJ_PRIMITIVE ${cResult(signature.result)}${signature.name}(${args.join(', ') || 'void'});`;
}

function header(guard: string, source: string, body: readonly string[]): string {
  const note = `/* Generated from ${source} by engine/emit-headers.ts. Do not edit. */`;
  return [note, `#ifndef ${guard}`, `#define ${guard}`, '', ...body, '', '#endif', ''].join('\n');
}

function enumLines(tag: string, prefix: string, names: readonly string[]): string[] {
  const rows = names.map((name, k) => `  ${prefix}_${name} = ${k},`);
  return [`enum ${tag} {`, ...rows, `  ${prefix}_COUNT = ${names.length}`, '};'];
}

function nameArray(variable: string, names: readonly string[]): string[] {
  const open = `static const char *const ${variable}[] __attribute__((unused)) = {`;
  return [open, ...names.map((name) => `  "${name}",`), '};'];
}

function primitivesHeader(): string {
  return header('TRACEJIT_GEN_PRIMITIVES_H', 'engine/ir/ops.ts and engine/codegen/primitives.ts', [
    '#include "../primitives/abi.h"',
    '',
    '/* Always inlined: an ordinary inlined call loses the branch weights inside. */',
    '#define TJ_PRIMITIVE __attribute__((always_inline))',
    '',
    ...allPrimSignatures().map(prototype),
  ]);
}

/** A Python dict of texts. */
function pythonTexts(variable: string, rows: ReadonlyMap<string, readonly string[]>): string[] {
  const literal = (text: string): string => JSON.stringify(text);
  const lines = [...rows].map(([name, texts]) => `    ${literal(name)}: (${texts.map(literal).join(', ')}),`);
  return [`${variable} = {`, ...lines, '}'];
}

/** What a verdict says comes from the extension only where it is an error. */
function verdictsHeader(): string {
  const names = PARALLEL_VERDICTS.map((row) => row.name);
  const dependences = PARALLEL_VERDICTS.map(({ dependence }) => (dependence ? 'true' : 'false'));
  return header('TRACEJIT_GEN_PARALLEL_VERDICTS_H', 'engine/base/parallel-verdicts.ts', [
    '#include <stdbool.h>',
    '',
    ...enumLines('tj_parallel_verdict', 'TJ_VERDICT', names),
    '',
    ...nameArray('tj_parallel_verdict_names', names),
    '',
    '/* Whether the iterations depend on each other. */',
    `static const bool tj_parallel_verdict_dependence[] __attribute__((unused)) = {${dependences.join(', ')}};`,
  ]);
}

function reasonsModule(): string {
  return [
    '"""What the names of reasons mean, for explain(): name -> (sentence, what one can do about it).',
    '',
    'Generated from engine/base/{exit-reasons,bail,parallel-verdicts}.ts by engine/emit-headers.ts. Do not edit.',
    '"""',
    '',
    ...pythonTexts('EXITS', new Map(EXIT_REASONS.map(({ name, sentence, hint }) => [name, [sentence, hint]]))),
    '',
    ...pythonTexts('BAILS', new Map(BAIL_REASONS.map(({ name, message, hint }) => [name, [message, hint]]))),
    '',
    ...pythonTexts('VERDICTS', new Map(PARALLEL_VERDICTS.map((row) => [row.name, [row.sentence, row.advice]]))),
    '',
  ].join('\n');
}

function combinesHeader(): string {
  const constants = (prefix: string, rows: Readonly<Record<string, number | bigint>>): string =>
    `enum { ${Object.entries(rows)
      .map(([name, value]) => `${prefix}_${name} = ${value}`)
      .join(', ')} };`;
  return header('TRACEJIT_GEN_COMBINES_H', 'engine/ir/combine.ts', [
    ...enumLines('tj_combine', 'TJ_COMBINE', COMBINES),
    '',
    constants('TJ', LIMITS),
    constants('TJ_RUN', RUN_FLAGS),
  ]);
}

/** Path from native/gen, and text, of every generated file. */
export function generatedHeaders(): ReadonlyMap<string, string> {
  const reasons = EXIT_REASONS.map((row) => row.name);
  return new Map([
    ['primitives.h', primitivesHeader()],
    [
      'sources.h',
      header('TRACEJIT_GEN_SOURCES_H', 'engine/deopt/sources.ts', [
        ...enumLines('tj_source_kind', 'TJ_SOURCE', SOURCE_KINDS),
        '',
        ...enumLines('tj_virtual_kind', 'TJ_VIRTUAL', VIRTUAL_KINDS),
      ]),
    ],
    ['combines.h', combinesHeader()],
    [
      'bindings.h',
      header(
        'TRACEJIT_GEN_BINDINGS_H',
        'engine/deopt/bindings.ts',
        enumLines('tj_binding_kind', 'TJ_BINDING', BINDING_KINDS),
      ),
    ],
    [
      'exit_reasons.h',
      header('TRACEJIT_GEN_EXIT_REASONS_H', 'engine/base/exit-reasons.ts', [
        ...enumLines('tj_exit_reason', 'TJ_EXIT', reasons),
        '',
        ...nameArray('tj_exit_reason_names', reasons),
      ]),
    ],
    [
      'kinds.h',
      header('TRACEJIT_GEN_KINDS_H', 'traces/format/kinds.ts', [
        ...enumLines('tj_kind', 'TJ_KIND', VALUE_KINDS),
        '',
        ...nameArray('tj_kind_names', VALUE_KINDS),
        '',
        `#define TJ_KINDS_QUIET ${QUIET_KINDS}u`,
        '',
        ...enumLines('tj_parallel_mode', 'TJ_PARALLEL', PARALLEL_MODES),
      ]),
    ],
    ['parallel_verdicts.h', verdictsHeader()],
    [
      'buffers.h',
      header('TRACEJIT_GEN_BUFFERS_H', 'traces/format/buffers.ts', [
        ...enumLines('tj_element', 'TJ_ELEMENT', BUFFER_ELEMENTS),
        '',
        ...enumLines('tj_container', 'TJ_CONTAINER', BUFFER_CONTAINERS),
        '',
        '/* Of an element mask. */',
        `enum { TJ_CONTAINER_BIT = ${CONTAINER_BIT}, TJ_ITERATOR_BIT = ${ITERATOR_BIT} };`,
        '/* A layout is container * TJ_LAYOUT_RADIX + element. */',
        `enum { TJ_LAYOUT_RADIX = ${LAYOUT_RADIX} };`,
      ]),
    ],
    ['../python/tracejit/reasons.py', reasonsModule()],
  ]);
}

/** Names of the headers in `root` that differ from the tables. */
export function staleHeaders(root: string): string[] {
  const differs = (name: string, text: string): boolean => {
    const path = join(root, FOLDER, name);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  };
  return [...generatedHeaders()].filter(([name, text]) => differs(name, text)).map(([name]) => name);
}

function main(root: string, check: boolean): number {
  const stale = staleHeaders(root);
  if (check) {
    for (const name of stale) process.stderr.write(`${join(FOLDER, name)} is stale: run \`npm run build\`\n`);
    return stale.length === 0 ? 0 : 1;
  }
  mkdirSync(join(root, FOLDER), { recursive: true });
  const headers = generatedHeaders();
  for (const name of stale) writeFileSync(join(root, FOLDER, name), headers.get(name) ?? '');
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = main(process.cwd(), process.argv.includes('--check'));
}
