/* Which loop lies inside which, by their bytecode. */
#ifndef TRACEJIT_LOOP_RANGE_H
#define TRACEJIT_LOOP_RANGE_H

#include "code_table.h"

namespace tracejit {

/* Unit of the last back edge of a loop's place; a loop may have several (continue, break out of an inner one). Looked up
 * once. Runs no Python code. */
uint32_t loop_end(CodeState &state, Place &place);
/* Whether the code has a loop around this one. */
bool inside_loop(CodeState &state, Place &place);
/* Whether `outer` is a loop around the place `inner` of the same code. */
bool encloses(CodeState &state, Place &outer, Place &inner);

}  // namespace tracejit
#endif
