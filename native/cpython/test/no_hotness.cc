/* Stands in for hotness.cc where that is not built: nothing gets hot. */
#include "../runtime.h"

namespace tracejit {

PyObject *on_jump(PyObject *, PyObject *const *, Py_ssize_t) { Py_RETURN_NONE; }
PyObject *on_py_start(PyObject *, PyObject *const *, Py_ssize_t) { Py_RETURN_NONE; }
PyObject *on_instruction(PyObject *, PyObject *const *, Py_ssize_t) { Py_RETURN_NONE; }
void note_exit(Installation &, uint32_t) {}
void hotness_shutdown() {}
void hotness_after_fork_child() {}

}  // namespace tracejit
