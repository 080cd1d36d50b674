/** Cells that inner functions write, globals and builtins that change in the middle of a loop, functions that are not what they were. */
import { rowsOf } from './tree.ts';

const INT = rowsOf('int', {
  globals: {
    'global int': [4, 'STEP'],
    'function of global': [4, 'stride($int)'],
    'rebound function': [4, 'turn($int)'],
    'default argument': [3, 'pace($int)'],
    'given instead of default': 'pace($int, $small)',
    'shadowed builtin': [2, 'abs($int)'],
    'hot function': 'sweep(100)',
  },
});

const FLOAT = rowsOf('float', { globals: { 'replaced sqrt': [3, 'math.sqrt(abs($float))'] } });

/** What stands in main, between two calls of f, and here and there in loops. */
const PATCH = rowsOf('patch', {
  leaf: { 'no patch': 'pass' },
  rebind: {
    'set global': [4, 'set_step($small)'],
    'set global to edge': [2, 'set_step($edgeliteral)'],
    'set global to float': 'set_step(0.5)',
    'rebind function': [3, 'set_turn(turn_over)'],
    'rebind function back': 'set_turn(turn_up)',
    'rebind function to builtin': 'set_turn(abs)',
    'rebind function to type': 'set_turn(int)',
    'shadow builtin': [2, 'shadow_abs($flag)'],
    'replace sqrt': [2, 'swap_sqrt($flag)'],
    'replace defaults': [3, 'pace.__defaults__ = ($small, [])'],
    'share default': 'pace.__defaults__[1].append(1)',
    'replace code': [2, 'pace.__code__ = slower.__code__'],
    'put code back': 'pace.__code__ = PACE',
    'replace hot code': 'sweep.__code__ = sweep_down.__code__',
    'replace hot defaults': 'sweep.__defaults__ = ($small,)',
  },
  remake: {
    'replace method': [3, 'Meter.read = steady'],
    'replace method by lambda': 'Meter.read = lambda self, by: by',
    'put method back': 'Meter.read = READ',
  },
});

const UNCOMMON = rowsOf('uncommon', {
  rebind: {
    'patch in loop': [30, '$patch'],
    'redefine and use': [4, 'set_step($small)\n$intname = stride($clipped)'],
    'shadow around': 'shadow_abs(True)\n$block\nshadow_abs(False)',
    'replace sqrt around': 'swap_sqrt(True)\n$block\nswap_sqrt(False)',
  },
  closure: {
    'nonlocal once': [
      2,
      'def $element(by):\n    $nonlocal $intname\n    $0 = ($0 + by) % 1000003\n    return $0\n$intname = $element($int)',
    ],
    'new closure': [2, '$element = lambda by: by + $intname\n$intname = $element($clipped)'],
    'key of closure': '$intsname = sorted($intsname, key=lambda by: by ^ $intname)',
    'new counter': '$element = counter($int)\n$intname = $element($int)',
    'delete cell':
      'def $element():\n    return $intname\ndel $0\ntry:\n    $element()\nexcept NameError:\n    $0 = $clipped',
  },
});

const BODY = '\n    $walk\n    $block';

const SINGLE = rowsOf('single', {
  closure: {
    'hot nonlocal': [
      4,
      `def $kept(by):\n    $nonlocal $intname\n    $0 = ($0 + by) % 1000003\n    return $0\nfor $new in range($passes):${BODY}\n    if $new % $small == 1:\n        $intname = $kept($new)`,
    ],
    'hot cell rebound in some passes': [
      4,
      `def $kept():\n    $nonlocal $intname\n    $0 = $clipped\nfor $new in range($passes):${BODY}\n    if $new % $small == 1:\n        $kept()`,
    ],
    'hot cell changes type': `def $kept():\n    $nonlocal $intname\n    $0 = $float\nfor $new in range($passes):${BODY}\n    if $new == $point:\n        $kept()`,
    'hot closure': [
      3,
      `$kept = lambda by: (by + $intname) % 1000003\nfor $new in range($passes):${BODY}\n    if $new % $small == 1:\n        $intname = $kept($new)`,
    ],
    'hot counter': [
      3,
      `$kept = counter($intname)\nfor $new in range($passes):${BODY}\n    if $new % $small == 1:\n        $intname = $kept($new)`,
    ],
    'hot two counters': [
      2,
      `$kept = [counter(1), counter(2)]\nfor $new in range($passes):${BODY}\n    if $new % $small == 1:\n        $intname = $kept[$new % 2]($new)`,
    ],
    'hot in closure': [
      2,
      `def $kept():\n    $nonlocal $intname\n    for $new in range($passes):\n        $0 = ($0 + $clipped) % 1000003\n$kept()`,
    ],
    'hot closure replaced': [
      2,
      `$kept = counter($intname)\nfor $new in range($passes):${BODY}\n    if $new % $small == 1:\n        $intname = $kept($new)\n    if $new == $point:\n        $kept = counter($int)`,
    ],
  },
  rebind: {
    'hot global redefined': [
      6,
      `for $new in range($passes):${BODY}\n    $intname = stride($clipped)\n    if $new == $point:\n        $patch`,
    ],
    'hot patched': [
      6,
      `for $new in range($passes):${BODY}\n    $intname = pace($clipped) - turn($i)\n    if $new == $point:\n        $patch`,
    ],
  },
});

export const CLOSURES = [...INT, ...FLOAT, ...PATCH, ...UNCOMMON, ...SINGLE];
