"""Puts a whole program under the JIT without a change to it or to the environment it is installed in:

    TRACEJIT=1 PYTHONPATH="$(python -m tracejit --switch)" python script.py

Python imports `sitecustomize` at every start, also of the processes a program starts. Another one further on the path is
run too, as without this folder.
"""

import os
import sys


def _other():
    """The sitecustomize that python would have found without this folder, or None."""
    from importlib.machinery import PathFinder

    here = os.path.dirname(os.path.abspath(__file__))
    path = [folder for folder in sys.path if os.path.abspath(folder) != here]
    return PathFinder.find_spec("sitecustomize", path)


def _run(spec):
    from importlib.util import module_from_spec

    module = module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


if os.environ.get("TRACEJIT") in ("1", "on") and "_tracejit" not in sys.modules:
    try:
        import tracejit  # noqa: F401  (its import switches on)
    except ModuleNotFoundError:  # found by its own place: it need not be installed
        sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
        import tracejit  # noqa: F401

        sys.path.pop()

if (_spec := _other()) is not None:
    _run(_spec)
