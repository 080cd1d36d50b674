/* What can be said of code that has not run. */
#ifndef TRACEJIT_ASSUMPTION_H
#define TRACEJIT_ASSUMPTION_H

#include "code_table.h"

namespace tracejit {

/* Notes each unit of the function's code that was never observed as one that may come: with no kinds, and for names of the
 * globals, builtins and modules the object they stand for now (whoever compiles it in has it watched). Functions of
 * Python that are called by such a name are treated likewise, as far as inlining goes. */
void assume_unseen(CodeState &state, PyFunctionObject *function);

}  // namespace tracejit
#endif
