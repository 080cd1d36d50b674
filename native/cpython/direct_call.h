/* The vectorcall of marked functions whose start is compiled. */
#ifndef TRACEJIT_DIRECT_CALL_H
#define TRACEJIT_DIRECT_CALL_H

#include "code_table.h"

namespace tracejit {

/* Raised whenever something changes that calls would else have to look at each time: what is listened to, a recording
 * begun or ended, an installation come or gone invalid. Above 0. */
extern uint64_t direct_epoch;

/* Number of slots of calls of functions with this code that can be made without a frame (plain positional parameters, no
 * cells); -1: they cannot. */
int direct_slots(PyCodeObject *code);
/* From now on calls of `function` (borrowed) look for native code first. */
void set_direct_call(PyFunctionObject *function);

}  // namespace tracejit
#endif
