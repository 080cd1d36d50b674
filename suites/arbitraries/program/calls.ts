/** Calls: inlined in one another, with arguments in any form, recursive, of methods; and what is raised below. */
import { rowsOf } from './tree.ts';

const INT = rowsOf('int', {
  call: { 'helper in helper': [2, 'h0(h0($int, $int), $int)'] },
  nested: {
    'two levels': [4, 'middle($int)'],
    'two levels with keyword': [2, 'middle(c=$int, a=$int)'],
    'one level': [2, 'inner($int)'],
    'one level swapped': [2, 'inner(b=$int, a=$int)'],
    'call as argument': 'inner(middle($int), inner($int))',
  },
  recurse: {
    'recursive helper': [4, 'h5($int % 8, $int)'],
    fib: [3, 'fib($int % 10)'],
    descend: [3, 'descend($int % 20, $int)'],
    'descend by keyword': 'descend(a=$int, depth=$int % 20)',
  },
});

const INTERPRETED = rowsOf('interpreted', {
  nested: {
    'keyword only': 'keyed($int, c=$int)',
    'variable arguments': 'total($int, $int)',
    'starred arguments': 'total($int, *$intsname)',
    'keywords collected': 'total($int, scale=2, b=$int, a=$int)',
    'keywords from dict': "total(**{'a': $int, 'b': $int})",
    'starred to fixed': 'inner(*($int, $int))',
    'method of new': 'Meter($int % 1000).read($int)',
  },
});

const BOOL = rowsOf('bool', {
  recurse: { 'mutual recursion': [2, 'is_even($int % 20)'], 'mutual recursion odd': 'is_odd($int % 20)' },
});

/** What h5 returns: its own name, one deeper. */
const RECURSION = rowsOf('recursion', {
  leaf: { 'recurse and add': [4, '($self(depth - 1, $int) + $int) % 1000003'] },
  recurse: {
    'recurse in argument': '$self(depth - 1, $clipped % 1000003)',
    'recurse in condition': '$self(depth - 1, $clipped % 1000003) if $bool else $clipped',
    'recurse twice': '($self(depth - 1, $int) ^ $self(depth - 2, $int)) % 1000003',
    'recurse by keyword': '$self(a=$clipped % 1000003, depth=depth - 1)',
    'recurse in recursion': '$self(depth - 3, $self(depth - 2, $int) % 8)',
  },
});

const STATEMENT = rowsOf('statement', {
  nested: {
    'raise two deep': [4, 'try:\n    $intname += checked($i, $point)\nexcept ValueError:\n    $block'],
    'raise two deep and keep': [
      2,
      'try:\n    $intname += checked($i, $point)\nexcept ValueError as error:\n    ERRORS.append(error)',
    ],
    'raise two deep uncaught': 'checked($i, $point)',
    'assign call': [4, '$intname = middle($clipped)'],
  },
});

const UNCOMMON = rowsOf('uncommon', {
  recurse: {
    'raise at bottom': [2, 'try:\n    fall($int % 20)\nexcept KeyError:\n    $block'],
    'keep error from bottom':
      'try:\n    fall(9)\nexcept KeyError as error:\n    if len(ERRORS) < 9:\n        ERRORS.append(error)',
  },
  nested: {
    'bound method': [2, '$element = Meter($int % 1000).read\n$intname = $element($int) + $element($int)'],
    'class swapped': [
      3,
      '$anyname = Meter($int % 1000)\n$intname = $0.read($int)\n$0.__class__ = Backward\n$intname = $0.read($int)',
    ],
    'call of collected': '$element = [$int, $int]\n$intname = total(*$element, *$intsname[:3])',
    'too many arguments': 'inner($int, $int, $int)',
    'unknown keyword': 'middle($int, d=$int)',
  },
  remake: { 'remake in loop': [20, '$patch'] },
});

const BODY = '\n    $walk\n    $block';

const SINGLE = rowsOf('single', {
  nested: {
    'hot calls in calls': [6, `for $new in range($passes):${BODY}\n    $intname = middle($intname, c=$new)`],
    'hot raising two deep': [
      6,
      `for $new in range($passes):\n    try:\n        $intname = checked($new, $point)\n    except ValueError:\n        $block${BODY}`,
    ],
    'hot raising outwards': [
      3,
      `try:\n    for $new in range($passes):\n        $walk\n        $block\n        $intname = checked($new, $point)\nexcept ValueError:\n    $intname += $small`,
    ],
    'hot method': [
      3,
      `$kept = Meter($intname % 1000)\nfor $new in range($passes):${BODY}\n    if $new % $small == 1:\n        $intname = $kept.read($new)`,
    ],
    'hot class swapped': [
      2,
      `$kept = Meter($intname % 1000)\nfor $new in range($passes):${BODY}\n    if $new % $small == 1:\n        $intname = $kept.read($new)\n    if $new == $point:\n        $kept.__class__ = Backward`,
    ],
  },
  recurse: {
    'hot recursion': [3, `for $new in range($passes):${BODY}\n    $intname = descend($new % 20, $clipped)`],
    'hot fib': [3, `for $new in range($passes):${BODY}\n    $intname = fib($new % 9)`],
  },
});

export const CALLS = [...INT, ...INTERPRETED, ...BOOL, ...RECURSION, ...STATEMENT, ...UNCOMMON, ...SINGLE];
