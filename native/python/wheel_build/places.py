"""Where the repository is."""

import pathlib

PACKAGE = pathlib.Path(__file__).resolve().parent.parent
"""native/python, the folder that pip is given."""

ROOT = PACKAGE.parent.parent
"""The clone's top folder."""

BUILD = ROOT / "build"
