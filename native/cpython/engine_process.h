/* Starting an engine of one's own. */
#ifndef TRACEJIT_ENGINE_PROCESS_H
#define TRACEJIT_ENGINE_PROCESS_H

#include <string>

namespace tracejit {

/* Why spawn_engine() would find nothing to start, and what to install, for people; empty when it would. Looks at files only. */
std::string engine_missing();

/* Starts engine.cjs under node as a process of its own session that is nobody's child, and gives the other end of
 * its socket (owned by the caller), or -1 when there is no node, no engine or no process to be had. */
int spawn_engine();

}  // namespace tracejit
#endif
