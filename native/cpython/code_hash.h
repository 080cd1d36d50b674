/* The name of a code object in traces, bindings and caches. */
#ifndef TRACEJIT_CODE_HASH_H
#define TRACEJIT_CODE_HASH_H

#include <Python.h>
#include <string>

namespace tracejit {

/* 32 hex digits over all that `code` is compiled to, nested code included; the same whatever is specialised or
 * instrumented, and in every process. '' when it cannot be told (a constant marshal does not know, no memory); no
 * exception is left set. Runs no Python code. */
std::string code_hash(PyCodeObject *code);

}  // namespace tracejit
#endif
