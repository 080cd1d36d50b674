/** Hot loops: what f, or the module, spends its passes in. Each has `$walk` at its head and a body. */
import { rowsOf } from './tree.ts';

const BODY = '\n    $walk\n    $block';

const SINGLE = rowsOf('single', {
  leaf: {
    'hot range': [8, `for $new in range($passes):${BODY}`],
    'hot range by two': `for $new in range(1, 2 * $passes, 2):${BODY}`,
    'hot range down': `for $new in range($passes, 0, -1):${BODY}`,
    'hot while': [5, `$new = 0\nwhile $new < $passes:${BODY}\n    $new += 1`],
    'hot while and': `$new = 0\nwhile $new < $passes and ($bool or $new < 90):${BODY}\n    $new += 1`,
    'hot variable after': [2, `for $new in range($passes):${BODY}\n$intname += $new`],
    'hot else': `for $new in range($passes):${BODY}\nelse:\n    $intname += 1`,
    'hot reversed': `for $new in reversed(range($passes)):${BODY}`,
  },
  read: {
    'hot over ints': [2, `for $item in ($intsname * $passes)[:$1]:${BODY}\n    $intname += $item`],
    'hot enumerate': [2, `for $new, $item in enumerate(($intsname * $passes)[:$1]):${BODY}\n    $intname += $item`],
    'hot zip': [1, `for $new, $item in zip(range($passes), $intsname * $0):${BODY}\n    $intname ^= $item`],
  },
  floats: {
    'hot floats': [
      2,
      `for $new, $element in enumerate(($floatsname * $passes)[:$1]):${BODY}\n    $floatname += $element`,
    ],
  },
  unstable: {
    'hot numbers': [
      2,
      `for $new, $element in enumerate(($numbersname * $passes)[:$1]):\n    $numbername = $element${BODY}`,
    ],
    'hot sum of numbers': `for $new, $element in enumerate(($numbersname * $passes)[:$1]):${BODY}\n    $numbername += $element`,
  },
  alias: {
    'hot to length': `$new = 0\nwhile $new < len($intsname) and $new < $passes:\n    if len($0) < 900:\n        $0.append($clipped)${BODY}\n    $new += 1\ndel $0[9:]`,
    'hot over growing list': `for $new, $item in enumerate($intsname):\n    if $new < $passes:\n        $0.append($item)${BODY}\ndel $0[9:]`,
  },
});

const HOT = rowsOf('hot', {
  leaf: { 'one hot loop': [5, '$single'] },
  loop: {
    'hot in range': [3, 'for $new in range($few):\n    $single\n    $block'],
    'hot in while': '$new = 0\nwhile $new < $few:\n    $block\n    $single\n    $new += 1',
    'hot in a row': '$single\n$single',
  },
});

export const LOOPS = [...SINGLE, ...HOT];
