/* Requests to the engine and what became of them. */
#ifndef TRACEJIT_REQUESTS_H
#define TRACEJIT_REQUESTS_H

#include "code_table.h"

namespace tracejit {

/* Sends what is known of `place` (and keeps it under TRACEJIT_TRACE_DIR); with TRACEJIT_SYNC waits for the answer.
 * `replaces`: the version that the answer shall take the place of, or null. */
void request_code(CodeState &state, Place &place, PyObject *globals, std::vector<EntryValue> entry,
                  Installation *replaces);
/* Asks for texts of the stages (Trace.texts) of what was last asked for at the place. Number of the request, 0: nobody to
 * ask. */
uint32_t request_texts(CodeState &state, Place &place, PyObject *globals, const std::string &stages);
/* What came of it: `done` is false while it is under way. A refusal is its text. */
struct Texts {
  bool done = false;
  std::string text;
};
Texts take_texts(uint32_t request);
/* True when a request would have a receiver. */
bool requests_useful();
/* No answer will come: open requests are taken back. */
void abandon_requests();

}  // namespace tracejit
#endif
