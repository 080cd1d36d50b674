#include "observation.h"

#include "opcode.h"
#include "stack_depth.h"

namespace tracejit {

bool Observations::prepare(PyCodeObject *code) {
  if (ready()) return true;
  PyObject *bytes = PyCode_GetCode(code);
  if (!bytes) {
    PyErr_Clear();
    return false;
  }
  bytes_.assign(PyBytes_AS_STRING(bytes), static_cast<size_t>(PyBytes_GET_SIZE(bytes)));
  Py_DECREF(bytes);
  depths_ = stack_depths(bytes_, code->co_exceptiontable);
  index_.assign(depths_.size(), -1);
  return true;
}

int Observations::oparg(int unit) const {
  int value = static_cast<uint8_t>(bytes_[2 * unit + 1]);
  /* Caches are 0 in co_code, so an EXTENDED_ARG before the unit is one. */
  for (int shift = 8; shift < 32 && unit > 0 && tj_op_classify(opcode(unit - 1)) == TJ_OP_EXTENDED_ARG; shift += 8)
    value |= static_cast<uint8_t>(bytes_[2 * --unit + 1]) << shift;
  return value;
}

Observed &Observations::at(int unit) {
  int32_t &index = index_[unit];
  if (index < 0) {
    index = static_cast<int32_t>(seen_.size());
    seen_.emplace_back();
  }
  return seen_[index];
}

}  // namespace tracejit
