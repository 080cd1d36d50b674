/* One installed region, as install.cc, enter.cc and exit.cc share it. */
#ifndef TRACEJIT_INSTALLATION_H
#define TRACEJIT_INSTALLATION_H

#include "runtime.h"

namespace tracejit {

/* What an exit at a RETURN of the function entered gives, where nothing else is to be put right (returning.cc). */
struct PlainReturn {
  enum Kind : uint8_t { Unknown, No, Constant, FromSource } kind = Unknown;
  uint8_t source = 0; /* FromSource: its kind and numbers (wire::Source) */
  uint32_t a = 0;
  uint32_t b = 0;
  PyObject *constant = nullptr; /* borrowed from the code object */
};

/* A closure cell whose contents were compiled in: compared at each entry. Borrowed. */
struct CellCheck {
  PyObject *cell;
  PyObject *contents;
};

/* A cell of the entered function's own closure: another function of the same code has others. Borrowed. */
struct OwnCell {
  Py_ssize_t index;
  PyObject *cell;
};

/* It keeps nothing alive that could own it: the code entered owns it, so a reference to that code, or to a function or
 * namespace that leads there, would be a cycle no collector sees. What it borrows is held, at an entry, by the frame
 * (code, namespaces, closure) and by what hangs on these; that this is still so is watched, or compared at the entry. */
struct Installation : std::enable_shared_from_this<Installation> {
  std::string buffer; /* the Install message, in its FlatBuffers form */
  const wire::Install *message = nullptr;
  std::vector<PyObject *> objects;   /* by binding number; borrowed, of use only while valid */
  std::vector<PyObject *> owned;     /* those nobody else need hold: names, cell contents that are no functions */
  std::vector<PyCodeObject *> codes; /* entered, then those of bound functions; borrowed */
  std::vector<OwnCell> own_cells;
  std::vector<CellCheck> cells;
  /* Namespaces the names were bound in; borrowed. One code object may run with several. */
  PyObject *globals = nullptr;
  PyObject *builtins = nullptr;
  std::vector<uint64_t> exit_counts;
  std::vector<PlainReturn> returns; /* by exit, found when first taken by a call */
  tj_install native{};
  /* Of the message, for the way in and out. */
  int frame_need = 0;
  size_t cell_count = 0;
  std::vector<uint8_t> exit_reasons;
  tj_entry_fn entry = nullptr;
  void *library = nullptr;
  bool valid = true;

  Installation() = default;
  Installation(const Installation &) = delete;
  Installation &operator=(const Installation &) = delete;
  /* Needs the GIL, and no run of it under way. */
  ~Installation();
};

/* exit.cc: native code left its records between `spill` and `activation.spill`. Rebuilds the frames, empties the
 * cells and goes on in the interpreter. Result: as enter_native's `*result`. */
PyObject *leave_native(PyThreadState *tstate, _PyInterpreterFrame *frame, Installation &installation,
                       tj_activation &activation, const int64_t *spill, size_t cell_count);

/* exit.cc: the same for a call that had no frame: it gets one, which runs to its end. `slots` of the activation:
 * borrowed by it. Result: the call's, or NULL with an exception. */
PyObject *leave_call(PyThreadState *tstate, PyObject *function, Installation &installation, tj_activation &activation,
                     const int64_t *spill, size_t cell_count);

}  // namespace tracejit
#endif
