/* An int object that nobody else holds is changed where it is, in place of making another. For C and C++. */
#ifndef TRACEJIT_OVERWRITE_H
#define TRACEJIT_OVERWRITE_H

#include <Python.h>
#include <stdint.h>

/* Writes a value of one digit into an int object; 0, and nothing done, for what needs more, or is a singleton (-5 to 256).
 * Longobject.h: the tag holds the number of digits above two bits of sign, 0 positive, 2 negative. */
static inline int tj_overwrite_int(PyLongObject *number, int64_t value) {
  if ((uint64_t)value - 257 <= PyLong_MASK - 257) {
    number->long_value.lv_tag = 1 << 3;
    number->long_value.ob_digit[0] = (digit)value;
    return 1;
  }
  if (value < -5 && value >= -(int64_t)PyLong_MASK) {
    number->long_value.lv_tag = (1 << 3) | 2;
    number->long_value.ob_digit[0] = (digit)-value;
    return 1;
  }
  return 0;
}

#endif
