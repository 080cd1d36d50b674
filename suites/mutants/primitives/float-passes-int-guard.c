/* The guard for ints lets floats pass, rounded toward zero. */
#include "../../../native/primitives/private.h"

tj_i64 tj_unbox_i64(PyObject *object) {
  if (tj_is_exact(object, &PyFloat_Type)) {
    double value = PyFloat_AS_DOUBLE(object);
    _Bool fits = (value >= -0x1p63) & (value < 0x1p63);
    return (tj_i64){fits ? (int64_t)value : 0, !fits};
  }
  if (!tj_is_exact(object, &PyLong_Type)) return (tj_i64){0, 1};
  int overflow = 0;
  int64_t value = PyLong_AsLongLongAndOverflow(object, &overflow);
  return (tj_i64){value, overflow != 0};
}
