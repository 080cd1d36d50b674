/* What the counters say, for people and tests. */
#ifndef TRACEJIT_STATS_H
#define TRACEJIT_STATS_H

#include <string>

namespace tracejit {

/* The counters as one JSON object: version, pid, regions, entries, entriesRefused, entriesBlocked, requests, refusals,
 * traces, invalidations, exits and bails by reason, compileMs by stage, codeBytes, irOps, parallel (see
 * parallel_counters.h), units (each installation, see unit_stats.h). */
std::string stats_json();

/* Writes them to the file TRACEJIT_STATS names (%p: process id), if any. A forked child writes only where the name
 * says which process it is. Failure costs the file, nothing else. */
void write_stats();

}  // namespace tracejit
#endif
