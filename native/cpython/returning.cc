#include "returning.h"

#include <cstring>

#include "../gen/exit_reasons.h"
#include "../gen/sources.h"
#include "opcode.h"

namespace tracejit {
namespace {

bool empty(const flatbuffers::Vector<flatbuffers::Offset<wire::Virtual>> *list) { return !list || list->size() == 0; }

bool can_be_read(const wire::Source &source) {
  switch (source.kind()) {
    case TJ_SOURCE_Binding:
    case TJ_SOURCE_None:
    case TJ_SOURCE_True:
    case TJ_SOURCE_False:
    case TJ_SOURCE_BoxI64:
    case TJ_SOURCE_BoxF64:
    case TJ_SOURCE_BoxI1:
    case TJ_SOURCE_Obj:
    case TJ_SOURCE_OwnerOrI64:
    case TJ_SOURCE_OwnerOrF64: return true;
    default: return false;
  }
}

int oparg_at(PyCodeObject *code, int unit) {
  PyObject *bytes = PyCode_GetCode(code);
  if (!bytes) {
    PyErr_Clear();
    return -1;
  }
  const char *at = PyBytes_AS_STRING(bytes);
  bool extended = unit > 0 && tj_op_classify(static_cast<unsigned char>(at[2 * (unit - 1)])) == TJ_OP_EXTENDED_ARG;
  int oparg = extended ? -1 : static_cast<unsigned char>(at[2 * unit + 1]);
  Py_DECREF(bytes);
  return oparg;
}

/* The locals die with the call: nobody will see what the snapshot says of them. */
PlainReturn plan_of(const Installation &installation, uint32_t number) {
  PlainReturn plan;
  plan.kind = PlainReturn::No;
  const wire::Exit &exit = *installation.message->exits()->Get(number);
  const wire::Snapshot &snapshot = *installation.message->snapshots()->Get(exit.snapshot());
  bool alone = snapshot.frames()->size() == 1 && empty(snapshot.virtuals()) &&
               (!snapshot.names() || snapshot.names()->size() == 0);
  if (exit.reason() != TJ_EXIT_Finished || !alone) return plan;
  const wire::Frame &frame = *snapshot.frames()->Get(0);
  PyCodeObject *code = installation.codes[0];
  auto unit = static_cast<int>(frame.unit());
  uint32_t depth = frame.stack() ? frame.stack()->size() : 0;
  tj_op_class op = tj_op_classify(tj_base_opcode(code, unit));
  int constant = op == TJ_OP_RETURN_CONST && depth == 0 ? oparg_at(code, unit) : -1;
  if (constant >= 0) {
    plan.kind = PlainReturn::Constant;
    plan.constant = PyTuple_GET_ITEM(code->co_consts, constant);
  } else if (op == TJ_OP_RETURN_VALUE && depth == 1 && can_be_read(*frame.stack()->Get(0))) {
    const wire::Source &source = *frame.stack()->Get(0);
    plan.kind = PlainReturn::FromSource;
    plan.source = source.kind();
    plan.a = source.a();
    plan.b = source.b();
  }
  return plan;
}

PyObject *box_float(int64_t word) {
  double number;
  std::memcpy(&number, &word, sizeof number);
  return PyFloat_FromDouble(number);
}

/* New reference, or NULL with MemoryError. */
PyObject *read(const PlainReturn &plan, const int64_t *words, PyObject *const *objects) {
  auto object = [words](uint32_t word) { return reinterpret_cast<PyObject *>(static_cast<intptr_t>(words[word])); };
  const uint32_t a = plan.a;
  switch (plan.source) {
    case TJ_SOURCE_Binding: return Py_NewRef(objects[a]);
    case TJ_SOURCE_True: return Py_NewRef(Py_True);
    case TJ_SOURCE_False: return Py_NewRef(Py_False);
    case TJ_SOURCE_BoxI64: return PyLong_FromLongLong(words[a]);
    case TJ_SOURCE_BoxF64: return box_float(words[a]);
    case TJ_SOURCE_BoxI1: return PyBool_FromLong(words[a] & 1);
    case TJ_SOURCE_Obj: return Py_NewRef(object(a));
    case TJ_SOURCE_OwnerOrI64:
    case TJ_SOURCE_OwnerOrF64:
      if (PyObject *owner = object(plan.b)) return Py_NewRef(owner);
      return plan.source == TJ_SOURCE_OwnerOrI64 ? PyLong_FromLongLong(words[a]) : box_float(words[a]);
    default: return Py_NewRef(Py_None);
  }
}

}  // namespace

bool return_at_once(Installation &installation, uint32_t exit, tj_activation &activation, const int64_t *spill,
                    size_t cell_count, PyObject **value) {
  if (installation.returns.empty()) installation.returns.resize(installation.exit_counts.size());
  PlainReturn &plan = installation.returns[exit];
  if (plan.kind == PlainReturn::Unknown) plan = plan_of(installation, exit);
  if (plan.kind == PlainReturn::No) return false;
  *value = plan.kind == PlainReturn::Constant ? Py_NewRef(plan.constant) : read(plan, spill, activation.objects);
  if (!*value) { /* the frame's way tells it */
    PyErr_Clear();
    return false;
  }
  count_exit_reason(TJ_EXIT_Finished);
  installation.exit_counts[exit]++;
  for (size_t i = 0; i < cell_count; i++) Py_CLEAR(activation.cells[i]); /* may run Python code */
  return true;
}

}  // namespace tracejit
