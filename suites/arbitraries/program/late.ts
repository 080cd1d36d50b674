/**
 * Hot loops in which something comes late: a bool after ints, an edge after an append, an exception one call below, another
 * function of that name. What was recorded has not seen it, so native code leaves there, or goes on and is wrong.
 */
import { rowsOf } from './tree.ts';

const BODY = '\n    $walk\n    $block';
/** Of ints for all passes, and of what comes then. */
const overInts = (then: string) => `for $new, $element in enumerate([$intliteral] * $passes + ${then}):${BODY}\n    `;
/** What is added up differs for good once a changed function was missed, or seen too early. */
const changing = (use: string, change: string) =>
  `for $new in range($passes):${BODY}\n    ${use}\n    if $new == $point:\n        ${change}`;
/** What a list has grown to is kept, and whole: one item too many is seen. */
const growing = (head: string, grown: string) =>
  `$kept = []\n${head}${BODY}\n    $kept.append($new)\n    ${grown}\n$anyname = $kept`;

const SINGLE = rowsOf('single', {
  unstable: {
    'hot and of late bools': [2, `${overInts('[True, $flag]')}$anyname = $element & $element`],
    'hot or of late bools': `${overInts('[$flag, $flag]')}$anyname = $element | $element`,
    'hot xor with late bools': `${overInts('[$flag, True]')}$numbername = $element ^ $boolname`,
    'hot late float': `${overInts('[$floatliteral]')}$numbername += $element`,
    'hot late none': `${overInts('[None]')}$anyname = $element is None`,
  },
  write: {
    'hot append before edge': [
      2,
      growing('for $new in range($passes):', '$intname = $new * (9223372036854775807 // $point)'),
    ],
    'hot append before late float': growing(
      'for $new, $element in enumerate([$intliteral] * $passes + [$floatliteral, $intliteral]):',
      '$numbername = $element + 1',
    ),
  },
  rebind: {
    'hot function rebound late': [6, changing('$intname += turn($new)', 'set_turn(turn_over)')],
    'hot builtin shadowed late': [3, changing('$intname += abs($new - $small)', 'shadow_abs(True)')],
    'hot sqrt replaced late': [3, changing('$floatname += math.sqrt($new)', 'swap_sqrt(True)')],
    'hot default replaced late': [3, changing('$intname += pace($new)', 'pace.__defaults__ = ($small, [])')],
  },
});

const STATEMENT = rowsOf('statement', {
  nested: {
    'divide below until zero': [2, '$intname = share($clipped, $i + 1)\n$intname = share($clipped, $i - $point)'],
    'items below until the end': '$intname = pick($intsname, 0)\n$intname = pick($intsname, $i // 30)',
  },
});

export const LATE = [...SINGLE, ...STATEMENT];
