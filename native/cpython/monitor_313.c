/* Who is watching, and is the interpreter asked for (see frame.h). */
#include "internal_313.h"

const volatile uintptr_t *tj_breaker(PyThreadState *tstate) { return &tstate->eval_breaker; }

uintptr_t tj_gil_request(void) { return _PY_GIL_DROP_REQUEST_BIT; }

int tj_add_pending_call(int (*function)(void *)) {
  return _PyEval_AddPendingCall(PyInterpreterState_Get(), function, NULL, 0) == _Py_ADD_PENDING_SUCCESS;
}

int tj_breaker_quiet(PyThreadState *tstate, PyCodeObject *code) {
  return tstate->eval_breaker == code->_co_instrumentation_version;
}

/* The tools of all events in one set: the first and the last eight bytes, which overlap. On the way of every call. */
static uint64_t tools_of(const uint8_t *events, size_t count) {
  uint64_t first, last;
  memcpy(&first, events, sizeof first);
  memcpy(&last, events + count - sizeof last, sizeof last);
  return first | last;
}

_Static_assert(_PY_MONITORING_LOCAL_EVENTS >= 8 && _PY_MONITORING_UNGROUPED_EVENTS <= 16, "tools_of sees all events");

static int has_others(uint64_t tools, int tool) { return (tools & ~(0x0101010101010101u << tool)) != 0; }

int tj_other_tool_watches_code(PyCodeObject *code, int tool) {
  _PyCoMonitoringData *monitoring = code->_co_monitoring;
  return monitoring != NULL &&
         has_others(tools_of(monitoring->active_monitors.tools, _PY_MONITORING_LOCAL_EVENTS), tool);
}

int tj_other_tool_watches(PyThreadState *tstate, PyCodeObject *code, int tool) {
  if (tstate->c_tracefunc != NULL || tstate->c_profilefunc != NULL) return 1;
  if (has_others(tools_of(tstate->interp->monitors.tools, _PY_MONITORING_UNGROUPED_EVENTS), tool)) return 1;
  return tj_other_tool_watches_code(code, tool);
}

PyObject *const *tj_tool_name(int tool) { return &PyInterpreterState_Get()->monitoring_tool_names[tool]; }

void tj_drop_callback(int tool, int event, PyObject *callback) {
  PyObject **registered = &PyInterpreterState_Get()->monitoring_callables[tool][event];
  if (*registered == callback) Py_CLEAR(*registered);
}
