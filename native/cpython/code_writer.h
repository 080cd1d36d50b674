/* The static parts of a code object in a trace. */
#ifndef TRACEJIT_CODE_WRITER_H
#define TRACEJIT_CODE_WRITER_H

#include <functional>
#include "code_table.h"
#include "trace_generated.h"

namespace tracejit {

/* Number of a nested code object in the document, -1 when it is not in it. */
using CodeNumber = std::function<int32_t(PyCodeObject *)>;

flatbuffers::Offset<wire::CodeObject>
write_code(flatbuffers::FlatBufferBuilder &builder, CodeState &state, const CodeNumber &number,
           flatbuffers::Offset<flatbuffers::Vector<flatbuffers::Offset<wire::Observation>>> observations);

}  // namespace tracejit
#endif
