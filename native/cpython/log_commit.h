/* The stores to lists that a chunk of a parallel loop has logged. */
#ifndef TRACEJIT_LOG_COMMIT_H
#define TRACEJIT_LOG_COMMIT_H

#include "runtime.h"

namespace tracejit {

/* Makes the stores in order, all or none: -1, or the index of the first entry that the serial loop has to do itself. That is
 * one whose list is too short, one without memory, and one whose old item might run Python code when it goes (as
 * tj_release_many_ok judges: old items go at the end, together). Overwrites the entries. GIL held. */
int64_t apply_log(tj_log_entry *entries, int64_t count);

}  // namespace tracejit
#endif
