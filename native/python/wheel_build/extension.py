"""The extension, compiled for the interpreter that runs the build."""

import shutil
import subprocess
import sys
import sysconfig

from .places import BUILD, ROOT
from .refusal import refuse

OUTPUT = BUILD / "wheel/native/py3.13"
PROGRAMS = ("cmake", "ninja", "c++", "flatc", "strip")


def build_extension():
    """Compiles what has changed, and loads the result once. The path of the module.

    In set-up's folder of object files: for set-up's own python, what it has compiled is not compiled again.
    """
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing:
        refuse("programs are missing that compile the extension: %s" % " ".join(missing),
               "npm run setup, in %s (it installs Debian's packages, or prints the line that does)" % ROOT)
    folder = BUILD / "cmake/cpython-3.13"
    run("cmake", "-G", "Ninja", "-S", ROOT / "native/cpython", "-B", folder, "-DCMAKE_BUILD_TYPE=Release",
        "-DPYTHON=%s" % sys.executable, "-DOUTPUT=%s" % OUTPUT)
    run("cmake", "--build", folder)
    # A shared object with a symbol missing links all the same; and the module itself compares the interpreter's layouts.
    run(sys.executable, "-I", "-c", "import sys; sys.path.insert(0, %r); import _tracejit" % str(OUTPUT))
    return OUTPUT / ("_tracejit" + sysconfig.get_config_var("EXT_SUFFIX"))


def run(*command):
    """Runs a program of the build; its output is pip's to show."""
    words = [str(word) for word in command]
    if subprocess.run(words).returncode:
        refuse("the extension could not be built: the command above failed: %s" % " ".join(words),
               "tracejit doctor (in %s) names what is missing" % ROOT)
