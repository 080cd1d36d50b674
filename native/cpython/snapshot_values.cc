#include "snapshot_values.h"

#include <cstring>

#include "../gen/sources.h"

namespace tracejit {
namespace {

double as_double(int64_t word) {
  double value;
  std::memcpy(&value, &word, sizeof value);
  return value;
}

/* Values left between `next` and `end`, which lies a whole number of steps away; differences wrap as unsigned. */
int64_t values_left(int64_t next, int64_t end, int64_t step) {
  auto distance = static_cast<uint64_t>(end) - static_cast<uint64_t>(next);
  if (step > 0) return static_cast<int64_t>(distance / static_cast<uint64_t>(step));
  return step < 0 ? static_cast<int64_t>((0 - distance) / (0 - static_cast<uint64_t>(step))) : 0;
}

}  // namespace

PyObject *box_word(int64_t word, uint8_t kind) {
  if (kind == TJ_SOURCE_BoxI64) return PyLong_FromLongLong(word);
  return kind == TJ_SOURCE_BoxF64 ? PyFloat_FromDouble(as_double(word)) : PyBool_FromLong(word & 1);
}

SnapshotValues::SnapshotValues(const wire::Snapshot &snapshot, const int64_t *words, PyObject *const *objects,
                               PyObject **slots)
    : snapshot_(&snapshot), words_(words), objects_(objects), slots_(slots), boxes_(snapshot.spills()),
      virtuals_(snapshot.virtuals() ? snapshot.virtuals()->size() : 0) {}

SnapshotValues::~SnapshotValues() {
  for (PyObject *object : boxes_) Py_XDECREF(object);
  for (PyObject *object : virtuals_) Py_XDECREF(object);
}

bool SnapshotValues::box(uint32_t word, uint8_t kind, PyObject **value) {
  PyObject *&known = boxes_[word];
  if (!known) known = box_word(words_[word], kind);
  *value = Py_XNewRef(known);
  return known != nullptr;
}

bool SnapshotValues::read(const wire::Source &source, PyObject **value) {
  const uint32_t a = source.a();
  switch (source.kind()) {
    case TJ_SOURCE_Null: *value = nullptr; return true;
    case TJ_SOURCE_Binding: *value = Py_NewRef(objects_[a]); return true;
    case TJ_SOURCE_None: *value = Py_NewRef(Py_None); return true;
    case TJ_SOURCE_True: *value = Py_NewRef(Py_True); return true;
    case TJ_SOURCE_False: *value = Py_NewRef(Py_False); return true;
    case TJ_SOURCE_BoxI64:
    case TJ_SOURCE_BoxF64:
    case TJ_SOURCE_BoxI1: return box(a, source.kind(), value);
    case TJ_SOURCE_Obj: *value = Py_NewRef(object_in(words_[a])); return true;
    case TJ_SOURCE_OwnerOrI64:
    case TJ_SOURCE_OwnerOrF64: {
      PyObject *owner = object_in(words_[source.b()]);
      if (!owner) return box(a, source.kind() == TJ_SOURCE_OwnerOrI64 ? TJ_SOURCE_BoxI64 : TJ_SOURCE_BoxF64, value);
      *value = Py_NewRef(owner);
      return true;
    }
    case TJ_SOURCE_Virtual: *value = Py_XNewRef(virtual_object(a)); return *value != nullptr;
    default: PyErr_Format(PyExc_SystemError, "tracejit: source kind %d in a slot", source.kind()); return false;
  }
}

/* The 64-bit value of a part; parts are never boxed for it. */
int64_t SnapshotValues::number(const wire::Source &source) const {
  switch (source.kind()) {
    case TJ_SOURCE_BoxI64:
    case TJ_SOURCE_OwnerOrI64:
    case TJ_SOURCE_BoxI1: return words_[source.a()];
    case TJ_SOURCE_True: return 1;
    case TJ_SOURCE_Binding: return PyLong_AsLongLong(objects_[source.a()]);
    case TJ_SOURCE_Obj: return PyLong_AsLongLong(object_in(words_[source.a()]));
    default: return 0;
  }
}

/* The object a virtual stands for when it was there at entry, borrowed; else NULL. */
PyObject *SnapshotValues::existing(const wire::Virtual &description) const {
  const wire::Source *target = description.target();
  return target && target->kind() == TJ_SOURCE_Slot ? slots_[target->a()] : nullptr;
}

PyObject *SnapshotValues::virtual_object(uint32_t index) {
  PyObject *&known = virtuals_[index];
  if (known) return known;
  const wire::Virtual &description = *snapshot_->virtuals()->Get(index);
  PyObject *there = existing(description);
  known = there ? Py_NewRef(there) : build(description);
  return known;
}

PyObject *SnapshotValues::build(const wire::Virtual &description) {
  switch (description.kind()) {
    case TJ_VIRTUAL_Tuple: return build_tuple(description);
    case TJ_VIRTUAL_Slice: return build_call(reinterpret_cast<PyObject *>(&PySlice_Type), description, false);
    case TJ_VIRTUAL_Range: return build_call(reinterpret_cast<PyObject *>(&PyRange_Type), description, false);
    case TJ_VIRTUAL_RangeIter:
    case TJ_VIRTUAL_RangeIterEnd: return build_range_iterator(description);
    case TJ_VIRTUAL_ListIter:
    case TJ_VIRTUAL_TupleIter:
    case TJ_VIRTUAL_ListReverseIter:
    case TJ_VIRTUAL_BufferIter: return build_sequence_iterator(description);
    case TJ_VIRTUAL_Enumerate: return build_call(reinterpret_cast<PyObject *>(&PyEnum_Type), description, true);
    case TJ_VIRTUAL_Zip: return build_call(reinterpret_cast<PyObject *>(&PyZip_Type), description, false);
    default: PyErr_Format(PyExc_SystemError, "tracejit: virtual kind %d", description.kind()); return nullptr;
  }
}

PyObject *SnapshotValues::build_tuple(const wire::Virtual &description) {
  const auto *parts = description.parts();
  auto size = static_cast<Py_ssize_t>(parts ? parts->size() : 0);
  PyObject *tuple = PyTuple_New(size);
  for (Py_ssize_t i = 0; tuple && i < size; i++) {
    PyObject *item = nullptr;
    if (!read(*parts->Get(static_cast<uint32_t>(i)), &item))
      Py_CLEAR(tuple);
    else
      PyTuple_SET_ITEM(tuple, i, item);
  }
  return tuple;
}

/* type(*parts); `swapped`: the two parts in the other order. */
PyObject *SnapshotValues::build_call(PyObject *type, const wire::Virtual &description, bool swapped) {
  PyObject *arguments = build_tuple(description);
  if (!arguments) return nullptr;
  if (swapped && PyTuple_GET_SIZE(arguments) == 2) {
    PyObject *first = PyTuple_GET_ITEM(arguments, 0);
    PyTuple_SET_ITEM(arguments, 0, PyTuple_GET_ITEM(arguments, 1));
    PyTuple_SET_ITEM(arguments, 1, first);
  }
  PyObject *object = PyObject_Call(type, arguments, nullptr);
  Py_DECREF(arguments);
  return object;
}

PyObject *SnapshotValues::build_range_iterator(const wire::Virtual &description) {
  PyObject *range = PyObject_CallFunction(reinterpret_cast<PyObject *>(&PyRange_Type), "i", 0);
  PyObject *iterator = range ? PyObject_GetIter(range) : nullptr;
  Py_XDECREF(range);
  if (iterator) set_range_iterator(iterator, description);
  return iterator;
}

void SnapshotValues::set_range_iterator(PyObject *object, const wire::Virtual &description) const {
  const auto &parts = *description.parts();
  int64_t next = number(*parts[0]), second = number(*parts[1]), step = number(*parts[2]);
  int64_t left = description.kind() == TJ_VIRTUAL_RangeIterEnd ? values_left(next, second, step) : second;
  tj_range_iter_set(object, next, left, step);
}

PyObject *SnapshotValues::build_sequence_iterator(const wire::Virtual &description) {
  bool reverse = description.kind() == TJ_VIRTUAL_ListReverseIter;
  PyObject *sequence = nullptr;
  if (!read(*description.parts()->Get(0), &sequence)) return nullptr;
  bool exhausted = !sequence;
  if (exhausted) sequence = description.kind() == TJ_VIRTUAL_TupleIter ? PyTuple_New(0) : PyList_New(0);
  if (!sequence) return nullptr;
  PyObject *iterator = reverse ? PyObject_CallOneArg(reinterpret_cast<PyObject *>(&PyReversed_Type), sequence)
                               : PyObject_GetIter(sequence);
  Py_DECREF(sequence);
  if (!iterator) return nullptr;
  int64_t index = number(*description.parts()->Get(1));
  /* The sequence lives on in a slot or is an empty one of ours: dropping this reference runs no Python code. */
  Py_XDECREF(tj_seq_iter_set(iterator, exhausted ? -1 : index, exhausted || index < 0));
  return iterator;
}

void SnapshotValues::update_in_place(std::vector<PyObject *> &dropped) {
  if (!snapshot_->virtuals()) return;
  for (const wire::Virtual *description : *snapshot_->virtuals())
    if (PyObject *object = existing(*description)) update(object, *description, dropped);
}

void SnapshotValues::update(PyObject *object, const wire::Virtual &description, std::vector<PyObject *> &dropped) {
  const auto &parts = *description.parts();
  switch (description.kind()) {
    case TJ_VIRTUAL_RangeIter:
    case TJ_VIRTUAL_RangeIterEnd: set_range_iterator(object, description); break;
    case TJ_VIRTUAL_ListIter:
    case TJ_VIRTUAL_TupleIter:
    case TJ_VIRTUAL_ListReverseIter:
    case TJ_VIRTUAL_BufferIter: {
      int64_t index = number(*parts[1]);
      bool exhausted = index < 0 || parts[0]->kind() == TJ_SOURCE_Null;
      if (PyObject *sequence = tj_seq_iter_set(object, exhausted ? -1 : index, exhausted)) dropped.push_back(sequence);
      break;
    }
    case TJ_VIRTUAL_Enumerate:
      tj_enumerate_set(object, number(*parts[0]));
      update_inner(tj_enumerate_inner(object), *parts[1], dropped);
      break;
    case TJ_VIRTUAL_Zip: {
      PyObject *inner = tj_zip_inner(object);
      for (uint32_t i = 0; i < parts.size() && static_cast<Py_ssize_t>(i) < PyTuple_GET_SIZE(inner); i++)
        update_inner(PyTuple_GET_ITEM(inner, i), *parts[i], dropped);
      break;
    }
    default: break;
  }
}

/* Iterators inside enumerate and zip are in no slot: they are found in the object that holds them. */
void SnapshotValues::update_inner(PyObject *object, const wire::Source &source, std::vector<PyObject *> &dropped) {
  if (source.kind() == TJ_SOURCE_Virtual) update(object, *snapshot_->virtuals()->Get(source.a()), dropped);
}

}  // namespace tracejit
