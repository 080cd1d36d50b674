#include "observe.h"

#include <algorithm>
#include "object_naming.h"
#include "opcode.h"
#include "recorder.h"

namespace tracejit {
namespace {

/* Looks at a place in one recording before it is quenched; calls may meet other callees and get more. */
constexpr uint32_t kEnough = 4;
constexpr uint32_t kEnoughCalls = 16;
constexpr Py_ssize_t kSample = 4;

void see_object(Observed &seen, PyObject *object) {
  int32_t number = name_object(object);
  if (seen.object == kNoObject && seen.result == 0)
    seen.object = number;
  else if (seen.object != number)
    seen.object = kManyObjects;
}

/* Kind of the element that `container[index]` is about, else of some elements. */
KindMask accessed_kinds(PyObject *container, PyObject *index) {
  if (!container) return 0;
  if (!PyList_CheckExact(container) && !PyTuple_CheckExact(container)) return element_kinds(container, kSample);
  if (index && PyLong_CheckExact(index) && PyUnstable_Long_IsCompact(reinterpret_cast<PyLongObject *>(index))) {
    Py_ssize_t at = PyUnstable_Long_CompactValue(reinterpret_cast<PyLongObject *>(index));
    Py_ssize_t size = PySequence_Fast_GET_SIZE(container);
    if (at < 0) at += size;
    if (at >= 0 && at < size) return kind_bit(PySequence_Fast_GET_ITEM(container, at));
  }
  return sample_kinds(container, kSample);
}

class Look {
public:
  Look(CodeState &state, _PyInterpreterFrame *frame, int unit)
      : state_(state), frame_(frame), code_(state.code), op_(tj_op_classify(state.observations.opcode(unit))),
        oparg_(state.observations.oparg(unit)), depth_(state.observations.depth(unit)),
        popped_(tj_op_popped(state.observations.opcode(unit), oparg_)),
        stack_(tj_frame_slots(frame) + tj_code_locals(code_)), seen_(state.observations.at(unit)) {}

  bool enough() const { return seen_.looks >= (calls() ? kEnoughCalls : kEnough); }

  void see() {
    seen_.count++;
    if (seen_.recording != state_.recording) seen_.looks = 0;
    seen_.recording = state_.recording;
    seen_.looks++;
    if (op_ == TJ_OP_LIST_APPEND) popped_ = oparg_ + 1;
    if (depth_ >= popped_ && popped_ > 0) see_operands();
    switch (op_) {
      case TJ_OP_CALL:
      case TJ_OP_CALL_KW: see_call(); break;
      case TJ_OP_LOAD_GLOBAL: see_name(oparg_ >> 1, false); break;
      case TJ_OP_LOAD_NAME: see_name(oparg_, true); break;
      case TJ_OP_LOAD_DEREF: see_deref(); break;
      case TJ_OP_LOAD_ATTR: see_attribute(); break;
      case TJ_OP_RETURN_VALUE: seen_.result |= kind_bit(operand(0)); break;
      case TJ_OP_RETURN_CONST: seen_.result |= kind_bit(PyTuple_GET_ITEM(code_->co_consts, oparg_)); break;
      default: break;
    }
  }

private:
  bool calls() const { return op_ == TJ_OP_CALL || op_ == TJ_OP_CALL_KW; }

  /* The popped value number `i`, deepest first, borrowed. */
  PyObject *operand(int i) const { return depth_ >= popped_ ? stack_[depth_ - popped_ + i] : nullptr; }

  void see_operands() {
    if (op_ == TJ_OP_LIST_APPEND) { /* the list first, then the value on top */
      see_operand(0, operand(0), nullptr);
      see_operand(1, stack_[depth_ - 1], nullptr);
      return;
    }
    int count = op_ == TJ_OP_CALL_KW ? popped_ - 1 : popped_; /* the keyword names are no operand */
    int first = std::max(0, count - kMaxOperands);
    bool subscript = op_ == TJ_OP_SUBSCR || op_ == TJ_OP_STORE_SUBSCR;
    for (int i = first; i < count && i - first < kMaxOperands; i++)
      see_operand(i - first, operand(i), subscript && i == popped_ - 2 ? operand(popped_ - 1) : nullptr);
  }

  void see_operand(int position, PyObject *value, PyObject *index) {
    seen_.operands[position] |= kind_bit(value);
    seen_.elements[position] |= index ? accessed_kinds(value, index) : element_kinds(value, kSample);
    seen_.operand_count = std::max<uint8_t>(seen_.operand_count, static_cast<uint8_t>(position + 1));
  }

  void see_call() {
    PyObject *callable = operand(0);
    int32_t number = name_object(callable);
    seen_.object = seen_.count == 1 ? number : seen_.object == number ? number : kManyObjects;
    if (PyFunctionObject *function = function_behind(callable))
      watch_in_recording(reinterpret_cast<PyCodeObject *>(function->func_code), state_.depth + 1);
  }

  void see_name(int index, bool locals_first) {
    PyObject *name = PyTuple_GET_ITEM(code_->co_names, index);
    PyObject *value = locals_first ? tj_dict_get(tj_frame_locals(frame_), name) : nullptr;
    Scope scope = kLocals;
    if (!value) {
      value = tj_dict_get(tj_frame_globals(frame_), name);
      scope = kGlobals;
    }
    if (!value) {
      value = tj_dict_get(tj_frame_builtins(frame_), name);
      scope = kBuiltins;
    }
    if (!value) return;
    see_result(seen_, value);
    seen_.scope = scope;
  }

  void see_deref() {
    PyObject *cell = tj_frame_slots(frame_)[oparg_];
    if (cell && PyCell_Check(cell)) see_result(seen_, PyCell_GET(cell));
  }

  void see_attribute() {
    PyObject *owner = operand(0);
    PyObject *name = PyTuple_GET_ITEM(code_->co_names, oparg_ >> 1);
    if (!owner) return;
    tj_kind kind = kind_of(owner);
    if (kind == TJ_KIND_Module) see_result(seen_, tj_dict_get(PyModule_GetDict(owner), name));
    /* What has a kind of its own has a built-in type: no instance dict, no __getattribute__ in Python. */
    else if (kind != TJ_KIND_Other && kind != TJ_KIND_Type && kind != TJ_KIND_Function && kind != TJ_KIND_Method)
      see_result(seen_, tj_type_lookup(Py_TYPE(owner), name));
  }

  CodeState &state_;
  _PyInterpreterFrame *frame_;
  PyCodeObject *code_;
  tj_op_class op_;
  int oparg_;
  int depth_;
  int popped_;
  PyObject **stack_;
  Observed &seen_;
};

}  // namespace

void see_result(Observed &seen, PyObject *value) {
  if (!value) return;
  see_object(seen, value);
  seen.result |= kind_bit(value);
}

bool observe(CodeState &state, _PyInterpreterFrame *frame, int unit) {
  if (tj_op_classify(state.observations.opcode(unit)) == TJ_OP_EXTENDED_ARG) return true;
  if (state.observations.depth(unit) < 0) return true;
  Look look(state, frame, unit);
  look.see();
  return look.enough();
}

}  // namespace tracejit
