"""A kernel's own functions, compiled by Numba: the arm `numba`. As a script, in place of the kernel:

    numba_kernel.py KERNEL.PY [--scale F]
"""
import sys
import types

from kernel_process import load

PLAIN = ("sized", "main")


def compile_functions(module):
    """Replaces each function of the module but the entry points; they find each other there.

    Numba looks at a function's globals when it is first called, so the order does not matter. It links a function that
    calls itself through the module's name, which must therefore be known.
    """
    from numba import njit

    sys.modules[module.__name__] = module
    for name, value in list(vars(module).items()):
        if isinstance(value, types.FunctionType) and name not in PLAIN:
            setattr(module, name, njit(value))


def main():
    script = sys.argv[1]
    module = load(script)
    compile_functions(module)
    sys.argv = sys.argv[1:]
    module.main()


if __name__ == "__main__":
    main()
