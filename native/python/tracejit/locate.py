"""Where the built files are.

An installed package holds engine and extension in a folder `build`, laid out as the repository's own (native/python/
wheel_build/engine.py); in the repository that folder is three above the package. Imported by extension.py, and run by its text
by __main__.py: short, importing nothing that python has not loaded by itself. Must parse in any Python 3.
"""


def extension_path(package):
    """The file of `_tracejit` for this python, whether or not it is there. `package`: the package's folder, an absolute path."""
    import _imp, posix

    built = package + "/build"
    try:
        posix.stat(built)
    except FileNotFoundError:
        built = package.rsplit("/", 3)[0] + "/build"
    return built + "/native/py3.13/_tracejit" + _imp.extension_suffixes()[0]
