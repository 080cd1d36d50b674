#include "log_commit.h"

#include <cstring>

#include "../primitives/overwrite.h"

/* native/primitives/refcount.c: whether the object may go though nothing else holds it. */
extern "C" bool tj_slow_release_many_ok(PyObject *object);

namespace tracejit {
namespace {

/* What an entry has become once its store is made: how to take it back. */
enum Done : int64_t {
  kMark,     /* nothing */
  kReplaced, /* bits: the old item, owned by the entry */
  kFloat,    /* the item is the same; bits: its value before */
  kInt,      /* likewise; bits: one digit, and the tag above it */
  kAppended,
};

PyObject **item_of(const tj_log_entry &entry) {
  return &reinterpret_cast<PyListObject *>(entry.list)->ob_item[entry.index];
}

/* A new reference, or null. */
PyObject *boxed(const tj_log_entry &entry) {
  switch (entry.rep) {
    case TJ_LOG_I64: return PyLong_FromLongLong(entry.bits);
    case TJ_LOG_F64: {
      double value;
      std::memcpy(&value, &entry.bits, sizeof value);
      return PyFloat_FromDouble(value);
    }
    case TJ_LOG_I1: return PyBool_FromLong(entry.bits != 0);
    default: return Py_NewRef(reinterpret_cast<PyObject *>(entry.bits));
  }
}

/* ---- numbers that nobody else holds are changed where they are, as tj_list_set_f64 and tj_list_set_i64 do ---- */

bool change_float(tj_log_entry &entry, PyObject *old) {
  if (!PyFloat_CheckExact(old) || Py_REFCNT(old) != 1) return false;
  double &place = reinterpret_cast<PyFloatObject *>(old)->ob_fval;
  int64_t before;
  std::memcpy(&before, &place, sizeof before);
  std::memcpy(&place, &entry.bits, sizeof place);
  entry.bits = before;
  entry.rep = kFloat;
  return true;
}

bool change_int(tj_log_entry &entry, PyObject *old) {
  if (!PyLong_CheckExact(old) || Py_REFCNT(old) != 1) return false;
  auto *object = reinterpret_cast<PyLongObject *>(old);
  const _PyLongValue before = object->long_value;
  if (before.lv_tag >> 31) return false; /* so long that its tag would not fit beside a digit */
  if (!tj_overwrite_int(object, entry.bits)) return false;
  entry.bits = static_cast<int64_t>(before.lv_tag << 32 | before.ob_digit[0]);
  entry.rep = kInt;
  return true;
}

/* ---- one store ---- */

bool append(tj_log_entry &entry) {
  PyObject *item = boxed(entry);
  bool done = item && PyList_Append(entry.list, item) == 0;
  Py_XDECREF(item);
  if (done) entry.rep = kAppended;
  return done;
}

/* As tj_release_many_ok: `count` references to it are dropped at most. */
bool may_drop(PyObject *old, int64_t count) {
  return Py_REFCNT(old) > count || PyFloat_CheckExact(old) || PyLong_CheckExact(old) || tj_slow_release_many_ok(old);
}

bool replace(tj_log_entry &entry, PyObject *old, int64_t count) {
  if (!may_drop(old, count)) return false;
  PyObject *item = boxed(entry);
  if (!item) return false;
  *item_of(entry) = item;
  entry.bits = reinterpret_cast<int64_t>(old);
  entry.rep = kReplaced;
  return true;
}

bool store(tj_log_entry &entry, int64_t count) {
  if (!entry.list) {
    entry.rep = kMark;
    return true;
  }
  if (entry.index < 0) return append(entry);
  if (entry.index >= PyList_GET_SIZE(entry.list)) return false;
  PyObject *old = *item_of(entry);
  if (entry.rep == TJ_LOG_F64 && change_float(entry, old)) return true;
  if (entry.rep == TJ_LOG_I64 && change_int(entry, old)) return true;
  return replace(entry, old, count);
}

/* ---- the end, one way or the other ---- */

void take_back_number(const tj_log_entry &entry) {
  PyObject *item = *item_of(entry);
  if (entry.rep == kFloat) {
    std::memcpy(&reinterpret_cast<PyFloatObject *>(item)->ob_fval, &entry.bits, sizeof(double));
    return;
  }
  _PyLongValue &number = reinterpret_cast<PyLongObject *>(item)->long_value;
  number.lv_tag = static_cast<uintptr_t>(entry.bits) >> 32;
  number.ob_digit[0] = static_cast<digit>(entry.bits);
}

/* What it drops was made by the store. */
void take_back(const tj_log_entry &entry) {
  if (entry.rep == kReplaced) {
    PyObject *made = *item_of(entry);
    *item_of(entry) = reinterpret_cast<PyObject *>(entry.bits);
    Py_DECREF(made);
  } else if (entry.rep == kAppended) {
    Py_ssize_t last = PyList_GET_SIZE(entry.list) - 1;
    PyObject *made = PyList_GET_ITEM(entry.list, last);
    Py_SET_SIZE(reinterpret_cast<PyVarObject *>(entry.list), last);
    Py_DECREF(made);
  } else if (entry.rep != kMark) {
    take_back_number(entry);
  }
}

}  // namespace

int64_t apply_log(tj_log_entry *entries, int64_t count) {
  for (int64_t k = 0; k < count; k++) {
    if (store(entries[k], count)) continue;
    PyErr_Clear();
    for (int64_t back = k - 1; back >= 0; back--) take_back(entries[back]);
    return k;
  }
  for (int64_t k = 0; k < count; k++)
    if (entries[k].rep == kReplaced) Py_DECREF(reinterpret_cast<PyObject *>(entries[k].bits));
  return -1;
}

}  // namespace tracejit
