/** Expressions for ints, bools, numbers of any type and strings; floats.ts and lists.ts have the rest. The first row is the simplest. */
import { rowsOf } from './tree.ts';

const INT = rowsOf('int', {
  leaf: { 'int literal': [2, '$intliteral'], 'int name': [8, '$intname'], 'loop variable': [3, '$i'] },
  edge: { 'edge literal': '$edgeliteral' },
  flag: { 'bool as int': '$flag', 'bool expression as int': '$bool' },
  walk: { 'walking accumulator': '$walker' },
  arith: {
    add: [4, '$int + $int'],
    subtract: [3, '$int - $int'],
    negate: '-$int',
    scale: [2, '$int * $small'],
    'outer loop variable': '$int + $outer',
  },
  multiply: {
    'multiply reduced': [5, '$int % 1000 * ($int & 65535)'],
    multiply: [3, '$int * $int'],
    power: '$int ** $exponent',
    'pow of ints': 'pow($int, $exponent)',
    'left shift small': [2, '($int & 1048575) << $small'],
    'left shift': '$int << $shift',
  },
  divide: {
    'floor divide': [3, '$int // $divisor'],
    modulo: [3, '$int % $divisor'],
    'divmod quotient': 'divmod($int, $divisor)[0]',
    'divmod rest': 'divmod($int, $divisor)[1]',
  },
  bits: {
    and: [2, '$int & $int'],
    or: [2, '$int | $int'],
    xor: [2, '$int ^ $int'],
    invert: '~$int',
    'right shift': [2, '$int >> $shift'],
  },
  convert: {
    abs: 'abs($int)',
    min: 'min($int, $int)',
    max: 'max($int, $int)',
    'int of bool': 'int($bool)',
    plus: '+$int',
  },
  mix: {
    'int of float': 'int($float) if abs($0) < 1e19 else $int',
    'floor of float': 'math.floor($float) if abs($0) < 1e19 else $int',
    'round to int': 'round($float) if abs($0) < 1e19 else $int',
    'round half': [2, 'round($i * 0.5)'],
  },
  logic: {
    'int choice': [2, '$int if $bool else $int'],
    'int and': '$int and $int',
    'int or': '$int or $int',
  },
  read: {
    'item at modulo': [3, '$intsname[$int % len($0)]'],
    'item at loop variable': [3, '$intsname[$i % len($0)]'],
    'item at end': '$intsname[$end % len($0)]',
    'negative item': '$intsname[-1 - $i % len($0)]',
    'length of ints': 'len($intsname)',
    'sum of ints': 'sum($intsname)',
    'bound variable': '$bound',
  },
  unguarded: {
    'divide by anything': '$int // $int',
    'modulo by anything': '$int % $int',
    'item anywhere': '$intsname[$int]',
    'shift by negative': '$int << 30 - $int % 32',
  },
  foreign: { 'interpreted int': [2, '$interpreted'] },
  call: {
    'helper of ints': [3, 'h0($int, $int)'],
    'helper by keyword': 'h0(b=$int, a=$int)',
    'helper with default': 'h0($int)',
    'helper of list': 'h2($intsname, $int)',
  },
});

const INT_PARTS = [
  ...rowsOf('shift', {
    leaf: { 'shift literal': [4, '$count'], 'shift masked': '$int & 63', 'shift over words': '$int & 127' },
  }),
  ...rowsOf('divisor', {
    leaf: { 'divisor small': [4, '$small'], 'divisor minus one': '-1', 'divisor negative': '-$small' },
    edge: { 'divisor edge': [4, '$edgeliteral or 1'] },
    divide: { 'divisor or one': [2, '$int or 1'], 'divisor odd': '$int | 1' },
  }),
  ...rowsOf('clipped', { leaf: { 'clipped int': '$int' } }),
];

const BOOL = rowsOf('bool', {
  leaf: { 'bool name': [3, '$boolname'], 'bool literal': '$flag' },
  compare: {
    less: [2, '$int < $int'],
    'less or equal': '$int <= $int',
    greater: [2, '$int > $int'],
    'greater or equal': '$int >= $int',
    equal: '$int == $int',
    'not equal': '$int != $int',
    residue: [4, '$int % $small == $digit'],
    'pass residue': [4, '$i % $small == $digit'],
    chained: '$int < $int <= $int',
  },
  floats: {
    'float less': [2, '$float < $float'],
    'float less or equal': '$float <= $float',
    'float greater': '$float > $float',
    'float equal': '$float == $float',
    'float chained': '$float >= $float > $float',
  },
  logic: {
    'bool and': [2, '$bool and $bool'],
    'bool or': [2, '$bool or $bool'],
    not: 'not $bool',
    'bool of int': 'bool($int)',
  },
  mix: {
    'int less than float': '$int < $float',
    'int equals float': '$int == $float',
    'bool equals int': '$bool == $int',
  },
  special: {
    'equals itself': [3, '$floatname == $0'],
    'differs from itself': [2, '$floatname != $0'],
    'is nan': 'math.isnan($float)',
    'is infinite': 'math.isinf($float)',
    'zero equals': '$float == -0.0',
  },
  identity: {
    'same list': '$intsname is $intsname',
    'is none': '$anyname is None',
    'is not none': '$anyname is not None',
  },
  foreign: { 'asked of interpreter': [3, '$asked'] },
  unstable: {
    'number less': '$number < $number',
    'truth of number': 'not $number',
    'number equals': '$number == $int',
  },
});

const NUMBER = rowsOf('number', {
  leaf: { 'number name': [4, '$numbername'], 'int as number': '$int', 'float as number': '$float' },
  flag: { 'bool as number': '$bool' },
  arith: {
    'number add': [3, '$number + $number'],
    'number subtract': [2, '$number - $number'],
    'number negate': '-$number',
  },
  multiply: { 'number multiply': '$number * $number' },
  divide: {
    'number divide': '$number / $divisor',
    'number floor divide': '$number // $divisor',
    'number modulo': '$number % $divisor',
  },
  convert: { 'number abs': 'abs($number)', 'number max': 'max($number, $number)' },
  unstable: {
    'int or float': [2, '$int if $bool else $float'],
    'number item': [2, '$numbersname[$i % len($0)]'],
  },
});

const OTHERS = [
  // What each pass should not ask for: rows of effects.ts, generators.ts, calls.ts, which would leave no loop native.
  ...rowsOf('interpreted', { leaf: { 'no more than a name': '$intname' } }),
  ...rowsOf('asked', { leaf: { 'no more than a bool': '$boolname' } }),
  ...rowsOf('floatclipped', { leaf: { 'clipped float': '$float' } }),
  ...rowsOf('numberclipped', { leaf: { 'clipped number': '$number' } }),
  ...rowsOf('any', {
    leaf: { none: 'None', 'any name': '$anyname', 'number as any': [2, '$number'] },
    unstable: { 'int or none': [2, '$int if $bool else None'], 'str as any': '$strliteral', 'list as any': '$ints' },
  }),
  ...rowsOf('str', {
    leaf: { 'str literal': '$strliteral', 'str name': '$strname' },
    foreign: {
      'str add': [3, '($str + $str)[-20:]'],
      'str times': [3, '($str * $times)[-20:]'],
      'str of int': [3, 'str($int % 1000)'],
      format: [3, "f'{$int % 1000}'"],
    },
  }),
];

export const EXPRESSIONS = [...INT, ...INT_PARTS, ...BOOL, ...NUMBER, ...OTHERS];
