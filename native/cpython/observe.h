/* Looks at one instruction before it runs: what it pops, what it will load, whom it calls. */
#ifndef TRACEJIT_OBSERVE_H
#define TRACEJIT_OBSERVE_H

#include "code_table.h"

namespace tracejit {

/* Merges what the instruction at `unit` of `frame` is about to do into the observations of `state`. Python callees are
 * watched from now on. True when the place has been seen often enough. Runs no Python code. */
bool observe(CodeState &state, _PyInterpreterFrame *frame, int unit);

}  // namespace tracejit
#endif
