"""`python [options] …/tracejit/__main__.py program…` (by path, as the tracejit command does) or `python -m tracejit program…`:
runs what python itself takes, `script args`, `-c code args`, `-m module args` or `-`, under the JIT. `--parallel` before it is
TRACEJIT_PARALLEL=on; `--switch` prints the folder of switch/sitecustomize.py.

On the way of every start, and compiled each time: short, and importing nothing that python has not loaded by itself.
Must parse in any Python 3.
"""

import sys


def main():
    import posix

    own, words = (1 if __spec__ is None else 2), sys.argv[1:]
    file = __file__ if __file__[:1] == "/" else posix.getcwd() + "/" + __file__
    package = file.rsplit("/", 1)[0]
    if words == ["--switch"]:
        return print(package + "/switch")
    if words[:1] == ["--parallel"]:
        posix.putenv(b"TRACEJIT_PARALLEL", b"on")
        own, words = own + 1, words[1:]
    wanted = words and posix.environ.get(b"TRACEJIT") != b"off"
    why = ""
    if wanted and sys.version_info[:2] == (3, 13) and sys.implementation.name == "cpython":
        import _frozen_importlib as importlib, _frozen_importlib_external as external

        scope = {}
        with open(package + "/locate.py") as source:
            exec(source.read(), scope)
        path = scope["extension_path"](package)
        spec = importlib.ModuleSpec("_tracejit", external.ExtensionFileLoader("_tracejit", path), origin=path)
        try:
            extension = importlib._load(spec)
            extension.install_finder(package)
            extension.start()
        except (ImportError, RuntimeError) as error:
            why = str(error)
        else:
            extension.run_main(own, words)
    scope = {"own": own, "words": words, "wanted": wanted, "why": why}
    with open(package + "/interpreted.py") as source:
        exec(source.read(), scope)


main()
