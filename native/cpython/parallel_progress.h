/* Who wants to know how far a parallel loop is. */
#ifndef TRACEJIT_PARALLEL_PROGRESS_H
#define TRACEJIT_PARALLEL_PROGRESS_H

#include "runtime.h"

namespace tracejit {

bool progress_wanted();
/* A loop on this thread is so far: has the interpreter call the hook at its next look at the eval breaker, which ends the
 * region first. GIL held. */
void note_progress(tj_activation *act, int64_t loop_number, int64_t done, int64_t count);

}  // namespace tracejit
#endif
