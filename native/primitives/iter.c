/* Iterators met at an entry, and ranges. The operand is exact: a guard before has seen to it. */
#include "private.h"

int64_t tj_range_iter_next(PyObject *it) { return ((tj_range_iter *)it)->start; }
int64_t tj_range_iter_len(PyObject *it) { return ((tj_range_iter *)it)->len; }
int64_t tj_range_iter_step(PyObject *it) { return ((tj_range_iter *)it)->step; }

tj_i64 tj_range_start(PyObject *range) { return tj_unbox_i64(((tj_range *)range)->start); }
tj_i64 tj_range_stop(PyObject *range) { return tj_unbox_i64(((tj_range *)range)->stop); }
tj_i64 tj_range_step(PyObject *range) { return tj_unbox_i64(((tj_range *)range)->step); }

PyObject *tj_seq_iter_seq(PyObject *it) { return ((tj_sequence_iter *)it)->sequence; }
int64_t tj_seq_iter_index(PyObject *it) { return ((tj_sequence_iter *)it)->index; }
PyObject *tj_reverse_iter_seq(PyObject *it) { return ((tj_sequence_iter *)it)->sequence; }
int64_t tj_reverse_iter_index(PyObject *it) { return ((tj_sequence_iter *)it)->index; }

/* Once the count has outgrown Py_ssize_t it is an int object. */
tj_i64 tj_enumerate_index(PyObject *it) {
  const tj_enumerate *self = (const tj_enumerate *)it;
  return (tj_i64){self->index, self->long_index != NULL};
}
PyObject *tj_enumerate_iter(PyObject *it) { return ((tj_enumerate *)it)->iterator; }

int64_t tj_zip_len(PyObject *it) { return ((tj_zip *)it)->strict ? -1 : ((tj_zip *)it)->size; }
PyObject *tj_zip_iter(PyObject *it, int64_t index) { return tj_tuple_items(((tj_zip *)it)->iterators)[index].object; }
