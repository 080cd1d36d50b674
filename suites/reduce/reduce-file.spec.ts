import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tracejitCommand } from '../machine.ts';
import { casesIn } from '../regress/check-case.ts';

/** Forty lines as a user might write them, of which one loop outgrows 64 bits. */
const SHOP = `"""Prices of a shop."""
import sys

import taxes


class Item:
    def __init__(self, name, price, count):
        self.name = name
        self.price = price
        self.count = count


ITEMS = [Item("apple", 0.5, 3), Item("pear", 0.75, 2), Item("plum", 0.2, 40)]


def total(items):
    result = 0.0
    for item in items:
        result += item.price * item.count
    return result


def checksum(start, rounds):
    value = start
    for k in range(rounds):
        value = value + 3
        if k % 50 == 49:
            value = value + 1
    return value


def report(items):
    lines = []
    for number, item in enumerate(items):
        lines.append(f"{number}: {item.name} {item.price:.2f}")
    return "\\n".join(lines)


if __name__ == "__main__":
    print(report(ITEMS))
    print(f"{total(ITEMS) * taxes.RATE:.2f}")
    print(checksum(2**63 - 400, 250))
    sys.exit(0)
`;

const FILES = {
  'shop.py': SHOP,
  'taxes.py': 'RATE = 1.2\n',
  'clock.py': 'import time\nT = time.perf_counter_ns()\nfor i in range(500): pass\n',
  'leak.py': `def main():
    rows = [[0] for _ in range(8)]
    for i in range(200):
        rows[i & 7] = [i]


print(main())
`,
  'cold.py': 'print(1)\n',
  'notes.py': 'Dear diary,\n',
  'once.py': `
import os, sys
MARK = os.path.join(os.path.dirname(__file__), "mark")
if "_tracejit" in sys.modules and not os.path.exists(MARK):
    os.mkdir(MARK)
    print("seen once")
for i in range(500): pass
`,
} as const;

describe('tracejit reduce (starts python)', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-reduce-spec-'));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function reduce(words: readonly string[], mutant = ''): { code: number | null; out: string; err: string } {
    const env = { ...process.env, TRACEJIT_MUTANT: mutant };
    const { status, stdout, stderr } = spawnSync(tracejitCommand(), ['reduce', ...words], {
      cwd: folder,
      encoding: 'utf8',
      env,
      timeout: 55_000,
    });
    return { code: status, out: stdout, err: stderr };
  }

  it('prints the reduced program on standard output and its story on standard error', () => {
    const words = ['shop.py', '--configuration', 'no-optimisation', '--save', join(folder, 'cases')];
    const { code, out, err } = reduce(words, 'add-wraps');
    assert.equal(code, 1, err);
    const lines = out.trimEnd().split('\n');
    assert.ok(lines.length <= 8, out);
    assert.match(out, /range\(250\)|rounds/); // not shorter than what is compiled
    for (const line of [
      /^shop\.py differs in configuration no-optimisation: it printed something else \(stdout: line\)$/m,
      /^ {2}python {3}92233720368547\d{5}$/m,
      /^ {2}tracejit -92233720368547\d{5}$/m,
      /^ {2}blame {4}region \d+; no single pass/m,
      new RegExp(
        `^ {2}lines {4}31 before, ${lines.length} after \\d+ programs in \\d+ s: nothing smaller differs so$`,
        'm',
      ),
      /^ {2}steps {4}.*statements \d+/m,
    ])
      assert.match(err, line);
    const [saved] = casesIn(join(folder, 'cases'));
    assert.deepEqual([saved?.configuration.name, saved?.native], ['no-optimisation', 'required']);
    assert.ok(saved?.source.endsWith(`\n\n${out}`));
    assert.equal(saved?.checks, 'stdout: line (found by tracejit reduce)');
  });

  it('writes the program into a file, and the report as JSON, and stops where it is told to', () => {
    const small = join(folder, 'small.py');
    const words = ['shop.py', '--configuration', 'no-optimisation', '--output', small, '--json', '--max-runs', '12'];
    const { code, out } = reduce(words, 'add-wraps');
    const report = JSON.parse(out);
    assert.equal(code, 1);
    assert.deepEqual([report.outcome, report.end, report.fingerprint], ['reduced', 'runs', 'stdout: line']);
    assert.ok(report.lines.after < report.lines.before && report.runs <= 13);
    assert.equal(readFileSync(small, 'utf8').trimEnd(), report.source.trimEnd());
  });

  it('calls main again, to see blocks that are lost', () => {
    const { code, out, err } = reduce(
      ['leak.py', '--configuration', 'quick', '--save', join(folder, 'lost')],
      'store-leaks',
    );
    assert.equal(code, 1, err);
    assert.match(err, /leak\.py differs in configuration quick: .*\(lifetime: lost blocks\)/);
    assert.match(out, /def main\(\)/);
    assert.equal(casesIn(join(folder, 'lost'))[0]?.checks, 'lifetime: lost blocks (found by tracejit reduce)');
  });

  it('does not keep what a mutant does among the cases of the checkout', () => {
    const { code, err } = reduce(['shop.py', '--save'], 'add-wraps');
    assert.match(err, /what a mutant does is no case/);
    assert.equal(code, 2);
  });

  const ANSWERS: Record<string, [words: string[], code: number, message: RegExp]> = {
    'it does not diverge': [
      ['shop.py'],
      0,
      /shop\.py does not diverge: the same as python in quick, threshold-2, .*background/,
    ],
    'nothing ran natively': [['cold.py', '--configuration', 'quick'], 3, /cold\.py: nothing ran natively in quick/],
    'it is not steady': [['clock.py'], 3, /clock\.py: python itself does not do the same twice.*\n {2}at {7}T\n/s],
    'it comes and goes': [['once.py'], 3, /once\.py differs \(stdout: more lines\) and not the second time/],
    'it is no Python': [['notes.py'], 2, /notes\.py is no Python program: invalid syntax/],
    'it is not there': [['nowhere.py'], 2, /nowhere\.py cannot be read \(ENOENT\)/],
    'it is a folder': [['.'], 2, /\. cannot be read \(EISDIR\)/],
    'there is no such configuration': [['shop.py', '--configuration', 'x'], 2, /x is none of quick, threshold-2/],
    'a limit is no number': [['shop.py', '--max-runs', 'all'], 2, /--max-runs wants a number above 0, not "all"/],
  };
  for (const [what, [words, code, message]] of Object.entries(ANSWERS)) {
    it(`says that ${what}, exit code ${code}`, () => {
      const { code: actual, out, err } = reduce(words);
      assert.match(err, message);
      assert.equal(out, '');
      assert.equal(actual, code);
    });
  }

  it('says that a mutant has no such name', () => {
    assert.match(reduce(['shop.py'], 'no-such').err, /TRACEJIT_MUTANT=no-such names no mutant/);
  });
});
