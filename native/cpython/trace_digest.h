/* Whether two traces can give different code. */
#ifndef TRACEJIT_TRACE_DIGEST_H
#define TRACEJIT_TRACE_DIGEST_H

#include <cstdint>
#include "trace_generated.h"

namespace tracejit {

/* Of what was seen, by kinds and objects, and of the entry; not of how often, which only weighs branches. Equal for two
 * traces of one place with equal code: the engine would answer the second as it did the first. */
uint64_t trace_digest(const wire::Trace &trace);

}  // namespace tracejit
#endif
