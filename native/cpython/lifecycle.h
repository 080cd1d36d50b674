/* Beginning and end of the extension's work in a process. */
#ifndef TRACEJIT_LIFECYCLE_H
#define TRACEJIT_LIFECYCLE_H

namespace tracejit {

/* Takes monitoring tool 5 and asks for events. Once started, does nothing. False with RuntimeError when another tool
 * has the number, or with whatever stopped it; nothing is then left behind. Ends by itself when Python exits. */
bool start();

/* Gives everything back: no event comes, no reference is held, the stats file is written. */
void stop();

}  // namespace tracejit
#endif
