/* Tests without an engine: Install messages given from Python are used in place of what hotness.cc decides. */
#ifndef TRACEJIT_TEST_HOOK_H
#define TRACEJIT_TEST_HOOK_H

#include <Python.h>
#include <string>

namespace tracejit {

/* From now on the hook takes all events. `code` enters through `message` where the message says. */
void test_install(PyCodeObject *code, std::string message);
bool test_hook_active();
/* A JUMP (three arguments) or PY_START (two) callback. */
PyObject *test_event(PyObject *const *args, Py_ssize_t nargs);
void test_hook_shutdown();

}  // namespace tracejit
#endif
