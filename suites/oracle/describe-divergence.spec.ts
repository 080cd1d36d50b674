import assert from 'node:assert/strict';
import { describeDivergence } from './describe-divergence.ts';

const PROGRAM = { name: 'p.py', source: 'a = 1\nb = 2\nc = a // 0\nd = 4\n' };

describe('a divergence told', () => {
  it('says what differs, where, and both sides', () => {
    const divergence = {
      channel: 'result',
      kind: 'int -> float',
      where: 'RESULTS[3]',
      expected: 'int 1',
      actual: 'float 0x1p+0',
    };
    assert.equal(
      describeDivergence({ ...divergence, channel: 'result' }, PROGRAM),
      'a result differs (result: int -> float)\n  at       RESULTS[3]\n  python   int 1\n  tracejit float 0x1p+0',
    );
  });

  it('shows the line of the program that a traceback names', () => {
    const expected = 'frame <module>, line 3, columns 4 to 10';
    const divergence = {
      channel: 'exception',
      kind: 'traceback line',
      where: 'x',
      expected,
      actual: 'frame f',
    } as const;
    assert.match(
      describeDivergence(divergence, PROGRAM),
      /p\.py:\n {4}1 \| a = 1\n {4}2 \| b = 2\n {2}> 3 \| c = a \/\/ 0\n/,
    );
  });

  it('shows long texts from where they part, and nothing as nothing', () => {
    const expected = `${'x'.repeat(900)}1${'y'.repeat(900)}`;
    const divergence = { channel: 'stdout', kind: 'line', where: 'line 1', expected, actual: '' } as const;
    assert.match(describeDivergence(divergence, PROGRAM), /tracejit \(nothing\)$/);
    const parted = describeDivergence({ ...divergence, actual: expected.replace('1', '2') }, PROGRAM);
    assert.match(parted, /python {3}…x{50}1y+…\n {2}tracejit …x{50}2y+…/);
  });
});
