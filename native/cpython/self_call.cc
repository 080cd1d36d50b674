#include "self_call.h"

#include "opcode.h"

namespace tracejit {
namespace {

bool has_name(PyObject *names, PyObject *name) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++)
    if (PyTuple_GET_ITEM(names, i) == name) return true;
  return false;
}

/* The name an instruction loads, borrowed, or null. Names of code objects are interned: compare by identity. */
PyObject *loaded_name(PyCodeObject *code, tj_op_class op, int oparg) {
  if (op == TJ_OP_LOAD_GLOBAL) return PyTuple_GET_ITEM(code->co_names, oparg >> 1);
  if (op == TJ_OP_LOAD_DEREF) return PyTuple_GET_ITEM(tj_code_local_names(code), oparg);
  return nullptr;
}

bool scan(PyCodeObject *code, const unsigned char *bytes, int units) {
  bool loaded = false;
  for (int unit = 0, oparg = 0; unit < units; unit++) {
    tj_op_class op = tj_op_classify(bytes[2 * static_cast<size_t>(unit)]);
    oparg = oparg << 8 | bytes[2 * static_cast<size_t>(unit) + 1];
    if (op == TJ_OP_EXTENDED_ARG) continue;
    if (loaded && (op == TJ_OP_CALL || op == TJ_OP_CALL_KW)) return true;
    if (loaded_name(code, op, oparg) == code->co_name) loaded = true;
    unit += tj_op_caches(bytes[2 * static_cast<size_t>(unit)]);
    oparg = 0;
  }
  return false;
}

}  // namespace

bool calls_itself(PyCodeObject *code) {
  if (code->co_flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) return false;
  if (!has_name(code->co_names, code->co_name) && !has_name(tj_code_local_names(code), code->co_name)) return false;
  PyObject *bytes = PyCode_GetCode(code);
  if (!bytes) {
    PyErr_Clear();
    return false;
  }
  bool found = scan(code, reinterpret_cast<unsigned char *>(PyBytes_AS_STRING(bytes)), tj_code_units(code));
  Py_DECREF(bytes);
  return found;
}

}  // namespace tracejit
