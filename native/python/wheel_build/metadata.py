"""What the wheel says of itself: the files of `tracejit-<version>.dist-info`."""

import json
import tomllib

from .places import PACKAGE, ROOT
from .target import wheel_tag


def project():
    """The table [project] of pyproject.toml, with the version of package.json and, as `node`, the versions it runs on."""
    table = tomllib.loads((PACKAGE / "pyproject.toml").read_text())["project"]
    package = json.loads((ROOT / "package.json").read_text())
    return {**table, "version": package["version"], "node": package["engines"]["node"]}


def stem():
    """`tracejit-0.1.0`: how the wheel's name and its folder begin."""
    table = project()
    return "%s-%s" % (table["name"], table["version"])


def metadata_files():
    """Name and bytes of each file but RECORD."""
    table = project()
    yield "METADATA", text(
        "Metadata-Version: 2.4",
        "Name: " + table["name"],
        "Version: " + table["version"],
        "Summary: " + table["description"],
        "License-Expression: " + table["license"],
        "Requires-Python: " + table["requires-python"],
        "Requires-External: node (%s)" % table["node"],
    )
    yield "WHEEL", text(
        "Wheel-Version: 1.0",
        "Generator: tracejit",
        "Root-Is-Purelib: false",
        "Tag: " + wheel_tag(),
    )


def text(*lines):
    """The lines, each with its end."""
    return "".join(line + "\n" for line in lines).encode()
