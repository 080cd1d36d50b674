/* The extension module `_tracejit`: what Python code can ask of it. */
#include <vector>

#include "finder.h"
#include "lifecycle.h"
#include "runtime.h"
#include "stats.h"
#include "test_hook.h"

namespace tracejit {
namespace {

PyObject *py_start(PyObject *, PyObject *) { return start() ? Py_NewRef(Py_None) : nullptr; }

PyObject *py_stop(PyObject *, PyObject *) {
  stop();
  Py_RETURN_NONE;
}

PyObject *py_stats_json(PyObject *, PyObject *) {
  std::string text = stats_json();
  return PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
}

/* The counters as a dict, as in the stats file. */
PyObject *py_stats(PyObject *module, PyObject *) {
  PyObject *json = PyImport_ImportModule("json");
  PyObject *text = json ? py_stats_json(module, nullptr) : nullptr;
  PyObject *result = text ? PyObject_CallMethod(json, "loads", "O", text) : nullptr;
  Py_XDECREF(text);
  Py_XDECREF(json);
  return result;
}

/* The words as wchar_t*, to be freed with PyMem_Free; false with an exception. */
bool wide_words(PyObject *list, std::vector<wchar_t *> &words) {
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
    wchar_t *word = PyUnicode_AsWideCharString(PyList_GET_ITEM(list, i), nullptr);
    if (!word) return false;
    words.push_back(word);
  }
  return true;
}

/* run_main(own, argv): see tj_run_main. Returns only to raise. */
PyObject *py_run_main(PyObject *, PyObject *args) {
  int own = 0;
  PyObject *list = nullptr;
  if (!PyArg_ParseTuple(args, "iO!:run_main", &own, &PyList_Type, &list)) return nullptr;
  std::vector<wchar_t *> words;
  if (wide_words(list, words))
    tj_run_main(PyThreadState_Get(), own, static_cast<Py_ssize_t>(words.size()), words.data());
  for (wchar_t *word : words) PyMem_Free(word);
  return nullptr;
}

PyObject *py_install_finder(PyObject *, PyObject *folder) {
  return install_finder(folder) ? Py_NewRef(Py_None) : nullptr;
}

PyObject *py_test_install(PyObject *, PyObject *args) {
  PyObject *code = nullptr;
  const char *message = nullptr;
  Py_ssize_t size = 0;
  if (!PyArg_ParseTuple(args, "O!y#:_test_install", &PyCode_Type, &code, &message, &size)) return nullptr;
  test_install(reinterpret_cast<PyCodeObject *>(code), std::string(message, static_cast<size_t>(size)));
  Py_RETURN_NONE;
}

PyMethodDef methods[] = {
    {"start", py_start, METH_NOARGS,
     PyDoc_STR("Registers with sys.monitoring; RuntimeError when its tool 5 is taken.")},
    {"stop", py_stop, METH_NOARGS, PyDoc_STR("Ends everything start() began, and writes the stats file.")},
    {"stats", py_stats, METH_NOARGS, PyDoc_STR("The counters, as in the TRACEJIT_STATS file.")},
    {"stats_json", py_stats_json, METH_NOARGS, PyDoc_STR("The counters as JSON text.")},
    {"run_main", py_run_main, METH_VARARGS, PyDoc_STR("run_main(own, argv): runs a program as python does, and ends.")},
    {"install_finder", py_install_finder, METH_O, PyDoc_STR("Lets `import tracejit` find the package in this folder.")},
    {"_test_install", py_test_install, METH_VARARGS,
     PyDoc_STR("Tests: uses this Install message for this code object.")},
    {nullptr, nullptr, 0, nullptr},
};

int refuse(const char *why, const char *what) {
  PyErr_Format(PyExc_ImportError, "tracejit: %s%s", why, what);
  return -1;
}

int exec_module(PyObject *module) {
  if ((Py_Version >> 16) != (PY_VERSION_HEX >> 16))
    return refuse("built for CPython " PY_VERSION ", not ", Py_GetVersion());
  if (PyInterpreterState_Get() != PyInterpreterState_Main()) return refuse("works in the main interpreter only", "");
  if (const char *wrong = tj_self_test()) return refuse("this interpreter has other layouts of ", wrong);
  return PyModule_AddStringConstant(module, "python", PY_VERSION);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(exec_module)},
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
    {0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    "_tracejit",
    PyDoc_STR("The part of tracejit that lives inside the python process."),
    0,
    methods,
    slots,
    nullptr,
    nullptr,
    nullptr,
};

}  // namespace
}  // namespace tracejit

PyMODINIT_FUNC PyInit__tracejit() { return PyModuleDef_Init(&tracejit::definition); }
