#include "loop_range.h"

#include <algorithm>
#include "opcode.h"

namespace tracejit {
namespace {

/* Calls `visit(target, unit)` for each back edge of the code; `unit` is the jump's. */
template <typename Visit>
void each_back_edge(PyCodeObject *code, Visit visit) {
  PyObject *bytes = PyCode_GetCode(code);
  if (!bytes) return PyErr_Clear();
  const auto *units = reinterpret_cast<const unsigned char *>(PyBytes_AS_STRING(bytes));
  for (int unit = 0, oparg = 0; unit < tj_code_units(code); unit++) {
    int opcode = units[2 * static_cast<size_t>(unit)];
    oparg = oparg << 8 | units[2 * static_cast<size_t>(unit) + 1];
    if (tj_op_classify(opcode) == TJ_OP_EXTENDED_ARG) continue;
    int target = tj_op_jump_target(opcode, oparg, unit);
    if (target >= 0 && target < unit) visit(static_cast<uint32_t>(target), static_cast<uint32_t>(unit));
    unit += tj_op_caches(opcode);
    oparg = 0;
  }
  Py_DECREF(bytes);
}

}  // namespace

uint32_t loop_end(CodeState &state, Place &place) {
  if (!place.loop_end)
    each_back_edge(state.code, [&](uint32_t target, uint32_t unit) {
      if (target == place.unit) place.loop_end = std::max(place.loop_end, unit);
    });
  return place.loop_end;
}

bool inside_loop(CodeState &state, Place &place) {
  uint32_t end = loop_end(state, place);
  bool inside = false;
  each_back_edge(state.code, [&](uint32_t target, uint32_t unit) { inside |= target < place.unit && unit > end; });
  return inside;
}

bool encloses(CodeState &state, Place &outer, Place &inner) {
  return !outer.function && !inner.function && outer.unit < inner.unit &&
         loop_end(state, outer) > loop_end(state, inner);
}

}  // namespace tracejit
