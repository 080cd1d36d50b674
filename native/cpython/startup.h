/* When the stages of the way to the first native entry were reached first. */
#ifndef TRACEJIT_STARTUP_H
#define TRACEJIT_STARTUP_H

#include <string>

namespace tracejit {

/* Each counts once: the first time it is reached. The names are keys of the stats file's table `startup`. */
constexpr const char *kExtensionUp = "extensionUp";     /* python is up, the extension loaded */
constexpr const char *kLoopSeen = "loopSeen";           /* a loop is warm: the engine is wanted */
constexpr const char *kEngineSpawned = "engineSpawned"; /* its process runs, node starts */
constexpr const char *kRecorded = "recorded";           /* the first trace is written and sent */
constexpr const char *kAnswered = "answered";           /* compiled: the first answer is read */
constexpr const char *kInstalled = "installed";         /* bound and loaded */
constexpr const char *kEntered = "entered";             /* native code is entered */

void startup_mark(const char *stage);

/* {stage: milliseconds since the process started}, in the order reached. */
std::string startup_json();

}  // namespace tracejit
#endif
