#include "lifecycle.h"
#include "startup.h"

#include "engine_process.h"
#include "direct_call.h"
#include "memory_reserve.h"
#include "parallel.h"
#include "runtime.h"
#include "stats.h"
#include "test_hook.h"
#include "tool.h"
#include "watchers.h"

namespace tracejit {
namespace {

bool running = false;
Listening listens_for = Listening::Off;

/* The program has freed the tool: it wants nothing of it. */
PyObject *let_go() {
  stop();
  Py_RETURN_NONE;
}

PyObject *jump_event(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!tool_is_ours()) return let_go();
  if (test_hook_active()) return test_event(args, nargs);
  if (!memory_reserved()) Py_RETURN_NONE;
  return on_jump(self, args, nargs);
}

PyObject *py_start_event(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!tool_is_ours()) return let_go();
  if (test_hook_active()) return test_event(args, nargs);
  if (!memory_reserved()) Py_RETURN_NONE;
  return on_py_start(self, args, nargs);
}

PyObject *instruction_event(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
  if (!tool_is_ours()) return let_go();
  if (!memory_reserved()) Py_RETURN_NONE;
  return on_instruction(self, args, nargs);
}

PyObject *before_fork(PyObject *, PyObject *) {
  parallel_before_fork();
  Py_RETURN_NONE;
}

PyObject *after_fork_in_parent(PyObject *, PyObject *) {
  parallel_after_fork(false);
  Py_RETURN_NONE;
}

PyObject *after_fork(PyObject *, PyObject *) {
  parallel_after_fork(true);
  hotness_after_fork_child();
  Py_RETURN_NONE;
}

PyObject *at_exit(PyObject *, PyObject *) {
  parallel_at_exit(); /* before the code goes that tasks run */
  stop();
  Py_RETURN_NONE;
}

PyCFunction fast(PyObject *(*function)(PyObject *, PyObject *const *, Py_ssize_t)) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef jump_method = {"on_jump", fast(jump_event), METH_FASTCALL, nullptr};
PyMethodDef py_start_method = {"on_py_start", fast(py_start_event), METH_FASTCALL, nullptr};
PyMethodDef instruction_method = {"on_instruction", fast(instruction_event), METH_FASTCALL, nullptr};
PyMethodDef before_fork_method = {"before_fork", before_fork, METH_NOARGS, nullptr};
PyMethodDef after_fork_in_parent_method = {"after_fork_in_parent", after_fork_in_parent, METH_NOARGS, nullptr};
PyMethodDef after_fork_method = {"after_fork", after_fork, METH_NOARGS, nullptr};
PyMethodDef at_exit_method = {"at_exit", at_exit, METH_NOARGS, nullptr};

/* True when the call returned; its result is dropped. */
bool done(PyObject *result) {
  Py_XDECREF(result);
  return result != nullptr;
}

bool register_callbacks() {
  return register_callback(PY_MONITORING_EVENT_JUMP, &jump_method) &&
         register_callback(PY_MONITORING_EVENT_PY_START, &py_start_method) &&
         register_callback(PY_MONITORING_EVENT_INSTRUCTION, &instruction_method);
}

/* Once in a process: Python's atexit and fork lists cannot be asked what they hold. */
bool register_process_hooks() {
  static bool registered = false;
  if (registered) return true;
  PyObject *atexit = PyImport_ImportModule("atexit");
  PyObject *posix = PyImport_ImportModule("posix");
  PyObject *names = Py_BuildValue("{sNsNsN}", "before", PyCFunction_New(&before_fork_method, nullptr),
                                  "after_in_parent", PyCFunction_New(&after_fork_in_parent_method, nullptr),
                                  "after_in_child", PyCFunction_New(&after_fork_method, nullptr));
  PyObject *nothing = PyTuple_New(0);
  PyObject *at_fork = posix ? PyObject_GetAttrString(posix, "register_at_fork") : nullptr;
  registered = atexit && at_fork && names && nothing &&
               done(PyObject_CallMethod(atexit, "register", "N", PyCFunction_New(&at_exit_method, nullptr))) &&
               done(PyObject_Call(at_fork, nothing, names));
  Py_XDECREF(atexit);
  Py_XDECREF(posix);
  Py_XDECREF(names);
  Py_XDECREF(nothing);
  Py_XDECREF(at_fork);
  return registered;
}

/* False with RuntimeError: before the program begins is the time to say so. */
bool engine_at_hand() {
  if (!knobs().engine.empty()) return true;
  std::string missing = engine_missing();
  if (!missing.empty()) PyErr_SetString(PyExc_RuntimeError, missing.c_str());
  return missing.empty();
}

/* Takes the tool, with no event asked for. */
bool begin() {
  if (!engine_at_hand()) return false;
  open_memory_reserve();
  startup_mark(kExtensionUp);
  if (!take_tool()) {
    close_memory_reserve();
    return false;
  }
  if (register_callbacks() && register_process_hooks()) return running = true;
  PyObject *error = PyErr_GetRaisedException();
  free_tool();
  close_memory_reserve();
  PyErr_SetRaisedException(error);
  return false;
}

}  // namespace

Monitoring &monitoring() {
  static Monitoring instance;
  return instance;
}

bool start() { return (running && tool_is_ours()) || listen_for(Listening::Everything); }

Listening listening() { return listens_for; }

bool listen_for(Listening what) {
  if (!tool_is_ours()) stop();
  if (!running && what == Listening::Off) return true;
  if (!running && !begin()) return false;
  if (what == Listening::Off) hotness_pause();
  listens_for = what;
  direct_epoch++;
  return ask_for_events(what == Listening::Everything ? kUseEvents : 0) && hotness_listen();
}

void stop() {
  if (!running) return;
  running = false;
  listens_for = Listening::Off;
  PyObject *pending = PyErr_GetRaisedException();
  take_back_tool();
  test_hook_shutdown();
  hotness_shutdown();
  free_tool();
  watchers_shutdown();
  write_stats();
  close_memory_reserve();
  PyErr_SetRaisedException(pending);
}

}  // namespace tracejit
