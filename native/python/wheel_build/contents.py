"""What is in the wheel, by its place below site-packages."""

import pathlib
import subprocess
import tempfile

from .engine import FILES
from .places import PACKAGE

PYTHON_FILES = ("*.py", "*.pyi", "py.typed")


def package_files(extension):
    """Place and bytes of every file of the package; `extension` is the module's path."""
    for pattern in PYTHON_FILES:
        for file in sorted((PACKAGE / "tracejit").rglob(pattern)):
            yield file.relative_to(PACKAGE).as_posix(), file.read_bytes()
    for place, file in {**FILES, "native/py3.13/" + extension.name: extension}.items():
        yield "tracejit/build/" + place, stripped(file) if is_native(place) else file.read_bytes()


def is_native(place):
    """True for a shared library, which must be executable once installed."""
    return place.endswith((".so", ".node"))


def stripped(library):
    """A shared library without the names of what only it calls: a fifth of its size, and of use to debuggers alone."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, library.name)
        subprocess.run(["strip", "--strip-all", "-o", copy, library], check=True)
        return copy.read_bytes()
