/* Finding the objects native code needs (engine/deopt/bindings.ts). */
#ifndef TRACEJIT_BINDING_H
#define TRACEJIT_BINDING_H

#include "installation.h"

namespace tracejit {

/* Where names start: the code entered and its frame. All borrowed. */
struct BindingContext {
  PyCodeObject *code;
  PyObject *function;
  PyObject *globals;
  PyObject *builtins;
};

/* Evaluates each binding of the message into `objects` (and `codes`, `cells`), and watches what they rest on. False at
 * the first that does not hold; no exception is left set. Runs no Python code. */
bool bind_objects(const BindingContext &context, const std::shared_ptr<Installation> &installation);

}  // namespace tracejit
#endif
