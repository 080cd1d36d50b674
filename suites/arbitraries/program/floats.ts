/** Expressions for floats. The sign of a NaN is nobody's promise (S-040): `min(1.0, x)` has the sign of x, and none where x is one. */
import { rowsOf } from './tree.ts';

const FLOAT = rowsOf('float', {
  leaf: { 'float literal': [2, '$floatliteral'], 'float name': [8, '$floatname'] },
  special: {
    'special float': [3, '$specialfloat'],
    'fresh nan': '$float - $float',
    'times zero': [2, '$float * 0.0'],
    'sign of least zero': 'math.copysign($float, min(1.0, min($float * 0.0, -0.0)))',
    'sign of greatest zero': 'math.copysign($float, min(1.0, max($float * 0.0, 0.0)))',
  },
  arith: {
    'float add': [4, '$float + $float'],
    'float subtract': [3, '$float - $float'],
    'float negate': '-$float',
    halve: '$float * 0.5',
  },
  multiply: {
    'float multiply': [4, '$float * $float'],
    'float square': '$float ** 2',
    'float root': 'abs($float) ** 0.5',
    'float power': 'abs($float) ** ($float % 3.0)',
    'float to int power': '$float ** $exponent',
  },
  divide: {
    divide: [4, '$float / $floatdivisor'],
    'float floor divide': [2, '$float // $floatdivisor'],
    'float modulo': [2, '$float % $floatdivisor'],
    'float divmod': 'divmod($float, $floatdivisor)[1]',
  },
  convert: {
    'float abs': 'abs($float)',
    'float min': 'min($float, $float)',
    'float max': 'max($float, $float)',
    'float of int': 'float($int)',
    'float plus': '+$float',
  },
  logic: { 'float choice': '$float if $bool else $float', 'float or': '$float or $float' },
  mix: {
    'int plus float': [2, '$int + $float'],
    'float minus int': [2, '$float - $int'],
    'int times float': [2, '$int * $float'],
    'true division of ints': [2, '$int / $divisor'],
    'float by int': '$float / $divisor',
    'int modulo float': '$int % $floatdivisor',
    'bool times float': '$bool * $float',
    'int power negative': '($int or 1) ** -1',
  },
  math: {
    sqrt: [2, 'math.sqrt(abs($float))'],
    sin: 'math.sin($float)',
    'exp atan': 'math.exp(math.atan($float))',
    copysign: 'math.copysign($float, min(1.0, $float))',
    fabs: 'math.fabs($float)',
    atan2: 'math.atan2($float, $float)',
    'log of positive': 'math.log(abs($float) + 1.0)',
    pi: 'math.pi',
  },
  read: {
    'float item at loop variable': [2, '$floatsname[$i % len($0)]'],
    'float item at modulo': [2, '$floatsname[$int % len($0)]'],
  },
  unguarded: {
    'float divide by anything': '$float / $float',
    fmod: 'math.fmod($float, $float)',
    log: 'math.log($float)',
  },
  call: { 'helper of floats': [3, 'h1($float, $float)'], 'float helper by keyword': 'h1(y=$float, x=$float)' },
});

const FLOAT_DIVISOR = rowsOf('floatdivisor', {
  leaf: {
    'float divisor literal': [3, '2.0'],
    'float divisor or one': [2, '$float or 1.0'],
    'float divisor negative': '-3.5',
  },
  special: { 'float divisor infinite': '1e999', 'float divisor tiny': '5e-324' },
});

export const FLOATS = [...FLOAT, ...FLOAT_DIVISOR];
