#include "object_naming.h"

#include <cstring>
#include <deque>
#include <unordered_map>
#include "code_table.h"
#include "opcode.h"

namespace tracejit {
namespace {

std::deque<NamedThing> things;
std::unordered_map<std::string, int32_t> numbers; /* by description */

/* Interned names of the few attributes looked up here; made once, kept for the life of the process. */
PyObject *interned(const char *text) {
  PyObject *name = PyUnicode_InternFromString(text);
  if (!name) PyErr_Clear();
  return name;
}

PyObject *dunder_name() {
  static PyObject *name = interned("__name__");
  return name;
}

PyObject *dunder_module() {
  static PyObject *name = interned("__module__");
  return name;
}

std::vector<KindMask> kinds_of_items(PyObject *tuple) {
  std::vector<KindMask> kinds;
  if (!tuple || !PyTuple_CheckExact(tuple)) return kinds;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) kinds.push_back(kind_bit(PyTuple_GET_ITEM(tuple, i)));
  return kinds;
}

std::vector<KindMask> kinds_in_cells(PyObject *closure) {
  std::vector<KindMask> kinds;
  if (!closure || !PyTuple_CheckExact(closure)) return kinds;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(closure); i++)
    kinds.push_back(kind_bit(PyCell_GET(PyTuple_GET_ITEM(closure, i))));
  return kinds;
}

void describe_function(NamedThing &thing, PyFunctionObject *function) {
  thing.name = text_of(function->func_qualname);
  thing.module = text_of(function->func_module);
  thing.code = code_state(reinterpret_cast<PyCodeObject *>(function->func_code)).serial;
  thing.globals = function->func_globals;
  thing.globals_name = namespace_name(function->func_globals);
  thing.defaults = kinds_of_items(function->func_defaults);
  thing.closure = kinds_in_cells(function->func_closure);
}

void describe_builtin(NamedThing &thing, PyCFunctionObject *function) {
  thing.name = function->m_ml->ml_name;
  thing.module = text_of(function->m_module);
  PyObject *self = PyCFunction_GET_SELF(reinterpret_cast<PyObject *>(function));
  thing.self = !self || PyModule_Check(self) ? TJ_KIND_Null : kind_of(self);
}

void describe_type(NamedThing &thing, PyTypeObject *type) {
  const char *dot = std::strrchr(type->tp_name, '.');
  thing.name = dot ? dot + 1 : type->tp_name;
  if (dot)
    thing.module.assign(type->tp_name, static_cast<size_t>(dot - type->tp_name));
  else if (type->tp_flags & Py_TPFLAGS_HEAPTYPE)
    thing.module = text_of(tj_type_lookup(type, dunder_module()));
  else
    thing.module = "builtins";
}

}  // namespace

bool describe_builtin_thing(NamedThing &thing, PyObject *object) {
  thing.kind = kind_of(object);
  switch (thing.kind) {
    case TJ_KIND_Builtin: describe_builtin(thing, reinterpret_cast<PyCFunctionObject *>(object)); return true;
    case TJ_KIND_MethodDescr:
      thing.name = tj_descriptor_name(object);
      thing.module = tj_descriptor_owner(object)->tp_name;
      return true;
    case TJ_KIND_Type: describe_type(thing, reinterpret_cast<PyTypeObject *>(object)); return true;
    case TJ_KIND_Module: thing.name = namespace_name(PyModule_GetDict(object)); return true;
    default: return false;
  }
}

namespace {

/* False when things of this kind have no name of their own. */
bool describe(NamedThing &thing, PyObject *object) {
  thing.kind = kind_of(object);
  switch (thing.kind) {
    case TJ_KIND_Function:
    case TJ_KIND_Method: {
      PyFunctionObject *function = function_behind(object);
      if (!function) return false;
      describe_function(thing, function);
      if (thing.kind == TJ_KIND_Method) thing.self = kind_of(PyMethod_GET_SELF(object));
      return true;
    }
    default: return describe_builtin_thing(thing, object);
  }
}

void merge(std::vector<KindMask> &into, const std::vector<KindMask> &from) {
  if (into.size() < from.size()) into.resize(from.size(), 0);
  for (size_t i = 0; i < from.size(); i++) into[i] |= from[i];
}

std::string key_of(const NamedThing &thing) {
  std::string key;
  key.push_back(static_cast<char>('A' + thing.kind));
  key.push_back(static_cast<char>('A' + thing.self));
  key += thing.name + '\n' + thing.module + '\n' + std::to_string(thing.code) + '\n';
  return key + std::to_string(reinterpret_cast<uintptr_t>(thing.globals));
}

}  // namespace

std::string text_of(PyObject *str) {
  if (!str || !PyUnicode_Check(str)) return "";
  PyObject *bytes = PyUnicode_AsEncodedString(str, "utf-8", "replace");
  if (!bytes) {
    PyErr_Clear();
    return "";
  }
  std::string text(PyBytes_AS_STRING(bytes), static_cast<size_t>(PyBytes_GET_SIZE(bytes)));
  Py_DECREF(bytes);
  return text;
}

std::string namespace_name(PyObject *globals) { return text_of(tj_dict_get(globals, dunder_name())); }

PyFunctionObject *function_behind(PyObject *callable) {
  if (!callable) return nullptr;
  if (Py_IS_TYPE(callable, &PyMethod_Type)) callable = PyMethod_GET_FUNCTION(callable);
  return Py_IS_TYPE(callable, &PyFunction_Type) ? reinterpret_cast<PyFunctionObject *>(callable) : nullptr;
}

int32_t name_object(PyObject *object) {
  NamedThing thing;
  if (!object || !describe(thing, object)) return kNoObject;
  auto [found, fresh] = numbers.emplace(key_of(thing), static_cast<int32_t>(things.size()));
  if (fresh) {
    things.push_back(std::move(thing));
  } else {
    merge(things[static_cast<size_t>(found->second)].defaults, thing.defaults);
    merge(things[static_cast<size_t>(found->second)].closure, thing.closure);
  }
  return found->second;
}

const NamedThing &named_thing(int32_t number) { return things[static_cast<size_t>(number)]; }

void forget_named_things() {
  things.clear();
  numbers.clear();
}

}  // namespace tracejit
