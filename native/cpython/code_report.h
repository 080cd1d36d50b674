/* What became of one code object, for explain(). */
#ifndef TRACEJIT_CODE_REPORT_H
#define TRACEJIT_CODE_REPORT_H

#include <string>
#include "code_table.h"

namespace tracejit {

/* JSON list, one object for each place (a loop, or the function's start): entry, line, state (one of counting, recording,
 * compiling, compiled, declined), declined {reason, detail, line} or null, units (as in the stats file, unit_stats.h). */
std::string places_json(CodeState &state);

}  // namespace tracejit
#endif
