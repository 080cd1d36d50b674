/* The guard for ints lets bools pass: operations that differ for them go wrong. */
#include "../../../native/primitives/private.h"

tj_i64 tj_unbox_i64(PyObject *object) {
  if (object == NULL || !PyLong_Check(object)) return (tj_i64){0, 1};
  int overflow = 0;
  int64_t value = PyLong_AsLongLongAndOverflow(object, &overflow);
  return (tj_i64){value, overflow != 0};
}
