import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import type { Check } from '#setup/toolchain.mjs';
import { doctorLines, isHealthy, mutantNote } from './doctor.ts';

const FINE: Check = { group: 'machine', name: 'node', ok: true, needed: true, found: 'v20', mend: null };
const MISSING: Check = {
  group: 'machine',
  name: 'cmake',
  ok: false,
  needed: true,
  found: 'missing',
  mend: 'apt cmake',
};
const UNNEEDED: Check = {
  group: 'peers',
  name: 'pypy3',
  ok: false,
  needed: false,
  found: 'missing',
  mend: 'apt pypy3',
};

describe('doctor', () => {
  it('shows what was found, and how to mend what was not', () => {
    const lines = doctorLines([FINE, MISSING, UNNEEDED]).map((line) =>
      stripVTControlCharacters(line).replace(/ +/g, ' ').trim(),
    );
    assert.deepEqual(lines, [
      'ok node v20',
      'MISSING cmake missing',
      'mend: apt cmake',
      'note pypy3 missing',
      'if wanted: apt pypy3',
    ]);
  });

  it('warns when a mutant is switched on, and says nothing of it otherwise', () => {
    const checks = mutantNote({ TRACEJIT_MUTANT: 'add-wraps' });
    const lines = doctorLines(checks).map((line) => stripVTControlCharacters(line).replace(/ +/g, ' ').trim());
    assert.deepEqual(lines, [
      'note TRACEJIT_MUTANT add-wraps: tracejit fuzz uses a compiler that is wrong on purpose',
      'if wanted: unset TRACEJIT_MUTANT',
    ]);
    assert.equal(isHealthy(checks), true);
    assert.deepEqual(mutantNote({}), []);
    assert.deepEqual(mutantNote({ TRACEJIT_MUTANT: '' }), []);
  });

  it('is content without what is not needed, and only without that', () => {
    assert.equal(isHealthy([FINE, UNNEEDED]), true);
    assert.equal(isHealthy([FINE, MISSING]), false);
  });
});
