import assert from 'node:assert/strict';
import { configurationNamed } from './configurations.ts';
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

  it('shows the line that binds a variable, floats in decimal, and how to run it again', () => {
    const divergence = {
      channel: 'state',
      kind: 'float value',
      where: 'b.x[1]',
      expected: 'float -0x1.8000000000000p+0',
      actual: 'float 0x0.0p+0',
    } as const;
    assert.equal(
      describeDivergence(divergence, PROGRAM, configurationNamed('no-recompilation')),
      `a variable differs at the end (state: float value)
  at       b.x[1]
  python   float -0x1.8000000000000p+0 (-1.5)
  tracejit float 0x0.0p+0 (0)
  p.py:
    1 | a = 1
  > 2 | b = 2
    3 | c = a // 0
    4 | d = 4
  in the configuration no-recompilation (what was compiled first stays, however often it exits):
    PYTHONHASHSEED=0 TRACEJIT_SYNC=1 TRACEJIT_THRESHOLD=7 TRACEJIT_EXIT_THRESHOLD=1000000000 tracejit run p.py`,
    );
  });

  it('takes no printed text for a line or a variable of the program', () => {
    const divergence = {
      channel: 'stdout',
      kind: 'line',
      where: 'a',
      expected: 'frame f, line 3',
      actual: '',
    } as const;
    assert.doesNotMatch(describeDivergence(divergence, PROGRAM), /p\.py/);
  });
});
