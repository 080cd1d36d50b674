/** Buffers of numbers: arrays of floats and of ints, bytearrays. Never empty, and what is stored fits, but where it is to raise. */
import { rowsOf } from './tree.ts';

const BODY = '\n    $walk\n    $block';

const VALUES = [
  ...rowsOf('int', {
    buffer: {
      'word at loop variable': [3, '$wordsname[$i % len($0)]'],
      'word at modulo': [2, '$wordsname[$int % len($0)]'],
      'word from the end': '$wordsname[-1 - $i % len($0)]',
      'byte at loop variable': [2, '$bytesname[$i % len($0)]'],
      'byte at end': '$bytesname[$end % len($0)]',
      'length of words': 'len($wordsname)',
    },
  }),
  ...rowsOf('float', {
    buffer: {
      'double at loop variable': [3, '$doublesname[$i % len($0)]'],
      'double at modulo': [2, '$doublesname[$int % len($0)]'],
      'double from the end': '$doublesname[-1 - $i % len($0)]',
    },
  }),
];

const STATEMENTS = rowsOf('statement', {
  buffer: {
    'store double': [3, '$doublesname[$i % len($0)] = $floatclipped'],
    'multiply double': [2, '$doublesname[$int % len($0)] *= $floatliteral'],
    'store int as double': '$doublesname[-1] = $small',
    'store word': [3, '$wordsname[$i % len($0)] = $clipped & 9223372036854775807'],
    'add to word': [2, '$wordsname[$int % len($0)] ^= $i'],
    'store byte': [3, '$bytesname[$i % len($0)] = $clipped & 255'],
    'xor byte': [2, '$bytesname[$int % len($0)] ^= $small'],
    'byte of a bool': '$bytesname[0] = $bool',
    'buffers through both names': '$wordsname[0] = $clipped & 255\n$wordsname[0] += 1\n$intname = $0[0]',
    'inner over doubles': 'for $new in range($few):\n    $floatname += $doublesname[$new % len($1)]\n    $block',
    'inner zip of doubles':
      'for $new, $element in zip(range($few), $doublesname):\n    $floatname += $element\n    $block',
  },
  raise: {
    'byte until too large': '$bytesname[-1] = $i * 255 // $point',
    'word until too large': '$wordsname[0] = $i * (9223372036854775807 // $point)',
  },
});

/** Calls and slices are the interpreter's. */
const UNCOMMON = rowsOf('uncommon', {
  buffer: {
    'words by their bytes': "$anyname = memoryview($wordsname).cast('B')[$i % 8]",
    'rebind bytes': '$bytesname = bytearray([$small, $small, 200])',
    'rebind doubles': "$doublesname = array('d', $floats)",
    'over a view': 'for $element in memoryview($wordsname):\n    $intname ^= $element',
    'over bytes': 'for $element in bytes($bytesname):\n    $intname += $element',
  },
});

const HOT = rowsOf('single', {
  buffer: {
    'hot doubles to their end': [
      3,
      `$kept = array('d', [$floatliteral]) * $passes\nfor $new in range($1):${BODY}\n    $kept[$new] += $new * $floatliteral\n$anyname = $kept`,
    ],
    'hot words beside them': [
      2,
      `$kept = array('q', [$small]) * $passes\nfor $new in range(1, $1):${BODY}\n    $kept[$new] = $kept[$new - 1] + $small\n$anyname = $kept`,
    ],
    'hot bytes past their end': [
      2,
      `$kept = bytearray($passes)\ntry:\n    for $new in range($0 + 5):\n        $walk\n        $block\n        $kept[$new] = $new & 255\nexcept IndexError:\n    $intname += $new\n$anyname = $kept`,
    ],
    'hot over doubles': [2, `for $element in ($doublesname * $passes)[:$1]:${BODY}\n    $floatname += $element`],
    'hot over bytes': [2, `for $element in ($bytesname * $passes)[:$1]:${BODY}\n    $intname += $element`],
    'hot over a view': `for $element in memoryview($wordsname * $passes)[:$1]:${BODY}\n    $intname ^= $element`,
  },
});

const STARTS = [
  ...rowsOf('doublesstart', {
    leaf: {
      'start doubles': "array('d', [$floatstart, $floatstart, $floatstart])",
      'start more doubles': "array('d', [$floatstart, $floatstart, $floatstart, $floatstart, $floatstart])",
    },
  }),
  ...rowsOf('wordsstart', {
    leaf: {
      'start words': "array('q', [$small, $small, 3])",
      'start more words': "array('q', [$small, -1, 9223372036854775807, $small, 2])",
    },
  }),
  ...rowsOf('bytesstart', {
    leaf: { 'start bytes': 'bytearray([$small, 255, 0])', 'start more bytes': "bytearray(b'tracejit')" },
  }),
];

export const BUFFERS = [...VALUES, ...STATEMENTS, ...UNCOMMON, ...HOT, ...STARTS];
