"""Runs a program under the JIT: `python [options] …/tracejit/__main__.py program…` (by path, as the tracejit command does)
or `python -m tracejit program…`, where program… is what python itself takes: `script args`, `-c code args`,
`-m module args` or `-`.

Imports nothing that python has not loaded by itself: this is on the way of every start. Must parse in any Python 3.
"""

import sys


def load_extension(package):
    """Loads and starts _tracejit. Raises ImportError or RuntimeError with what the user should know."""
    import _frozen_importlib
    import _frozen_importlib_external
    import _imp

    root = package.rsplit("/", 3)[0]
    python = "%d.%d" % sys.version_info[:2]
    path = "%s/build/native/py%s/_tracejit%s" % (root, python, _imp.extension_suffixes()[0])
    loader = _frozen_importlib_external.ExtensionFileLoader("_tracejit", path)
    extension = _frozen_importlib._load(_frozen_importlib.ModuleSpec("_tracejit", loader, origin=path))
    extension.install_finder(package)
    extension.start()
    return extension


def run_interpreted(own, words, why):
    """Becomes python itself, with the same options and program."""
    import posix

    if why:
        sys.stderr.write("tracejit: %s; the program runs interpreted\n" % (why,))
        sys.stderr.flush()
    command = getattr(sys, "orig_argv", [sys.executable])
    before = max(1, len(command) - own - len(words))
    posix.execv(sys.executable, command[:before] + words)


def main():
    import posix

    own = 1 if __spec__ is None else 2
    words = sys.argv[1:]
    if not words:
        sys.stderr.write("usage: tracejit run [python options] (script | -c code | -m module | -) [arguments]\n")
        sys.exit(2)
    if posix.environ.get(b"TRACEJIT") == b"off":
        run_interpreted(own, words, "")
    if sys.version_info[:2] != (3, 13) or sys.implementation.name != "cpython":
        name = "%s %s" % (sys.implementation.name, sys.version.split()[0])
        run_interpreted(own, words, "needs CPython 3.13, and %s is %s" % (sys.executable, name))
    file = __file__ if __file__.startswith("/") else "%s/%s" % (posix.getcwd(), __file__)
    try:
        extension = load_extension(file.rsplit("/", 1)[0])
    except (ImportError, RuntimeError) as error:
        reason = str(error)
        if reason.startswith("tracejit: "):
            reason = reason[len("tracejit: ") :]
        return run_interpreted(own, words, reason)
    if words[0][:2] in ("-c", "-m") and len(words[0]) > 2:
        words[:1] = [words[0][:2], words[0][2:]]
        own -= 1
    extension.run_main(own, words)


if __name__ == "__main__":
    main()
