/* Looks at one instruction before it runs: what it pops, what it will load, whom it calls. */
#ifndef TRACEJIT_OBSERVE_H
#define TRACEJIT_OBSERVE_H

#include "code_table.h"

namespace tracejit {

enum Scope : uint8_t { kLocals = 0, kGlobals = 1, kBuiltins = 2 };

/* Notes a value that an instruction will push; null: not found. */
void see_result(Observed &seen, PyObject *value);

/* Merges what the instruction at `unit` of `frame` is about to do into the observations of `state`. Python callees are
 * watched from now on. True when the place has been seen often enough. Runs no Python code. */
bool observe(CodeState &state, _PyInterpreterFrame *frame, int unit);

}  // namespace tracejit
#endif
