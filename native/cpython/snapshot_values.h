/* The objects a snapshot speaks of, made from the words native code spilled. */
#ifndef TRACEJIT_SNAPSHOT_VALUES_H
#define TRACEJIT_SNAPSHOT_VALUES_H

#include "installation.h"

namespace tracejit {

/* A new number of the kind that the source (BoxI64, BoxF64, BoxI1) says; NULL with MemoryError. */
PyObject *box_word(int64_t word, uint8_t kind);
/* The object, or NULL, that a spill word points to; borrowed. */
inline PyObject *object_in(int64_t word) { return reinterpret_cast<PyObject *>(static_cast<intptr_t>(word)); }

/* Values of one record (one snapshot and its words). Each spill word is boxed once and each virtual object built once,
 * however often they are named. */
class SnapshotValues {
public:
  /* All borrowed, to outlive this. `slots`: of the frame entered. */
  SnapshotValues(const wire::Snapshot &snapshot, const int64_t *words, PyObject *const *objects, PyObject **slots);
  SnapshotValues(const SnapshotValues &) = delete;
  SnapshotValues(SnapshotValues &&other) noexcept = default;
  ~SnapshotValues();

  const wire::Snapshot &snapshot() const { return *snapshot_; }

  /* New reference into `*value` (NULL for an empty slot). False with MemoryError. Not for `Keep`. Runs no Python code. */
  bool read(const wire::Source &source, PyObject **value);

  /* Brings the iterators that exist already up to date; what they let go of is added to `dropped`. */
  void update_in_place(std::vector<PyObject *> &dropped);

private:
  const wire::Snapshot *snapshot_;
  const int64_t *words_;
  PyObject *const *objects_;
  PyObject **slots_;
  std::vector<PyObject *> boxes_;    /* by spill word, owned */
  std::vector<PyObject *> virtuals_; /* by number, owned */

  bool box(uint32_t word, uint8_t kind, PyObject **value);
  int64_t number(const wire::Source &source) const;
  PyObject *existing(const wire::Virtual &description) const;
  PyObject *virtual_object(uint32_t index);
  PyObject *build(const wire::Virtual &description);
  PyObject *build_tuple(const wire::Virtual &description);
  PyObject *build_call(PyObject *type, const wire::Virtual &description, bool swapped);
  PyObject *build_range_iterator(const wire::Virtual &description);
  PyObject *build_sequence_iterator(const wire::Virtual &description);
  void update(PyObject *object, const wire::Virtual &description, std::vector<PyObject *> &dropped);
  void update_inner(PyObject *object, const wire::Source &source, std::vector<PyObject *> &dropped);
  void set_range_iterator(PyObject *object, const wire::Virtual &description) const;
};

}  // namespace tracejit
#endif
