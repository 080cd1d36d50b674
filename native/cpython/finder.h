/* `import tracejit` without PYTHONPATH. */
#ifndef TRACEJIT_FINDER_H
#define TRACEJIT_FINDER_H

#include <Python.h>

namespace tracejit {

/* Adds a finder to the end of sys.meta_path that knows one package: `tracejit`, in `folder` (str). False with an
 * exception. In C, because a finder in Python would need a module to live in. */
bool install_finder(PyObject *folder);

}  // namespace tracejit
#endif
