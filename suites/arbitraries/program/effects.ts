/** Operators of a class that logs them, operands whose order of evaluation is logged, objects with finalisers, and when these go. */
import { rowsOf } from './tree.ts';

const INTERPRETED = rowsOf('interpreted', {
  order: { 'noted operands': [3, 'note($int) + note($int)'], 'noted int': 'note($int)' },
  effect: {
    'noisy plus int': [3, '$noisyname + $int'],
    'int plus noisy': [3, '$int + $noisyname'],
    'noisy plus noisy': [2, '$noisyname + $noisyname'],
    'noisy minus int': '$noisyname - $int',
    'int minus noisy': '$int - $noisyname',
    'noisy times int': '$noisyname * ($int & 65535)',
    'noisy and int': '$noisyname & $int',
    'noisy negated': '-$noisyname',
    'noisy item': '$noisyname[$int]',
    'noisy call': '$noisyname($int)',
    'noisy length': 'len($noisyname)',
    'noisy property': '$noisyname.level',
    'noisy missing attribute': '$noisyname.absent',
    'noisy index': '$intsname[$noisyname]',
    'noisy max': 'max($noisyname, $noisyname) + 0',
    'noisy sum': 'sum([$noisyname, $int, $noisyname])',
  },
});

const ASKED = rowsOf('asked', {
  order: { 'noted comparison': 'note($int) < note($int) < note($int)', 'noted and': 'note($bool) and note($bool)' },
  effect: {
    'noisy less': '$noisyname < $int',
    'noisy reflected less': '$int < $noisyname',
    'noisy equal': '$noisyname == $int',
    'noisy chained': '$int < $noisyname <= $int',
    'noisy truth': 'not $noisyname',
    'noisy in list': '$noisyname in $intsname',
    'noisy in tuple': '$int in ($noisyname, $int)',
  },
});

const UNCOMMON = rowsOf('uncommon', {
  order: {
    'noted call': '$intname = min(note($int), note($int), note($int))',
    'noted display': '$intsname = [note($clipped), note($clipped)]',
    'noted store': '$intsname[note($int) % len($0)] = note($clipped)',
    'noted print': 'print(note($int), note($bool))',
  },
  effect: {
    'noisy to int': [6, '$intname = $noisyname + $clipped\n$0 $clip'],
    'noisy compared': [4, 'if $noisyname < $int:\n    $block'],
    'noisy branch': [3, 'if $noisyname:\n    $block'],
    'set noisy property': [2, '$noisyname.level = $int'],
    'set noisy attribute': '$noisyname.other = $int',
    'new noisy': [3, '$noisyname = Noisy($int % 1000)'],
    'iterate noisy': [2, 'for $item in $noisyname:\n    $intname += $item\n    $block'],
    'unpack noisy': '$intname, $intname, $intname = $noisyname',
    'noisy key': [2, '$dictname[$noisyname] = $clipped'],
    'noisy added to set': 'len({$noisyname, $noisyname, $int})',
    'noisy sorted': 'sorted([$noisyname, $noisyname, $int])',
    'noisy grown': '$noisyname = Noisy(($0 + $int) % 1000)',
    'print noisy': 'print($noisyname, $int)',
    'noisy in range': 'for $new in range($noisyname + 0 & 3):\n    $block',
    'noisy range bound': 'list(range($noisyname))',
  },
  watch: {
    'watch local': [3, '$anyname = watch($int)'],
    'watch and drop': [2, '$anyname = watch($int)\n$0 = $int'],
    'watch in list': '$anyname = [watch($int), watch($int)]\n$0[$digit] = $int',
    'watch and delete': '$anyname = watch($int)\ndel $0\n$0 = None',
    'watch two names': '$anyname = $anyname = watch($int)\n$0 = None',
    'drop any': [3, '$anyname = None'],
    'watch in dict': '$anyname = {1: watch($int)}\n$0[1] = $int\n$0 = None',
    'watch nobody': 'watch($int)',
  },
});

const SINGLE = rowsOf('single', {
  watch: {
    'hot until dropped': [
      4,
      '$anyname = watch($intname)\nfor $new in range($passes):\n    $walk\n    $block\n    if $new == $point:\n        $0 = $new',
    ],
    'hot dropping items': [
      4,
      '$kept = [watch(1), watch(2), watch(3)]\nfor $new in range($passes):\n    $walk\n    $block\n    if $new >= $point:\n        $kept[$new % 3] = $new',
    ],
    'hot handing on': [
      2,
      '$anyname, $anyname = watch($intname), watch($intname)\nfor $new in range($passes):\n    $walk\n    $block\n    $0, $1 = $1, $0\n    if $new == $point:\n        $0 = None',
    ],
    'hot popping': [
      2,
      '$kept = list(map(watch, range(9)))\nfor $new in range($passes):\n    $walk\n    $block\n    if $new % $small == 0 and $kept:\n        $kept.pop()',
    ],
  },
});

export const EFFECTS = [
  ...INTERPRETED,
  ...ASKED,
  ...UNCOMMON,
  ...SINGLE,
  ...rowsOf('noisystart', { leaf: { 'start noisy': 'Noisy($intliteral)' } }),
];
