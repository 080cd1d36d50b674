/* Beginning and end of the extension's work in a process. */
#ifndef TRACEJIT_LIFECYCLE_H
#define TRACEJIT_LIFECYCLE_H

namespace tracejit {

/* Takes monitoring tool 5 and listens for everything. Once started, does nothing. False with RuntimeError when another tool
 * has the number, or no engine could be started (the message says what to install), or with whatever stopped it; nothing
 * is then left behind. Ends by itself when Python exits, or when the program frees the tool. */
bool start();

/* What is compiled: nothing, what `@jit` marked, or every hot loop and recursive function of the program. */
enum class Listening { Off, Marked, Everything };

/* Starts if need be, and listens for this from now on. Off: native code is not entered, what is compiled is kept.
 * False with an exception, as start(). */
bool listen_for(Listening what);
Listening listening();

/* Gives everything back: no event comes, no reference is held, the stats file is written. */
void stop();

}  // namespace tracejit
#endif
