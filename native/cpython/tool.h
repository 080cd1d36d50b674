/* Tool 5 of sys.monitoring (OPTIMIZER_ID): taken, listened with, given back. A program may free it, and take it for itself:
 * what it then holds is no longer touched. */
#ifndef TRACEJIT_TOOL_H
#define TRACEJIT_TOOL_H

#include <Python.h>

namespace tracejit {

/* Takes the tool, with no callback and no event. False with RuntimeError when another has it, or without memory. */
bool take_tool();
/* Still the one that was taken. Costs next to nothing. */
bool tool_is_ours();
/* The tool is ours. False with an exception. */
bool register_callback(int event, PyMethodDef *method);
bool ask_for_events(int events);
/* Takes it again if the program has freed it and nobody has it: freeing left its events as they were. */
void take_back_tool();
/* Gives back what is still ours: callbacks, and the tool with its events, unless the program has taken it. */
void free_tool();

}  // namespace tracejit
#endif
