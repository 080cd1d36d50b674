#include "finder.h"

namespace tracejit {
namespace {

PyObject *package_folder = nullptr;

PyObject *package_spec() {
  PyObject *machinery = PyImport_ImportModule("_frozen_importlib_external");
  PyObject *make = machinery ? PyObject_GetAttrString(machinery, "spec_from_file_location") : nullptr;
  PyObject *arguments = Py_BuildValue("(sN)", "tracejit", PyUnicode_FromFormat("%U/__init__.py", package_folder));
  PyObject *names = Py_BuildValue("{s[O]}", "submodule_search_locations", package_folder);
  PyObject *spec = make && arguments && names ? PyObject_Call(make, arguments, names) : nullptr;
  Py_XDECREF(machinery);
  Py_XDECREF(make);
  Py_XDECREF(arguments);
  Py_XDECREF(names);
  return spec;
}

/* find_spec(name, path=None, target=None) */
PyObject *find_spec(PyObject *, PyObject *const *args, Py_ssize_t nargs, PyObject *) {
  if (nargs < 1 || !PyUnicode_Check(args[0]) || PyUnicode_CompareWithASCIIString(args[0], "tracejit") != 0)
    Py_RETURN_NONE;
  return package_spec();
}

PyMethodDef methods[] = {
    {"find_spec", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(find_spec)), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("Where the package tracejit is.")},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot slots[] = {{Py_tp_methods, methods}, {0, nullptr}};

PyType_Spec spec = {"_tracejit.Finder", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, slots};

}  // namespace

bool install_finder(PyObject *folder) {
  if (!PyUnicode_Check(folder)) {
    PyErr_SetString(PyExc_TypeError, "a folder name is needed");
    return false;
  }
  PyObject *meta_path = PySys_GetObject("meta_path");
  PyObject *type = meta_path ? PyType_FromSpec(&spec) : nullptr;
  PyObject *finder = type ? PyObject_CallNoArgs(type) : nullptr;
  Py_XDECREF(type);
  bool added = finder && PyList_Append(meta_path, finder) == 0;
  Py_XDECREF(finder);
  if (added) Py_XSETREF(package_folder, Py_NewRef(folder));
  return added;
}

}  // namespace tracejit
