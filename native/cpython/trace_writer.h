/* The Trace document as a Message buffer (traces/format/trace.fbs). */
#ifndef TRACEJIT_TRACE_WRITER_H
#define TRACEJIT_TRACE_WRITER_H

#include <string>
#include "code_table.h"

namespace tracejit {

struct TraceRequest {
  uint32_t id = 0;
  CodeState *root = nullptr; /* must have observations */
  const Place *place = nullptr;
  const std::vector<EntryValue> *entry = nullptr;
  PyObject *globals = nullptr; /* of the frame entered, borrowed: namespace 0 */
  std::string texts;           /* stages to be shown in the answer (Trace.texts) */
};

/* Writes the code entered, all code reached through observed callees, and what they were seen to do. */
std::string write_trace(const TraceRequest &request);

}  // namespace tracejit
#endif
