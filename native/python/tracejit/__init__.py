"""tracejit inside Python: is it on, and what has it done."""

import sys


def enabled():
    """True while this process runs under the JIT."""
    extension = sys.modules.get("_tracejit")
    return extension is not None and sys.monitoring.get_tool(sys.monitoring.OPTIMIZER_ID) == "tracejit"


def stats():
    """The counters so far, as in the TRACEJIT_STATS file; empty when the extension is not loaded."""
    extension = sys.modules.get("_tracejit")
    return {} if extension is None else extension.stats()
