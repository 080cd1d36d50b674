/* Functions that call themselves: the only ones that get native code of their own. */
#ifndef TRACEJIT_SELF_CALL_H
#define TRACEJIT_SELF_CALL_H

#include <Python.h>

namespace tracejit {

/* True when the code loads its own name, as a global or from its closure, and calls something after that. */
bool calls_itself(PyCodeObject *code);

}  // namespace tracejit
#endif
