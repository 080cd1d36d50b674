/** The documented difference of README.md: what a program sees of tool 5 of sys.monitoring, and that the rest is as under python. */
import assert from 'node:assert/strict';
import { suiteFile } from '../machine.ts';
import { runInterpreted, runNative } from '../oracle/run-both.ts';

const QUESTIONS = suiteFile('cpython', 'held-tool.py');
const GIVEN_BACK = suiteFile('cpython', 'given-back.py');

/** By question: under python, under the JIT. Every other answer is the same. */
const DIFFERENCES: Readonly<Record<string, readonly [plain: string, held: string]>> = {
  'monitoring.get_tool(5)': ['None', "'tracejit'"],
  'monitoring.get_events(5)': ['0', '129'], // PY_START and JUMP
  'monitoring._all_events()': ['{}', "{'PY_START': 32, 'JUMP': 32}"],
  'monitoring.use_tool_id(5, "mine")': ['None', "ValueError('tool 5 is already in use')"],
};

function answers({ stdout, stderr, exit }: ReturnType<typeof runInterpreted>): Map<string, string> {
  assert.deepEqual([stderr, exit], ['', 0]);
  const lines = stdout.trimEnd().split('\n');
  return new Map(lines.map((line) => line.split(' -> ') as [string, string]));
}

describe('tool 5 of sys.monitoring (starts python and node)', function () {
  this.timeout(20_000);

  it('is held under the JIT, and nothing else differs', () => {
    const plain = answers(runInterpreted(QUESTIONS));
    const held = answers(runNative(QUESTIONS).native);
    const differing = [...plain].filter(([question, answer]) => held.get(question) !== answer);
    const found = differing.map(([question, answer]) => [question, [answer, held.get(question)]]);
    assert.deepEqual(Object.fromEntries(found), DIFFERENCES);
    assert.ok(plain.size > differing.length);
  });

  it('answers as under python when it is given back, between two loops that run natively', () => {
    const plain = answers(runInterpreted(QUESTIONS));
    const { native, stats } = runNative(GIVEN_BACK, { args: [QUESTIONS] });
    assert.deepEqual(answers(native), plain);
    assert.ok(stats.entries >= 2, JSON.stringify(stats));
  });
});
