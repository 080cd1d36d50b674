#include "returning.h"

#include "../gen/exit_reasons.h"
#include "../gen/sources.h"
#include "code_table.h"
#include "opcode.h"
#include "snapshot_values.h"

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

/* The constant that RETURN_CONST at the unit gives, borrowed; NULL where nothing is known of the code any more. */
PyObject *returned_constant(PyCodeObject *code, int unit) {
  CodeState *state = find_code_state(code);
  if (!state || !state->observations.ready()) return nullptr;
  return PyTuple_GET_ITEM(code->co_consts, state->observations.oparg(unit));
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
  if (op == TJ_OP_RETURN_CONST && depth == 0) plan.constant = returned_constant(code, unit);
  if (plan.constant) {
    plan.kind = PlainReturn::Constant;
  } else if (op == TJ_OP_RETURN_VALUE && depth == 1 && can_be_read(*frame.stack()->Get(0))) {
    const wire::Source &source = *frame.stack()->Get(0);
    plan.kind = PlainReturn::FromSource;
    plan.source = source.kind();
    plan.a = source.a();
    plan.b = source.b();
  }
  return plan;
}

/* New reference, or NULL with MemoryError. */
PyObject *read(const PlainReturn &plan, const int64_t *words, PyObject *const *objects) {
  const uint32_t a = plan.a;
  switch (plan.source) {
    case TJ_SOURCE_Binding: return Py_NewRef(objects[a]);
    case TJ_SOURCE_True: return Py_NewRef(Py_True);
    case TJ_SOURCE_False: return Py_NewRef(Py_False);
    case TJ_SOURCE_BoxI64:
    case TJ_SOURCE_BoxF64:
    case TJ_SOURCE_BoxI1: return box_word(words[a], plan.source);
    case TJ_SOURCE_Obj: return Py_NewRef(object_in(words[a]));
    case TJ_SOURCE_OwnerOrI64:
    case TJ_SOURCE_OwnerOrF64:
      if (PyObject *owner = object_in(words[plan.b])) return Py_NewRef(owner);
      return box_word(words[a], plan.source == TJ_SOURCE_OwnerOrI64 ? TJ_SOURCE_BoxI64 : TJ_SOURCE_BoxF64);
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
