/** What raises, and what catches: in some pass of the loop, in a helper called from it, inside and outside of try. */
import { rowsOf } from './tree.ts';

const RAISE = rowsOf('failing', {
  leaf: { 'raise class': 'raise IndexError' },
  raise: {
    'raise value error': [4, "raise ValueError('odd', $int)"],
    'raise key error': 'raise KeyError($int)',
    'raise own error': [2, 'raise Odd($int, $float)'],
    assert: [2, 'assert $bool, $int'],
    'divide by zero': [2, '$intname = $int // ($intname - $2)'],
    'item out of range': [2, '$intname = $intsname[$int + 1000]'],
    'key missing': '$intname = $dictname[$int % 3]',
    'add none': '$intname = $int + None',
    'negative shift': '$intname = $int << -1',
    'delete and assign': [2, 'del $intname\n$0 = $clipped'],
    'delete and read': 'del $intname\n$0 += $clipped',
    'delete twice': 'del $intname\ndel $0',
  },
  handle: {
    'raise from': 'try:\n    $failing\nexcept $caught as error:\n    raise Odd($int) from error',
    'raise in with': 'with Guard($flag):\n    $block\n    $failing',
    'assign in finally': 'try:\n    $failing\nfinally:\n    $intname = $clipped',
  },
});

const HANDLE = rowsOf('statement', {
  raise: { 'fail at one pass': 'if $i == $point:\n    $failing', 'fail late': 'if $i > $point:\n    $failing' },
  handle: {
    'try raising': 'try:\n    $failing\nexcept $caught:\n    $block',
    'try except': [3, 'try:\n    $block\nexcept $caught:\n    $block'],
    'try failing': [4, 'try:\n    $block\n    if $i % $small == 1:\n        $failing\nexcept Exception:\n    $block'],
    'try failing once': [3, 'try:\n    $block\n    if $i == $point:\n        $failing\nexcept $caught:\n    $block'],
    'try keep': [
      3,
      'try:\n    $block\nexcept $caught as error:\n    if len(ERRORS) < 9:\n        ERRORS.append(error)',
    ],
    'try else': 'try:\n    $block\nexcept $caught:\n    $block\nelse:\n    $block',
    'try finally': [2, 'try:\n    $block\nfinally:\n    $intname += $clipped'],
    'try finally around': 'try:\n    $block\nexcept $caught:\n    $block\nfinally:\n    $block',
    'try note': "try:\n    $block\nexcept $caught as error:\n    error.add_note('pass')\n    raise",
    'nested handlers':
      'try:\n    try:\n        $block\n    except $caught:\n        $failing\nexcept $caught:\n    $block',
  },
});

const WITH = rowsOf('uncommon', {
  handle: {
    with: [3, 'with Guard($flag):\n    $block'],
  },
});

export const EXCEPTIONS = [...RAISE, ...HANDLE, ...WITH];
