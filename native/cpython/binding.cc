#include "binding.h"

#include "../gen/bindings.h"
#include "../gen/kinds.h"
#include "code_table.h"
#include "object_naming.h"
#include "value_kind.h"
#include "watchers.h"

namespace tracejit {
namespace {

/* What one binding starts from: the entered code, or a function bound earlier. */
struct Scope {
  PyCodeObject *code;
  PyObject *function; /* NULL: none is needed or known */
  PyObject *globals;
  PyObject *builtins;
};

class Binder {
public:
  Binder(const BindingContext &context, const std::shared_ptr<Installation> &installation)
      : context_(context), installation_(installation) {}

  bool bind(const wire::Binding &binding) {
    PyObject *object = evaluate(binding);
    if (!object) return false;
    installation_->objects.push_back(object);
    return true;
  }

private:
  const BindingContext &context_;
  const std::shared_ptr<Installation> &installation_;

  PyObject *parent_object(const wire::Binding &binding) const {
    auto parent = static_cast<size_t>(binding.parent());
    return binding.parent() >= 0 && parent < installation_->objects.size() ? installation_->objects[parent] : nullptr;
  }

  bool scope_of(const wire::Binding &binding, Scope &scope) const {
    if (binding.parent() < 0) {
      scope = {context_.code, context_.function, context_.globals, context_.builtins};
      return true;
    }
    PyObject *function = parent_object(binding);
    if (!function || !PyFunction_Check(function)) return false;
    auto *fields = reinterpret_cast<PyFunctionObject *>(function);
    scope = {reinterpret_cast<PyCodeObject *>(fields->func_code), function, fields->func_globals,
             fields->func_builtins};
    return true;
  }

  /* For as long as the installation is there. Takes over the reference. */
  PyObject *own(PyObject *object) {
    if (object) installation_->owned.push_back(object);
    return object;
  }

  /* Borrowed (see Installation), or NULL when the binding does not hold. */
  PyObject *evaluate(const wire::Binding &binding) {
    Scope scope;
    PyObject *parent = parent_object(binding);
    switch (binding.kind()) {
      case TJ_BINDING_Const: return scope_of(binding, scope) ? constant(binding, scope) : nullptr;
      case TJ_BINDING_Global: return scope_of(binding, scope) ? global(binding, scope) : nullptr;
      case TJ_BINDING_Attr: return parent ? module_attribute(binding, parent) : nullptr;
      case TJ_BINDING_Globals: return scope_of(binding, scope) ? scope_globals(scope) : nullptr;
      case TJ_BINDING_Name: return own(intern(binding));
      case TJ_BINDING_Default: return scope_of(binding, scope) ? default_value(binding, scope) : nullptr;
      case TJ_BINDING_Closure: return scope_of(binding, scope) ? closure_cell(binding, scope) : nullptr;
      case TJ_BINDING_TypeAttr: return own(type_attribute(binding));
      case TJ_BINDING_CellContents: return parent ? cell_contents(binding, parent) : nullptr;
      default: return nullptr;
    }
  }

  PyObject *constant(const wire::Binding &binding, const Scope &scope) {
    PyObject *object = scope.code->co_consts;
    if (!binding.path() || binding.path()->size() == 0) return nullptr;
    for (int32_t index : *binding.path()) {
      if (!PyTuple_Check(object) || index < 0 || index >= PyTuple_GET_SIZE(object)) return nullptr;
      object = PyTuple_GET_ITEM(object, index);
    }
    return object;
  }

  PyObject *scope_globals(const Scope &scope) {
    return PyDict_CheckExact(scope.globals) && watch_dict(scope.globals, installation_) ? scope.globals : nullptr;
  }

  static PyObject *intern(const wire::Binding &binding) {
    return binding.name() ? PyUnicode_InternFromString(binding.name()->c_str()) : nullptr;
  }

  /* Value of an exact str key, borrowed; NULL if absent. */
  static PyObject *lookup(PyObject *dict, PyObject *name) {
    if (!dict || !PyDict_CheckExact(dict)) return nullptr;
    PyObject *value = PyDict_GetItemWithError(dict, name);
    if (!value) PyErr_Clear();
    return value;
  }

  PyObject *global(const wire::Binding &binding, const Scope &scope) {
    PyObject *name = intern(binding);
    if (!name) return nullptr;
    PyObject *value = lookup(scope.globals, name);
    bool builtin = !value;
    if (builtin) value = lookup(scope.builtins, name);
    bool holds = value && expected(binding, value) && watch_name(scope.globals, name, installation_) &&
                 (!builtin || watch_name(scope.builtins, name, installation_));
    Py_DECREF(name);
    return holds ? value : nullptr;
  }

  PyObject *module_attribute(const wire::Binding &binding, PyObject *module) {
    if (!PyModule_CheckExact(module)) return nullptr;
    PyObject *name = intern(binding);
    if (!name) return nullptr;
    PyObject *dict = PyModule_GetDict(module);
    PyObject *value = lookup(dict, name);
    bool holds = value && expected(binding, value) && watch_name(dict, name, installation_);
    Py_DECREF(name);
    return holds ? value : nullptr;
  }

  PyObject *default_value(const wire::Binding &binding, const Scope &scope) {
    PyObject *defaults = scope.function ? PyFunction_GetDefaults(scope.function) : nullptr;
    if (!defaults || binding.index() < 0 || binding.index() >= PyTuple_GET_SIZE(defaults)) return nullptr;
    if (!watch_function(scope.function, installation_)) return nullptr;
    return PyTuple_GET_ITEM(defaults, binding.index());
  }

  PyObject *closure_cell(const wire::Binding &binding, const Scope &scope) {
    PyObject *closure =
        scope.function && PyFunction_Check(scope.function) ? PyFunction_GetClosure(scope.function) : nullptr;
    if (!closure || binding.index() < 0 || binding.index() >= PyTuple_GET_SIZE(closure)) return nullptr;
    PyObject *cell = PyTuple_GET_ITEM(closure, binding.index());
    if (binding.parent() < 0) installation_->own_cells.push_back({binding.index(), cell});
    return cell;
  }

  PyObject *type_attribute(const wire::Binding &binding) {
    const auto *expect = binding.expect();
    /* The recorder names a method descriptor by its own name, its type in place of a module. */
    PyObject *name = expect && expect->module_() ? PyUnicode_InternFromString(expect->module_()->c_str()) : nullptr;
    PyObject *type = name ? lookup(PyEval_GetBuiltins(), name) : nullptr;
    Py_XDECREF(name);
    PyObject *attribute = intern(binding);
    PyObject *value = nullptr;
    if (type && attribute && PyType_Check(type) &&
        !PyType_HasFeature(reinterpret_cast<PyTypeObject *>(type), Py_TPFLAGS_HEAPTYPE)) {
      PyObject *dict = PyType_GetDict(reinterpret_cast<PyTypeObject *>(type));
      value = Py_XNewRef(lookup(dict, attribute));
      Py_XDECREF(dict);
    }
    Py_XDECREF(attribute);
    return value;
  }

  PyObject *cell_contents(const wire::Binding &binding, PyObject *cell) {
    PyObject *contents = PyCell_Check(cell) ? PyCell_GET(cell) : nullptr;
    if (!contents || !expected(binding, contents)) return nullptr;
    installation_->cells.push_back({cell, contents});
    /* A function may lead back to the code entered; its end is watched. Of others, no new one may have the address. */
    return PyFunction_Check(contents) ? contents : own(Py_NewRef(contents));
  }

  /* Whether the object is what the engine compiled for. A function's code must be the same to the byte. */
  bool expected(const wire::Binding &binding, PyObject *object) {
    const auto *expect = binding.expect();
    if (expect && static_cast<uint8_t>(kind_of(object)) != expect->kind()) return false;
    if (!PyFunction_Check(object)) return !expect || same_name(*expect, object);
    auto *code = reinterpret_cast<PyCodeObject *>(PyFunction_GET_CODE(object));
    const auto *hash = binding.expect_hash();
    if (hash && hash->size() && code_state(code).hash() != hash->str()) return false;
    installation_->codes.push_back(code);
    return watch_function(object, installation_);
  }

  /* Built-in functions, types and modules are told apart by name and home: math.sqrt is not cmath.sqrt. */
  static bool same_name(const wire::NamedObject &expect, PyObject *object) {
    NamedThing thing;
    if (!expect.name() || !describe_builtin_thing(thing, object)) return true;
    return thing.name == expect.name()->str() && (!expect.module_() || thing.module == expect.module_()->str()) &&
           static_cast<uint8_t>(thing.self) == expect.self();
  }
};

}  // namespace

bool bind_objects(const BindingContext &context, const std::shared_ptr<Installation> &installation) {
  const auto *bindings = installation->message->bindings();
  if (!bindings) return true;
  Binder binder(context, installation);
  for (const wire::Binding *binding : *bindings) {
    if (binder.bind(*binding)) continue;
    PyErr_Clear();
    return false;
  }
  return true;
}

}  // namespace tracejit
