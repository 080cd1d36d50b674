/* Who is watching, and is the interpreter asked for (see frame.h). */
#include "internal_313.h"

const volatile uintptr_t *tj_breaker(PyThreadState *tstate) { return &tstate->eval_breaker; }

int tj_breaker_quiet(PyThreadState *tstate, PyCodeObject *code) {
  return tstate->eval_breaker == code->_co_instrumentation_version;
}

int tj_other_tool_watches(PyThreadState *tstate, PyCodeObject *code, int tool) {
  uint8_t others = (uint8_t)~(1u << tool);
  if (tstate->c_tracefunc != NULL || tstate->c_profilefunc != NULL) return 1;
  for (int event = 0; event < _PY_MONITORING_UNGROUPED_EVENTS; event++)
    if (tstate->interp->monitors.tools[event] & others) return 1;
  _PyCoMonitoringData *monitoring = code->_co_monitoring;
  if (monitoring == NULL) return 0;
  for (int event = 0; event < _PY_MONITORING_LOCAL_EVENTS; event++)
    if (monitoring->active_monitors.tools[event] & others) return 1;
  return 0;
}
