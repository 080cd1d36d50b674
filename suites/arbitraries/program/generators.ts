/** Generators: h3 and h4, which is on top of it, and their bodies; what is sent, thrown and closed; generator expressions. */
import { rowsOf } from './tree.ts';

/** Bodies of h3 and h4. Their second parameter says how many passes. */
const BODIES = rowsOf('generated', {
  leaf: { 'yield in range': 'for $new in range($yields):\n    $block\n    yield $clipped' },
  generate: {
    'yield in while': [2, '$new = 0\nwhile $new < $yields:\n    $block\n    yield $clipped\n    $new += 1'],
    'yield twice': 'for $new in range($yields >> 1):\n    yield $clipped\n    $block\n    yield $clipped',
    'yield what was sent': [2, 'for $new in range($yields):\n    $intname = (yield $clipped) or $clipped\n    $block'],
    'yield if': 'for $new in range($yields):\n    $block\n    if $bool:\n        yield $clipped',
    'yield in try': [
      2,
      'for $new in range($yields):\n    try:\n        yield $clipped\n    except ValueError:\n        $block',
    ],
    'yield in finally':
      'try:\n    for $new in range($yields):\n        $block\n        yield $clipped\nfinally:\n    note($intname)',
    'yield until closed':
      'for $new in range($yields):\n    try:\n        yield $clipped\n    except GeneratorExit:\n        note($int)\n        raise',
    'hot loop in generator': [
      2,
      'for $new in range($yields + 60):\n    $block\nyield $clipped\nfor $new in range($yields):\n    yield $clipped',
    ],
    'delegate in loop': [
      4,
      'for $new in range($yields >> 3):\n    $block\n    $intname = (yield from h3($int, 8)) or $clipped',
    ],
    delegate: [4, 'yield from h3($int, count)'],
    'delegate to empty':
      'yield from []\nfor $new in range($yields):\n    $block\n    yield $clipped\n    yield from []',
    'delegate to list': 'for $new in range($yields >> 2):\n    $block\n    yield from $intsname[:4]',
    'delegate to expression': 'yield from ($clipped for $item in range($yields))',
    'generator over generator': [2, 'for $item in h3($intname, $yields):\n    $block\n    yield $item'],
  },
});

const STATEMENT = rowsOf('statement', {
  generate: { 'yield here': 'yield $clipped', 'receive here': '$intname = (yield $clipped) or $clipped' },
});

const INTERPRETED = rowsOf('interpreted', {
  generate: {
    'next of generator': [2, 'next(h3($int, $times), $int)'],
    'sum of generator': 'sum(h4($int, $times))',
    'sum of generator expression': [2, 'sum($clipped for $item in $intsname)'],
    'next of generator expression': 'next(($item for $item in $intsname if $bool), $intname)',
    'max of generator expression': 'max(($clipped for $item in $intsname), default=$intname)',
  },
});

const UNCOMMON = rowsOf('uncommon', {
  generate: {
    'consume generator': [4, 'for $item in h3($intname, $times):\n    $intname ^= $item\n    $block'],
    'consume delegating': [4, 'for $item in h4($intname, $times):\n    $intname ^= $item\n    $block'],
    'consume in part':
      'for $new, $item in enumerate(h4($intname, 50)):\n    if $new >= $few:\n        break\n    $block',
    send: [3, '$element = h3($int, $times)\nnext($element, 0)\n$intname = $element.send($int)'],
    'send through': [3, '$element = h4($int, $times)\nnext($element, 0)\n$intname = $element.send($int)'],
    'throw in': [
      3,
      '$element = h4($int, 8)\nnext($element, 0)\ntry:\n    $intname = $element.throw(ValueError($int))\nexcept ValueError:\n    $block',
    ],
    'throw before start': '$element = h3($int, 8)\ntry:\n    $element.throw(Odd($int))\nexcept Odd:\n    $block',
    close: [2, '$element = h4($int, 8)\nnext($element, 0)\n$element.close()\n$intname = next($element, $int)'],
    'list of generator': '$intsname = list(h3($int, $times)) or [1]',
    'unpack generator': '$intname, *$anyname = h4($int, 9)',
    'zip of generators': 'for $item, $intname in zip(h3($intname, $times), h4($intname, $times)):\n    $block',
    'list of generator expression': '$intsname = list($clipped for $item in $intsname) or [1]',
    'nested generator expression':
      '$intname = sum($clipped for $item in range($few) for $element in $intsname[:3]) % 1000003',
    'all of generator expression': '$boolname = all($bool for $item in $intsname)',
    'value of generator':
      '$element = h3($int, 0)\nnext($element, 0)\ntry:\n    next($element)\nexcept StopIteration as error:\n    $intname = error.value or $clipped',
    'generator in generator': '$intname = sum(h4(next(h3($int, 8), 1), $times)) % 1000003',
  },
});

const SINGLE = rowsOf('single', {
  generate: {
    'hot over generator': [1, 'for $item in h3($intname, $passes):\n    $walk\n    $block\n    $intname ^= $item'],
    'hot over delegating': [1, 'for $item in h4($intname, $passes):\n    $walk\n    $block\n    $intname ^= $item'],
    'hot next': [
      1,
      '$kept = h3($intname, 900)\nfor $new in range($passes):\n    $walk\n    $block\n    $intname ^= next($kept, $new)',
    ],
    'hot over generator expression': 'for $item in ($item ^ 1 for $item in range($passes)):\n    $walk\n    $block',
    'hot with generator beside': [
      12,
      '$kept = h4($intname, 40)\nfor $new in range($passes):\n    $walk\n    $block\n    if $new % $small == 1:\n        $intname = next($kept, $new)',
    ],
  },
});

export const GENERATORS = [...BODIES, ...STATEMENT, ...INTERPRETED, ...UNCOMMON, ...SINGLE];
