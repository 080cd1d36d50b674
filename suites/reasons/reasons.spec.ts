/** Every exit reason and every bail reason is reached, in the way its row says. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkScript } from '../oracle/check-script.ts';
import type { Stats } from '../oracle/stats.ts';
import { faultFor } from './faults.ts';
import { nameOf, programsOf, REASONS, type ReasonProgram, wayOf } from './programs.ts';

const PROGRAMS = [...programsOf('directed'), ...programsOf('faults')];

/** The tables are closed: whatever is counted stands in them. */
function assertKnown(table: 'exit' | 'bail', counts: Readonly<Record<string, number>>): void {
  const names = REASONS.filter((row) => row.table === table).map((row) => row.name);
  for (const name of Object.keys(counts)) assert.ok(names.includes(name), `${table} ${name} is counted and has no row`);
}

function assertReached(program: ReasonProgram, { exits, bails }: Stats): void {
  assertKnown('exit', exits);
  assertKnown('bail', bails);
  const [table = '', name = ''] = program.reaches.split(' ');
  const count = (table === 'exit' ? exits : bails)[name] ?? 0;
  assert.ok(count > 0, `${program.reaches} was not reached: ${JSON.stringify({ exits, bails })}`);
}

describe('reasons', () => {
  it('each row has a program of its way, and each program a row', () => {
    const wanted = REASONS.map((row) => `${wayOf(row)}: ${nameOf(row)}`);
    const there = PROGRAMS.map(({ way, reaches }) => `${way}: ${reaches}`);
    assert.deepEqual([...new Set(there)].toSorted(), wanted.toSorted());
  });
});

describe('reasons (starts python)', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-reasons-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const program of PROGRAMS) {
    const { path, native, knobs } = program;
    it(`${program.reaches}: ${program.checks}`, async () => {
      const fault = await faultFor(program.reaches.split(' ')[1] ?? '')?.(folder, path);
      try {
        assertReached(program, checkScript(path, { native, knobs: { ...knobs, ...fault?.knobs } }).stats);
      } finally {
        await fault?.end();
      }
    });
  }
});
