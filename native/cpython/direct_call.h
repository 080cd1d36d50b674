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
/* By parameter: whether the code stores to it or deletes it. All of them, where that cannot be told. */
std::vector<bool> given_up_parameters(CodeState &state);
/* False when native code was installed for calls whose arguments must not outlive their parameters: whoever makes a call
 * through a vectorcall holds them until it returns, where the interpreter gives them away. Such calls stay the interpreter's. */
bool may_hold_arguments(const CodeState &state);
/* From now on calls of `function` (borrowed) look for native code first. */
void set_direct_call(PyFunctionObject *function);

}  // namespace tracejit
#endif
