/** Lists, and what the names of a program begin with. Lists are of bounded length and never empty, so that `i % len(xs)` is an index. */
import { rowsOf } from './tree.ts';

const INTS = rowsOf('ints', {
  leaf: { 'ints display': '[$clipped, $clipped]', 'ints name': [2, '$intsname'] },
  slice: {
    'ints longer display': '[$clipped, $clipped, $clipped, $clipped]',
    'ints repeated': '[$clipped] * $times',
    'ints copy': '$intsname[:]',
    'ints head': '$intsname[:$times]',
    'ints tail': '$intsname[-$times:]',
    'ints reversed': '$intsname[::-1]',
    'ints grown': '($intsname + [$clipped])[-30:]',
    'ints as list': 'list($intsname)',
    'ints every second': '$intsname[::2]',
  },
  comprehension: {
    'ints comprehension': [3, '[$clipped for $item in $intsname]'],
    'ints of range comprehension': [2, '[$clipped for $item in range($times)]'],
    'ints filtered': '[$clipped for $item in $intsname if $bool] or [1]',
  },
});

const FLOATS = rowsOf('floats', {
  leaf: { 'floats display': '[$float, $float]', 'floats name': [2, '$floatsname'] },
  slice: {
    'floats repeated': '[$float] * $times',
    'floats copy': '$floatsname[:]',
    'floats reversed': '$floatsname[::-1]',
    'floats tail': '$floatsname[-$times:]',
  },
  comprehension: {
    'floats comprehension': '[$element + $float for $element in $floatsname]',
    'floats of ints': [3, '[$item * 0.5 for $item in $intsname]'],
  },
});

const NUMBERS = rowsOf('numbers', {
  leaf: { 'numbers display': '[$int, $float]', 'numbers name': [2, '$numbersname'] },
  unstable: {
    'numbers longer display': [2, '[$int, $int, $float, $bool]'],
    'numbers of ints': '($intsname + [$float])[-30:]',
    'numbers comprehension': '[$element + $number for $element in $numbersname]',
  },
});

/** What the names of f begin with. */
const STARTS = [
  ...rowsOf('intstart', {
    leaf: { 'start int': '$intliteral' },
    edge: { 'start edge': [3, '$edgeliteral'] },
    flag: { 'start bool': '$flag' },
  }),
  ...rowsOf('floatstart', {
    leaf: { 'start float': '$floatliteral' },
    special: { 'start special': '$specialfloat' },
  }),
  ...rowsOf('numberstart', { leaf: { 'start int number': '$intstart', 'start float number': '$floatstart' } }),
  ...rowsOf('anystart', { leaf: { 'start none': 'None', 'start number': '$intstart', 'start str': '$strliteral' } }),
  ...rowsOf('intsstart', {
    leaf: {
      'start ints': '[$intstart, $intstart, $intstart]',
      'start more ints': '[$intstart, $intstart, $intstart, $intstart, $intstart]',
    },
  }),
  ...rowsOf('floatsstart', {
    leaf: {
      'start floats': '[$floatstart, $floatstart]',
      'start more floats': '[$floatstart, $floatstart, $floatstart, $floatstart]',
    },
  }),
  ...rowsOf('numbersstart', {
    leaf: {
      'start numbers': '[$intstart, $floatstart]',
      'start more numbers': '[$intstart, $floatstart, $flag, $intstart]',
    },
  }),
];

/** What f is called with in a changed call: of another type than it was hot with. Nothing that `+` makes longer is given for a number. */
const GIVEN = [
  ...rowsOf('given', {
    leaf: { 'given int': [2, '$intliteral'], 'given float': [2, '$floatliteral'] },
    edge: { 'given edge': [6, '$edgeliteral'] },
    flag: { 'given bool': [3, '$flag'] },
    special: { 'given special float': [3, '$specialfloat'], 'given fresh nan': "float('nan')" },
    unstable: { 'given none': 'None' },
  }),
  ...rowsOf('givenother', {
    leaf: {
      'given to any': '$given',
      'given str': [2, '$strliteral'],
      'given list': '[$intliteral]',
      'given pair': '($intliteral, $floatliteral)',
    },
  }),
  ...rowsOf('givenlist', {
    leaf: {
      'given ints': '[$edgeliteral, $intliteral, $intliteral]',
      'given floats': '[$floatliteral, $floatliteral]',
      'given mixed list': '[$intliteral, $specialfloat, $flag]',
    },
    flag: { 'given bools': '[$flag, $flag, $flag]' },
    slice: { 'given tuple': '($intliteral, $intliteral)' },
    unstable: { 'given spoilt list': "[$intliteral, $intliteral, '', None]" },
  }),
];

export const LISTS = [...INTS, ...FLOATS, ...NUMBERS, ...STARTS, ...GIVEN];
