/** THE TABLE of what happens to a program while compiled code of it exists: each kind of change, with its variants. */
import type { PieceName } from './pieces.ts';

/** Things that are so or not, and on which the use of an edit depends. */
export type Fact = 'stopped' | 'tracing' | 'shallow' | 'sqrt replaced' | 'abs replaced' | 'abs shadowed' | 'K deleted';

export interface Edit {
  readonly kind: string;
  readonly needs: readonly PieceName[];
  /**
   * Variants, the simplest first. `{f}` is one function under test, which must be defined then; `{g}` the other one. Each
   * may run at any time, also in the middle of a hot loop, and any number of times.
   */
  readonly texts: readonly string[];
  /** How often it is drawn, where not once. */
  readonly weight?: number;
  /** Done only while this holds. */
  readonly requires?: Fact;
  readonly makes?: Fact;
  readonly ends?: Fact;
  /** In the middle of a loop only. */
  readonly onlyArmed?: true;
  /** `cell`: `{f}` must have a free variable; `same-cells`: `{f}` and `{g}` must have as many; their code is then `{g}`'s. */
  readonly functions?: 'cell' | 'same-cells';
}

/** The same text on both sides: the interpreter has no such module. */
const jit = (what: 'stop' | 'start') => `getattr(sys.modules.get('_tracejit'), '${what}', int)()`;

export const EDITS: readonly Edit[] = [
  {
    kind: 'rebind a global',
    weight: 3,
    needs: ['K'],
    texts: ['K = 4', 'K = 2.5', 'K = True', 'K = 1 << 62', 'K = 1 << 70', 'K = None', "K = 'text'", 'K = 3'],
    ends: 'K deleted',
  },
  { kind: 'delete a global', needs: ['K'], texts: ["globals().pop('K', None)"], makes: 'K deleted' },
  {
    kind: 'define a global again',
    weight: 3,
    needs: ['K'],
    texts: ['K = 3', 'K = -0.0'],
    requires: 'K deleted',
    ends: 'K deleted',
  },
  {
    kind: 'rebind a function',
    weight: 3,
    needs: ['helper'],
    texts: [
      'def helper(x, d=5):\n    return x - d',
      'helper = lambda x, d=1: x / 2 + d',
      'helper = max',
      'def helper(x, d=2):\n    return x * d + 1',
    ],
  },
  {
    kind: 'swap __code__ of a callee',
    weight: 3,
    needs: ['helper'],
    texts: [
      'helper.__code__ = (lambda x, d=2: x - d).__code__',
      'helper.__code__ = (lambda x, d=2: [x, d][1]).__code__',
      'helper.__code__ = (lambda x: x + 1).__code__',
    ],
  },
  { kind: 'swap __code__', weight: 3, needs: [], texts: ['{f}.__code__ = {g}.__code__'], functions: 'same-cells' },
  {
    kind: 'swap __defaults__ of a callee',
    weight: 2,
    needs: ['helper'],
    texts: ['helper.__defaults__ = (7,)', 'helper.__defaults__ = (0.5,)', 'helper.__defaults__ = None'],
  },
  {
    kind: 'swap __kwdefaults__ of a callee',
    needs: ['keyword'],
    texts: [
      "keyword.__kwdefaults__ = {'e': 9}",
      '(keyword.__kwdefaults__ or {}).update(e=4.5)',
      'keyword.__kwdefaults__ = None',
    ],
  },
  {
    kind: 'swap __defaults__',
    needs: [],
    texts: ['{f}.__defaults__ = (6,)', '{f}.__defaults__ = (2.5,)', '{f}.__defaults__ = None'],
  },
  {
    kind: 'patch a method',
    needs: ['point'],
    texts: [
      'Point.weight = lambda self, y: y + 1',
      'Point.weight = lambda self, y: self.x * 0.5',
      'Point.weight = staticmethod(abs)',
      'P.weight = lambda y: 1',
      "P.__dict__.pop('weight', None)",
      'Point.weight.__code__ = (lambda self, y: self.x - y).__code__',
    ],
  },
  {
    kind: 'patch a class attribute',
    needs: ['point'],
    texts: [
      'Point.scale = 9',
      'Point.scale = 1.5',
      'Point.scale = property(lambda self: 4)',
      'P.__dict__.update(scale=5)',
      "P.__dict__.pop('scale', None)",
    ],
  },
  {
    kind: 'change an instance',
    needs: ['point'],
    texts: [
      'P.x = 5',
      'P.x = 2.5',
      'P = Point(7)',
      'P.__class__ = Other',
      'P.__class__ = Point',
      'P = Other(1)',
      'P.__dict__.clear()',
    ],
  },
  {
    kind: 'replace a function of a module',
    weight: 3,
    needs: ['math'],
    texts: ['math.sqrt = math.cos', 'math.sqrt = lambda x: x', 'math.sqrt = math.floor'],
    makes: 'sqrt replaced',
  },
  {
    kind: 'restore a function of a module',
    weight: 2,
    needs: ['math'],
    texts: ['math.sqrt = REAL_SQRT'],
    requires: 'sqrt replaced',
    ends: 'sqrt replaced',
  },
  {
    kind: 'rebind a builtin',
    weight: 2,
    needs: ['builtins'],
    texts: ['builtins.abs = float', 'builtins.abs = lambda x: -x'],
    makes: 'abs replaced',
  },
  {
    kind: 'restore a builtin',
    needs: ['builtins'],
    texts: ['builtins.abs = REAL_ABS'],
    requires: 'abs replaced',
    ends: 'abs replaced',
  },
  {
    kind: 'shadow a builtin',
    weight: 3,
    needs: ['builtins'],
    texts: ['abs = float', 'def abs(x):\n    return x * 2'],
    makes: 'abs shadowed',
  },
  {
    kind: 'uncover a builtin',
    needs: ['builtins'],
    texts: ["globals().pop('abs', None)"],
    requires: 'abs shadowed',
    ends: 'abs shadowed',
  },
  {
    kind: 'change a cell',
    weight: 3,
    needs: [],
    texts: [
      '{f}.__closure__[0].cell_contents = 1',
      '{f}.__closure__[0].cell_contents = 0.5',
      '{f}.__closure__[0].cell_contents = None',
      'del {f}.__closure__[0].cell_contents',
    ],
    functions: 'cell',
  },
  {
    kind: 'change a list',
    weight: 2,
    needs: ['XS'],
    texts: [
      'XS[150:] = range(50)',
      'XS[70:] = []',
      'XS[70:] = range(80)',
      'XS[40:41] = [2.5]',
      'XS[:] = [0.5] * 150',
      'XS[:] = [1 << 70] * 150',
      'XS[99:] = [None]',
      "XS[140:141] = ['text']",
      'XS = tuple(XS)',
      'XS = [1] * 150',
    ],
  },
  { kind: 'stop the JIT', needs: [], texts: [jit('stop')], makes: 'stopped' },
  { kind: 'start the JIT', weight: 9, needs: [], texts: [jit('start')], requires: 'stopped', ends: 'stopped' },
  { kind: 'stop and start the JIT', needs: [], texts: [`${jit('stop')}\n${jit('start')}`], ends: 'stopped' },
  { kind: 'collect garbage', needs: [], texts: ['gc.collect()', 'gc.set_threshold(1)', 'gc.set_threshold(2000)'] },
  { kind: 'trace', needs: ['tracer'], texts: ['sys.settrace(tracer)'], makes: 'tracing' },
  {
    kind: 'end tracing',
    weight: 9,
    needs: ['tracer'],
    texts: ['sys.settrace(None)'],
    requires: 'tracing',
    ends: 'tracing',
  },
  { kind: 'lower the recursion limit', needs: [], texts: ['sys.setrecursionlimit(100)'], makes: 'shallow' },
  {
    kind: 'raise the recursion limit',
    weight: 3,
    needs: [],
    texts: ['sys.setrecursionlimit(1000)'],
    requires: 'shallow',
    ends: 'shallow',
  },
  {
    kind: 'watch a lifetime',
    needs: ['weakref'],
    texts: ['SENTINELS.append(weakref.ref({f}))', 'SENTINELS.append(weakref.ref({f}.__code__))'],
  },
  {
    kind: 'raise',
    weight: 2,
    needs: [],
    texts: ["try:\n    raise ValueError('raised')\nexcept ValueError as error:\n    ERRORS.append(error)"],
  },
  { kind: 'raise through the function', weight: 2, needs: [], texts: ["raise ValueError('raised')"], onlyArmed: true },
];
