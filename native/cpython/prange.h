/* `prange`: a range that its loop may go over in any order, and what happens to a loop that may not. */
#ifndef TRACEJIT_PRANGE_H
#define TRACEJIT_PRANGE_H

#include "code_table.h"

namespace tracejit {

/* `prange(start, stop, step)`, as range: a method of the module. Remembers where it was called from: Trace.codes.pranges.
 * tracejit.ParallelError when the loop at that place is known to depend on the order of its iterations. */
PyObject *py_prange(PyObject *module, PyObject *const *args, Py_ssize_t nargs);

/* What the engine found of loops over prange. `broken`: of those whose iterations depend on each other, the first; null when
 * there is none. */
struct PrangeAnswer {
  const wire::LoopVerdict *broken = nullptr;
  /* Its call is not passed by in native code, which would raise nothing: it is entered behind it, in that very loop. */
  bool entered_behind = false;
};

/* Keeps them: the next call of prange at their places raises. `root` (or null): the code that the message is for. */
PrangeAnswer keep_prange_faults(const wire::Install &install, CodeState *root);

}  // namespace tracejit
#endif
