"""The fork-server worker of differential testing: runs programs, one process each, and says what they left behind.

    python __main__.py [--native FOLDER]            serves requests on descriptor 3, replies on descriptor 4
    python __main__.py --program [--native FOLDER]  one program, its commands on 3, reports on 4, stdout 5, stderr 6

`--native` is the folder of the extension `_tracejit`: it is loaded, and started in each program's process.
Started by suites/oracle/fork-server.ts, which says what the frames hold. README.md says which process does what.
"""

import sys
import types

FOLDER = sys.path.pop(0)
PACKAGE = "_tracejit_worker"


def load_extension(folder):
    """Loads `_tracejit` as the tracejit command does, without starting it."""
    import _frozen_importlib as importlib, _frozen_importlib_external as external, _imp

    path = folder + "/_tracejit" + _imp.extension_suffixes()[0]
    spec = importlib.ModuleSpec("_tracejit", external.ExtensionFileLoader("_tracejit", path), origin=path)
    return importlib._load(spec)


def main():
    words = sys.argv[1:]
    alone = words[:1] == ["--program"]
    native = words[alone:]
    if native and (len(native) != 2 or native[0] != "--native"):
        sys.exit(__doc__)
    package = types.ModuleType(PACKAGE)
    package.__path__ = [FOLDER]
    package.FOLDER = FOLDER
    sys.modules[PACKAGE] = package
    extension = load_extension(native[1]) if native else None
    if alone:
        from _tracejit_worker.program import serve_program

        return serve_program((3, 4, 5, 6), extension)
    from _tracejit_worker.server import serve_requests

    return serve_requests(extension, [sys.executable, __file__, "--program", *native])


code = main()
if code:
    sys.exit(code)
