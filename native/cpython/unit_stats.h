/* What the stats file tells of each installation, for `tracejit explain`. All calls need the GIL. */
#ifndef TRACEJIT_UNIT_STATS_H
#define TRACEJIT_UNIT_STATS_H

#include <string>
#include "installation.h"

namespace tracejit {

/* An installation begins and ends; what it counted outlives it. */
void unit_begins(const Installation &installation);
void unit_ends(const Installation &installation);

/* A JSON array: code, file, entry, unit, line, entries, codeBytes, valid, and exits taken (reason, line, code, count). */
std::string units_json();
/* One of them. */
std::string unit_json(const Installation &installation);

}  // namespace tracejit
#endif
