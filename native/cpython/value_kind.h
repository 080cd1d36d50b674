/* What the recorder can say of a value: the kinds of native/gen/kinds.h, and sets of them. */
#ifndef TRACEJIT_VALUE_KIND_H
#define TRACEJIT_VALUE_KIND_H

#include <Python.h>
#include <cstdint>
#include "../gen/kinds.h"

namespace tracejit {

/* Set of kinds: bit k stands for kind number k. */
using KindMask = uint32_t;

/* Kind number of a borrowed value; NULL is a kind of its own. Runs no Python code. */
tj_kind kind_of(PyObject *value);
inline KindMask kind_bit(PyObject *value) { return 1u << kind_of(value); }

/* Kinds of at most `sample` (2 or more) items of an exact list or tuple, spread over it. */
KindMask sample_kinds(PyObject *sequence, Py_ssize_t sample);

/* Kinds inside a value: items of lists, tuples and their iterators; the inner iterators of enumerate and zip; of a buffer its
 * element mask (traces/format/buffers.ts). 0: none. */
KindMask element_kinds(PyObject *value, Py_ssize_t sample);

/* Of an enumerate or zip: the element masks of its first two inner iterators, 32 bits each, the first one lowest; 0 where
 * one is over no buffer. */
int64_t inner_buffers(PyObject *value);

}  // namespace tracejit
#endif
