/* The extension module `_tracejit`: what Python code can ask of it. */
#include <vector>

#include "code_report.h"
#include "finder.h"
#include "lifecycle.h"
#include "marking.h"
#include "parallel.h"
#include "prange.h"
#include "requests.h"
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

/* The function argument of a method, borrowed; NULL with TypeError. */
PyFunctionObject *function_argument(PyObject *object) {
  if (PyFunction_Check(object)) return reinterpret_cast<PyFunctionObject *>(object);
  PyErr_Format(PyExc_TypeError, "a Python function is needed, not %.100s", Py_TYPE(object)->tp_name);
  return nullptr;
}

PyObject *py_listen(PyObject *, PyObject *number) {
  long what = PyLong_AsLong(number);
  if (what == -1 && PyErr_Occurred()) return nullptr;
  auto before = static_cast<long>(listening());
  if (what < 0) return PyLong_FromLong(before);
  if (what > static_cast<long>(Listening::Everything)) {
    PyErr_SetString(PyExc_ValueError, "0, 1 or 2 is needed");
    return nullptr;
  }
  return listen_for(static_cast<Listening>(what)) ? PyLong_FromLong(before) : nullptr;
}

PyObject *py_mark(PyObject *, PyObject *args) {
  PyObject *object = nullptr;
  int typed = 0, level = kFullLevel, parallel = 0;
  if (!PyArg_ParseTuple(args, "Op|ip:mark", &object, &typed, &level, &parallel)) return nullptr;
  PyFunctionObject *function = function_argument(object);
  return function && mark_function(function, {typed != 0, level, parallel != 0}) ? Py_NewRef(Py_None) : nullptr;
}

PyObject *py_ask(PyObject *, PyObject *args) {
  PyObject *object = nullptr, *kinds = nullptr;
  if (!PyArg_ParseTuple(args, "OO!:ask", &object, &PyTuple_Type, &kinds)) return nullptr;
  PyFunctionObject *function = function_argument(object);
  if (!function) return nullptr;
  std::vector<EntryValue> parameters(static_cast<size_t>(PyTuple_GET_SIZE(kinds)));
  for (size_t i = 0; i < parameters.size(); i++)
    if (!PyArg_ParseTuple(PyTuple_GET_ITEM(kinds, static_cast<Py_ssize_t>(i)), "bI", &parameters[i].kind,
                          &parameters[i].elements))
      return nullptr;
  return ask_eagerly(function, parameters) ? Py_NewRef(Py_None) : nullptr;
}

PyObject *py_ask_texts(PyObject *, PyObject *args) {
  PyObject *object = nullptr;
  const char *stages = nullptr;
  if (!PyArg_ParseTuple(args, "Os:ask_texts", &object, &stages)) return nullptr;
  PyFunctionObject *function = function_argument(object);
  return function ? PyLong_FromUnsignedLong(ask_for_texts(function, stages)) : nullptr;
}

PyObject *py_take_texts(PyObject *, PyObject *number) {
  auto request = static_cast<uint32_t>(PyLong_AsUnsignedLong(number));
  if (PyErr_Occurred()) return nullptr;
  Texts texts = take_texts(request);
  if (!texts.done) Py_RETURN_NONE;
  return PyUnicode_DecodeUTF8(texts.text.data(), static_cast<Py_ssize_t>(texts.text.size()), "replace");
}

PyObject *py_settle(PyObject *, PyObject *object) {
  PyFunctionObject *function = function_argument(object);
  return function ? PyBool_FromLong(settle(function)) : nullptr;
}

PyObject *py_places(PyObject *, PyObject *object) {
  PyFunctionObject *function = function_argument(object);
  if (!function) return nullptr;
  CodeState *state = find_code_state(reinterpret_cast<PyCodeObject *>(function->func_code));
  std::string text = state ? places_json(*state) : "[]";
  return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
}

PyObject *py_set_num_threads(PyObject *, PyObject *number) {
  long threads = PyLong_AsLong(number);
  if (threads == -1 && PyErr_Occurred()) return nullptr;
  return set_num_threads(threads) ? Py_NewRef(Py_None) : nullptr;
}

PyObject *py_get_num_threads(PyObject *, PyObject *) { return PyLong_FromLong(num_threads()); }

PyObject *py_set_parallel_progress(PyObject *, PyObject *callable) {
  if (callable != Py_None && !PyCallable_Check(callable)) {
    PyErr_Format(PyExc_TypeError, "a callable or None is needed, not %.100s", Py_TYPE(callable)->tp_name);
    return nullptr;
  }
  set_parallel_progress(callable);
  Py_RETURN_NONE;
}

PyObject *py_test_install(PyObject *, PyObject *args) {
  PyObject *code = nullptr;
  const char *message = nullptr;
  Py_ssize_t size = 0;
  if (!PyArg_ParseTuple(args, "O!y#:_test_install", &PyCode_Type, &code, &message, &size)) return nullptr;
  test_install(reinterpret_cast<PyCodeObject *>(code), std::string(message, static_cast<size_t>(size)));
  Py_RETURN_NONE;
}

PyCFunction fast(PyObject *(*function)(PyObject *, PyObject *const *, Py_ssize_t)) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef methods[] = {
    {"start", py_start, METH_NOARGS,
     PyDoc_STR("Registers with sys.monitoring; RuntimeError when its tool 5 is taken, or no engine could be started.")},
    {"stop", py_stop, METH_NOARGS, PyDoc_STR("Ends everything start() began, and writes the stats file.")},
    {"stats", py_stats, METH_NOARGS, PyDoc_STR("The counters, as in the TRACEJIT_STATS file.")},
    {"stats_json", py_stats_json, METH_NOARGS, PyDoc_STR("The counters as JSON text.")},
    {"run_main", py_run_main, METH_VARARGS, PyDoc_STR("run_main(own, argv): runs a program as python does, and ends.")},
    {"install_finder", py_install_finder, METH_O, PyDoc_STR("Lets `import tracejit` find the package in this folder.")},
    {"listen", py_listen, METH_O,
     PyDoc_STR(
         "0: nothing is compiled, 1: marked functions, 2: everything that is hot, -1: no change. Gives the number "
         "before. RuntimeError when monitoring tool 5 is taken.")},
    {"mark", py_mark, METH_VARARGS,
     PyDoc_STR("mark(function, typed, level=2, parallel=False): asks for the function to be compiled.")},
    {"ask", py_ask, METH_VARARGS,
     PyDoc_STR("ask(function, ((kind, kinds of elements), ...)): asks for code before any call.")},
    {"ask_texts", py_ask_texts, METH_VARARGS,
     PyDoc_STR("ask_texts(function, stages): asks for the texts of compiling it; the request's number, 0 when it was "
               "never asked for.")},
    {"take_texts", py_take_texts, METH_O, PyDoc_STR("The texts asked for, or None while they are under way.")},
    {"settle", py_settle, METH_O, PyDoc_STR("Installs what has arrived; True when nothing is under way.")},
    {"places", py_places, METH_O, PyDoc_STR("What became of a function's code, as JSON text.")},
    {"prange", fast(py_prange), METH_FASTCALL,
     PyDoc_STR(
         "prange(stop) or prange(start, stop[, step]): a range, and the promise that the iterations of the loop that "
         "goes over it do not depend on each other. ParallelError where they are found to.")},
    {"set_num_threads", py_set_num_threads, METH_O, PyDoc_STR("Threads of a parallel loop from now on, 1 to 256.")},
    {"get_num_threads", py_get_num_threads, METH_NOARGS, PyDoc_STR("Threads of a parallel loop.")},
    {"set_parallel_progress", py_set_parallel_progress, METH_O,
     PyDoc_STR(
         "set_parallel_progress(f): f(done, count) is called some times a second while a parallel loop runs, as if "
         "the loop had called it. None: no more.")},
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
  for (int kind = 0; kind < TJ_KIND_COUNT; kind++)
    if (PyModule_AddIntConstant(module, (std::string("KIND_") + tj_kind_names[kind]).c_str(), kind) < 0) return -1;
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
