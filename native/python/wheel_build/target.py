"""The interpreter that the wheel is for: the one that runs the build. Must parse in any Python 3."""

import sys
import sysconfig

from .refusal import refuse

MEND = "install CPython 3.13 for Linux on x86-64 (python.org, pyenv, uv), make a venv with it and use the pip in there"


def check_target():
    """Ends the build under any other interpreter than the extension knows."""
    name, version = sys.implementation.name, sys.version.split()[0]
    if name != "cpython" or sys.version_info[:2] != (3, 13):
        refuse("CPython 3.13 is needed, and %s is %s %s" % (sys.executable, name, version), MEND)
    abi = sysconfig.get_config_var("SOABI") or "unknown"
    if abi not in ("cpython-313-x86_64-linux-gnu", "cpython-313d-x86_64-linux-gnu"):
        kind = "of %s" % abi
        if sysconfig.get_config_var("Py_GIL_DISABLED"):
            kind = "without the GIL (%s)" % abi
        refuse("CPython 3.13 with the GIL, for Linux with glibc on x86-64 is needed, and %s is one %s"
               % (sys.executable, kind), MEND)


def wheel_tag():
    """`cp313-cp313-linux_x86_64`; `cp313-cp313d-…` for a debug build of python."""
    abi = sysconfig.get_config_var("SOABI").split("-")[1]
    return "cp313-cp%s-linux_x86_64" % abi
