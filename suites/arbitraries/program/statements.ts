/** Statements by family. What is named `uncommon` or `failing` has a file of its own. */
import { rowsOf } from './tree.ts';

const ASSIGN = {
  'assign int': [12, '$intname = $clipped'],
  'assign bool': [2, '$boolname = $bool'],
  'assign pair': [2, '$intname, $intname = $clipped, $clipped'],
  'add to int': [4, '$intname += $int\n$0 $clip'],
  'subtract from int': [2, '$intname -= $int\n$0 $clip'],
  'count up': [4, '$intname += $small'],
  'count down': [2, '$intname -= $small'],
  'add loop variable': [2, '$intname += $i'],
  'swap ints': '$intname, $intname = $1, $0',
  'rotate ints': [2, '$intname, $intname, $intname = $1, $2, $clipped'],
  'assign twice': '$intname = $intname = $clipped',
} as const;

const FLOATS = {
  'assign float': [6, '$floatname = $floatclipped'],
  'float damped': [2, '$floatname = $float % 1000.0'],
  'add to float': [3, '$floatname += $floatclipped'],
  'multiply float': [2, '$floatname *= $floatliteral'],
  'subtract from float': '$floatname -= $floatclipped',
  'divide float': '$floatname /= $floatdivisor',
  'swap floats': '$floatname, $floatname = $1, $0',
  'assign through tuple': '$intname, $floatname = ($clipped, $floatclipped)',
  'store float': [2, '$floatsname[$i % len($0)] = $floatclipped'],
  'multiply float item': '$floatsname[$int % len($0)] *= $floatliteral',
  'append float': 'if len($floatsname) < 40:\n    $0.append($floatclipped)',
  'rebind floats': [3, '$floatsname = $floats'],
  'inner zip': 'for $item, $floatname in zip($intsname[:$few], $floatsname):\n    $block',
  'inner zip range': 'for $new, $floatname in zip(range($few), $floatsname):\n    $block',
  'inner over floats': 'for $element in $floatsname[:$few]:\n    $floatname += $element\n    $block',
} as const;

const AUGMENTED = {
  multiply: {
    'multiply int': [8, '$intname *= $int\n$0 $clip'],
    'shift int left': [3, '$intname <<= $shift\n$0 $clip'],
  },
  divide: { 'floor divide int': [5, '$intname //= $divisor'], 'modulo int': [5, '$intname %= $divisor'] },
  bits: {
    'and int': [3, '$intname &= $clipped'],
    'or int': [2, '$intname |= $clipped'],
    'xor int': [4, '$intname ^= $clipped'],
    'shift int right': [3, '$intname >>= $shift'],
  },
} as const;

const BRANCH = {
  if: [4, 'if $bool:\n    $block'],
  'if else': [4, 'if $bool:\n    $block\nelse:\n    $block'],
  'if elif else': 'if $bool:\n    $block\nelif $bool:\n    $block\nelse:\n    $block',
  'if at pass': [2, 'if $i == $point:\n    $block'],
} as const;

const LOOP = {
  'inner range': [4, 'for $new in range($few):\n    $block'],
  'inner range down': 'for $new in range($few, 0, -1):\n    $block',
  'inner while': [2, '$new = 0\nwhile $new < $few and $bool:\n    $block\n    $new += 1'],
  'inner over ints': [2, 'for $item in $intsname[:$few]:\n    $intname += $item\n    $block'],
  'inner enumerate': 'for $new, $intname in enumerate($intsname[:$few]):\n    $block',
  'inner else': 'for $new in range($few):\n    if $bool:\n        break\n    $block\nelse:\n    $block',
} as const;

const WRITE = {
  'store at loop variable': [3, '$intsname[$i % len($0)] = $clipped'],
  'store at modulo': [3, '$intsname[$int % len($0)] = $clipped'],
  'store at end': '$intsname[-1] = $clipped',
  'add to item': [2, '$intsname[$int % len($0)] += $clipped'],
  append: [3, 'if len($intsname) < 40:\n    $0.append($clipped)'],
  'rebind ints': [2, '$intsname = $ints'],
  'append and multiply': [
    2,
    '$intsname.append($i)\n$intname = $int * 3 + $walker\n$1 $clip\nif len($0) > 40:\n    del $0[9:]',
  ],
} as const;

const ALIAS = {
  'two names': [3, '$intsname = $intsname'],
  'swap items': [3, '$intsname[$i % len($0)], $0[$int % len($0)] = $0[$int % len($0)], $0[$i % len($0)]'],
  'swap between lists': '$intsname[0], $intsname[-1] = $1[-1], $0[0]',
  'store through both': [2, '$intsname[0] = $clipped\n$intsname[0] += $clipped\n$intname = $0[0]'],
  'read after store': [2, '$intname = $intsname[0]\n$intsname[$end % len($2)] = $clipped\n$intname = $0 - $1[0]'],
  'index and value': '$intname, $intsname[$0 % len($1)] = $clipped, $clipped',
  'list in list': '$anyname = [$intsname, $1]\n$0[1][0] = $clipped',
  'repeated row': '$anyname = [[$clipped]] * 2\n$0[0][0] += $clipped\n$intname = $0[1][0]',
} as const;

const UNSTABLE = {
  'xor of items': [2, '$anyname = $intsname[$i % len($0)] ^ $0[-1]'],
  'assign number': [6, '$numbername = $numberclipped'],
  'add int to number': [3, '$numbername += $int'],
  'add float to number': '$numbername += $float',
  'assign any': [4, '$anyname = $any'],
  'use unless none': [3, 'if $anyname is None:\n    $0 = $clipped\nelse:\n    $block'],
  'int becomes float at pass': [2, 'if $i == $point:\n    $intname = $float'],
  'number changes at pass': [3, 'if $i == $point:\n    $numbername = $number'],
  'alternate kinds': [2, '$numbername = $int if $i % 2 else $float'],
  'bool becomes int': '$boolname = $boolname + $int % 2',
  'store number': [2, '$numbersname[$i % len($0)] = $number'],
  'float into ints at pass': 'if $i == $point:\n    $intsname[$end % len($0)] = $float',
  'str into any at pass': 'if $i == $point:\n    $anyname = $strliteral',
  'rebind numbers': '$numbersname = $numbers',
  'ints become numbers': 'if $i == $point:\n    $intsname = $numbers',
  'back to int': '$intname = int($intname)',
} as const;

/** Counted, since a wrong answer in some pass is otherwise forgotten in the next. */
const SPECIAL = {
  'special at times': [2, 'if $i % $small == 1:\n    $floatname = $specialfloat'],
  'count equal': 'if $i % $small == 1:\n    $floatname = NAN\nif $1 == $1:\n    $intname += 1',
  'count unequal': '$floatname = NAN if $i % $small else $float\n$intname += $0 != $0',
  'count below': 'if $i % $small == 1:\n    $floatname = NAN\nif $1 < $float:\n    $intname += 1',
  'count negative zeros': 'if math.copysign(1.0, min(1.0, -($float * 0.0))) < 0.0:\n    $intname += 1',
  'count above': 'if $i % $small == 1:\n    $floatname = $specialfloat\nif $1 >= $float:\n    $intname += 1',
} as const;

/** Hot for a while before it raises: what raises in its first pass, or behind a branch, is never compiled. */
const RAISE_LATE = {
  'divide until zero': [3, '$intname = $clipped // ($i - $point)'],
  'divide twice until zero': [3, '$intname = $clipped // ($i + 1)\n$intname = $clipped // ($i - $point)'],
  'items until the end': [3, '$intname = $intsname[$i // 30]'],
} as const;

const JUMP = {
  'continue if': [4, 'if $bool:\n    $continue'],
  'break at pass': [3, 'if $i >= $point:\n    $break'],
  'return at pass': [2, 'if $outer >= $point:\n    $leave'],
} as const;

export const STATEMENTS = rowsOf('statement', {
  leaf: { pass: 'pass' },
  assign: ASSIGN,
  floats: FLOATS,
  ...AUGMENTED,
  branch: BRANCH,
  loop: LOOP,
  jump: JUMP,
  write: WRITE,
  alias: ALIAS,
  unstable: UNSTABLE,
  raise: RAISE_LATE,
  special: SPECIAL,
  mix: {
    'add rounded half': '$intname += round($i * 0.5)',
    'count exact floats': [2, 'if float($intname) == $0:\n    $intname += 1'],
  },
  call: { 'call for effect': 'h2($intsname, $int)', 'call with list': '$intname = h2($intsname, $int)' },
  rare: {
    rarely: [3, 'if $i % $small == 1:\n    $uncommon'],
    'at one pass': [2, 'if $i == $point:\n    $uncommon'],
    'late pass': 'if $i > $point:\n    $uncommon',
  },
  often: { 'each pass': '$uncommon' },
});
