#include "tool.h"

#include <map>

#include "runtime.h"

namespace tracejit {
namespace {

PyObject *sys_monitoring = nullptr;
PyObject *tool_name = nullptr;          /* known by its identity: another tool may be called the same */
PyObject *const *name_in_use = nullptr; /* where the interpreter keeps it; NULL in it: nobody has the tool */
std::map<int, PyObject *> callbacks;    /* by event; kept for ever: one may be running when it is given back */

/* True when the call returned; its result is dropped. */
bool done(PyObject *result) {
  Py_XDECREF(result);
  return result != nullptr;
}

bool fetch_monitoring() {
  sys_monitoring = Py_XNewRef(PySys_GetObject("monitoring"));
  if (!sys_monitoring) return false;
  Monitoring &objects = monitoring();
  objects.disable = PyObject_GetAttrString(sys_monitoring, "DISABLE");
  objects.set_local_events = PyObject_GetAttrString(sys_monitoring, "set_local_events");
  objects.set_events = PyObject_GetAttrString(sys_monitoring, "set_events");
  return objects.disable && objects.set_local_events && objects.set_events;
}

void drop_monitoring() {
  Monitoring &objects = monitoring();
  Py_CLEAR(objects.disable);
  Py_CLEAR(objects.set_local_events);
  Py_CLEAR(objects.set_events);
  Py_CLEAR(sys_monitoring);
}

bool use_tool() { return done(PyObject_CallMethod(sys_monitoring, "use_tool_id", "iO", kToolId, tool_name)); }

void must(bool succeeded) {
  if (!succeeded) PyErr_WriteUnraisable(sys_monitoring);
}

}  // namespace

bool tool_is_ours() { return name_in_use && *name_in_use == tool_name; }

bool take_tool() {
  if (!tool_name) tool_name = PyUnicode_FromString("tracejit");
  if (tool_name && fetch_monitoring() && use_tool()) {
    name_in_use = tj_tool_name(kToolId);
    return true;
  }
  if (PyErr_ExceptionMatches(PyExc_ValueError))
    PyErr_SetString(PyExc_RuntimeError, "sys.monitoring tool 5 (OPTIMIZER_ID) is used by another tool");
  drop_monitoring();
  return false;
}

bool register_callback(int event, PyMethodDef *method) {
  PyObject *&callback = callbacks[event];
  if (!callback) callback = PyCFunction_New(method, nullptr);
  return callback &&
         done(PyObject_CallMethod(sys_monitoring, "register_callback", "iiO", kToolId, 1 << event, callback));
}

bool ask_for_events(int events) {
  return done(PyObject_CallMethod(sys_monitoring, "set_events", "ii", kToolId, events));
}

void take_back_tool() {
  if (!*name_in_use) must(use_tool());
}

void free_tool() {
  for (auto &[event, callback] : callbacks) tj_drop_callback(kToolId, event, callback);
  if (tool_is_ours()) {
    must(ask_for_events(0));
    must(done(PyObject_CallMethod(sys_monitoring, "free_tool_id", "i", kToolId)));
  }
  name_in_use = nullptr;
  drop_monitoring();
}

}  // namespace tracejit
