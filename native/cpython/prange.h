/* `prange`: a range that its loop may go over in any order, and what happens to a loop that may not. */
#ifndef TRACEJIT_PRANGE_H
#define TRACEJIT_PRANGE_H

#include "code_table.h"

namespace tracejit {

/* `prange(start, stop, step)`, as range: a method of the module. Remembers where it was called from: Trace.codes.pranges.
 * tracejit.ParallelError when the loop at that place is known to depend on the order of its iterations. */
PyObject *py_prange(PyObject *module, PyObject *const *args, Py_ssize_t nargs);

}  // namespace tracejit
#endif
