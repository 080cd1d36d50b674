#include "assumption.h"

#include "object_naming.h"
#include "observe.h"
#include "opcode.h"

namespace tracejit {
namespace {

constexpr int kMaxDepth = 3;

class Assumption {
public:
  Assumption(CodeState &state, PyFunctionObject *function, int depth)
      : state_(state), function_(function), depth_(depth), code_(state.code) {}

  void note_all() {
    for (int unit = 0; unit < state_.observations.units(); unit++) {
      if (state_.observations.depth(unit) < 0 || state_.observations.find(unit)) continue;
      tj_op_class op = tj_op_classify(state_.observations.opcode(unit));
      if (op != TJ_OP_EXTENDED_ARG) note(unit, op, state_.observations.oparg(unit));
      unit += tj_op_caches(state_.observations.opcode(unit));
    }
  }

private:
  void note(int unit, tj_op_class op, int oparg) {
    Observed &seen = state_.observations.at(unit);
    PyObject *module = loaded_;
    loaded_ = nullptr;
    if (op == TJ_OP_LOAD_GLOBAL) {
      note_name(seen, PyTuple_GET_ITEM(code_->co_names, oparg >> 1));
    } else if (op == TJ_OP_LOAD_ATTR && module && PyModule_CheckExact(module)) {
      see_result(seen, tj_dict_get(PyModule_GetDict(module), PyTuple_GET_ITEM(code_->co_names, oparg >> 1)));
    }
  }

  void note_name(Observed &seen, PyObject *name) {
    PyObject *value = tj_dict_get(function_->func_globals, name);
    seen.scope = kGlobals;
    if (!value) {
      value = tj_dict_get(function_->func_builtins, name);
      seen.scope = kBuiltins;
    }
    see_result(seen, value);
    loaded_ = value;
    if (value && PyFunction_Check(value) && depth_ < kMaxDepth) assume_callee(value);
  }

  void assume_callee(PyObject *value) const {
    auto *callee = reinterpret_cast<PyFunctionObject *>(value);
    CodeState &state = code_state(reinterpret_cast<PyCodeObject *>(callee->func_code));
    if (&state == &state_ || state.observations.any() || !state.observations.prepare(state.code)) return;
    Assumption(state, callee, depth_ + 1).note_all();
  }

  CodeState &state_;
  PyFunctionObject *function_;
  int depth_;
  PyCodeObject *code_;
  PyObject *loaded_ = nullptr; /* by the instruction before, where it is known; borrowed */
};

}  // namespace

void assume_unseen(CodeState &state, PyFunctionObject *function) { Assumption(state, function, 0).note_all(); }

}  // namespace tracejit
