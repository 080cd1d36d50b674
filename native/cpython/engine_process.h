/* Starting an engine of one's own. */
#ifndef TRACEJIT_ENGINE_PROCESS_H
#define TRACEJIT_ENGINE_PROCESS_H

namespace tracejit {

/* Starts build/engine.mjs under node as a process of its own session that is nobody's child, and gives the other end of
 * its socket (owned by the caller), or -1 when there is no node, no engine or no process to be had. */
int spawn_engine();

}  // namespace tracejit
#endif
