/* What is done at a place that is looked at: enter, install, record, wait, or give up. */
#ifndef TRACEJIT_TIERING_H
#define TRACEJIT_TIERING_H

#include "code_table.h"

namespace tracejit {

/* A place whose `skip` has run out is passed by `frame`. Result: as a monitoring callback returns it. */
PyObject *look_at_place(CodeState &state, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame);
/* Whether native code is installed for a loop inside this one. */
bool around_native_code(CodeState &state, Place &place);
/* Such a loop becomes a candidate at a much smaller count. */
void start_early(Place &place);
uint32_t first_function_skip();

/* heat.cc: the place is new; its `skip` is set. */
void start_counting(Place &place);
/* heat.cc: true when the place, passed as often as its skip said, was passed fast enough and for long enough to pay for
 * compiling it; else it has a new skip. */
bool is_hot(Place &place);
/* heat.cc: true when a loop around the hot one (passed by `frame`), which comes by often, is to be compiled or is being
 * compiled: the inner one would be compiled twice. It then has a new skip. */
bool leave_to_enclosing(CodeState &state, Place &inner, _PyInterpreterFrame *frame);
/* tiering.cc: true while the recording under way is of this place. */
bool being_recorded(const Place &place);

/* entering.cc: installs what has arrived for the place. */
void take_installs(CodeState &state, Place &place, PyCodeObject *code, _PyInterpreterFrame *frame);
/* entering.cc: installs `message` for the place; `replaces`: the version it takes the place of, or null. */
bool install_at(CodeState &state, Place &place, std::string message, std::vector<EntryValue> entry,
                _PyInterpreterFrame *frame, Installation *replaces);
/* entering.cc: tries the versions in order. Entered: with the callback's return value. Refused: by all of them. */
EnterOutcome enter_place(Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame, PyObject **result);
/* entering.cc: the same for a call that has no frame yet, of `function`, whose function place it is. The code object has to
 * be held by the caller. Invalid versions are left to enter_place. */
EnterOutcome call_place(Place &place, PyThreadState *tstate, PyFunctionObject *function, PyObject **slots,
                        PyObject **result);
/* entering.cc: no installation may be found by its exits any more (shutdown). */
void forget_installations();

/* recording_rules.cc: counts a pass for the recording under way; ends it when it has seen enough. */
void pass_in_recording(CodeState &state, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame);
/* recording_rules.cc: true while native code shall not be entered here, because a recording wants to see the interpreter. */
bool entry_suspended(const Place &place, PyThreadState *tstate);

/* cache.cc: installs what TRACEJIT_CACHE holds for the place. True when something was installed. */
bool install_from_cache(CodeState &state, Place &place, _PyInterpreterFrame *frame);

}  // namespace tracejit
#endif
