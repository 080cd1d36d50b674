/* Functions that `@jit` asks to be compiled: watched whether or not the rest of the program is, compiled from their first
 * calls on, and entered without a frame. What is marked is the code object: functions made of it share the mark. */
#ifndef TRACEJIT_MARKING_H
#define TRACEJIT_MARKING_H

#include "code_table.h"

namespace tracejit {

/* What `@jit` was given. */
struct MarkOptions {
  bool typed = false; /* annotations say what it takes: recorded in its first call, with the branches not taken then */
  int level = kFullLevel; /* Trace.level */
  bool parallel = false;
};

/* Marks the code of a Python function (borrowed). False with an exception. */
bool mark_function(PyFunctionObject *function, const MarkOptions &options);

/* Local events that a code object has while nothing is recorded: those of marked code, unless the JIT is off. */
int standing_events(const CodeState &state);
/* Sets these for all marked code: what is listened to has changed. False with an exception. */
bool set_standing_events();

/* Calls of the start of marked code that pass before it is recorded. */
uint32_t first_marked_skip(const CodeState &state);

/* Native code was installed for a function's start: the marked functions are called directly from now on. */
void call_directly(const CodeState &state);

/* The units of typed code that its recording did not see count as ones that may come (assumption.h). `globals`: of the
 * function recorded. */
void assume_rest(CodeState &state, const PyObject *globals);

/* Asks for code for calls with parameters of these kinds, without a call having been seen. False with an exception when
 * it cannot be asked; what comes of it is told by settle and places_json. */
bool ask_eagerly(PyFunctionObject *function, const std::vector<EntryValue> &parameters);

/* Asks how the last request for the function's start came out (of its first loop, where there is none): the number of a
 * request for the texts of these stages (Trace.texts), 0 when nothing was ever asked for. What is installed stays. */
uint32_t ask_for_texts(PyFunctionObject *function, const std::string &stages);

/* Takes in what has arrived for the function's code and installs it. True when nothing is under way any more. */
bool settle(PyFunctionObject *function);

}  // namespace tracejit
#endif
