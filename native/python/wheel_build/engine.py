"""The built engine: which of its files go into the wheel, and whether they are there and up to date."""

import os
import shutil
import subprocess

from .places import BUILD, ROOT
from .refusal import refuse

SET_UP = "npm run setup, in %s; then install again" % ROOT

FILES = {
    "engine.cjs": BUILD / "engine.cjs",
    "engine-main.cjs": BUILD / "engine-main.cjs",
    "engine-main.code": BUILD / "engine-main.code",
    "native/primitives-3.13.bc": BUILD / "native/primitives-3.13.bc",
    "native/primitives-3.13.o": BUILD / "native/primitives-3.13.o",
    "native/tracejit_llvm.node": BUILD / "native/tracejit_llvm.node",
    "node_modules/llvm-bindings/build/Release/llvm-bindings.node":
        ROOT / "node_modules/llvm-bindings/build/Release/llvm-bindings.node",
}
"""Place below the package's `build` folder, and the file. There they find each other as they do in the repository: by paths
from one to the next, and llvm-bindings as node finds any package."""


def check_engine():
    """Ends the build when the engine is not built, or is older than its sources: extension and engine speak one schema."""
    missing = [str(file) for file in FILES.values() if not file.exists()]
    if missing:
        refuse("the engine is not built: there is no %s" % missing[0], SET_UP)
    stale = stale_steps()
    if stale:
        refuse("the engine is older than its sources (%s)" % ", ".join(stale), SET_UP)


def stale_steps():
    """Names of set-up's steps that would be done again."""
    node = os.environ.get("TRACEJIT_NODE") or shutil.which("node")
    if not node:
        refuse("no node found, and the engine runs on it", "install Node 20.19 or newer, or set TRACEJIT_NODE to it")
    asked = subprocess.run([node, ROOT / "ci/stale.mjs"], stdout=subprocess.PIPE, text=True)
    if asked.returncode:
        refuse("%s could not tell whether the engine is up to date" % (ROOT / "ci/stale.mjs"), SET_UP)
    return asked.stdout.split()
