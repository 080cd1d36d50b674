/* The callbacks of sys.monitoring: what happens at a back edge and at a function's start. The common case, nothing to
 * do yet, must cost next to nothing. */
#include "client.h"
#include "marking.h"
#include "object_naming.h"
#include "recorder.h"
#include "requests.h"
#include "self_call.h"
#include "tiering.h"

namespace tracejit {
namespace {

PyObject *disable() { return Py_NewRef(monitoring().disable); }

/* Code unit of an offset argument: small, never negative. */
uint32_t unit_of(PyObject *offset) {
  return static_cast<uint32_t>(PyUnstable_Long_CompactValue(reinterpret_cast<PyLongObject *>(offset)) / 2);
}

PyObject *look(CodeState &state, Place &place) {
  PyThreadState *tstate = PyThreadState_GetUnchecked();
  return look_at_place(state, place, tstate, tj_current_frame(tstate));
}

Place &new_loop(CodeState &state, uint32_t unit) {
  Place &place = state.add_place(unit, false, knobs().threshold / 4);
  if (around_native_code(state, place)) start_early(place);
  return place;
}

}  // namespace

PyObject *on_jump(PyObject *, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs < 3) Py_RETURN_NONE;
  uint32_t from = unit_of(args[1]), to = unit_of(args[2]);
  if (to > from) return disable();
  CodeState &state = code_state(reinterpret_cast<PyCodeObject *>(args[0]));
  Place *place = state.find_place(to, false);
  if (!place) place = &new_loop(state, to);
  if (place->skip) {
    place->skip--;
    Py_RETURN_NONE;
  }
  return look(state, *place);
}

PyObject *on_py_start(PyObject *, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs < 2) Py_RETURN_NONE;
  auto *code = reinterpret_cast<PyCodeObject *>(args[0]);
  uint32_t unit = unit_of(args[1]) + 1; /* after RESUME */
  CodeState *state = find_code_state(code);
  Place *place = state ? state->find_place(unit, true) : nullptr;
  if (!place) {
    bool marked = state && state->mark;
    if (!marked && !calls_itself(code)) return disable();
    state = &code_state(code);
    place = &state->add_place(unit, true, marked ? first_marked_skip(*state) : first_function_skip());
    place->warm = marked; /* nobody has to find out whether it is worth it */
  }
  if (place->skip) {
    place->skip--;
    Py_RETURN_NONE;
  }
  return look(*state, *place);
}

bool hotness_listen() { return set_standing_events(); }

void hotness_pause() {
  if (recording_under_way()) Py_DECREF(stop_recording().globals);
}

void hotness_shutdown() {
  hotness_pause();
  drop_engine();
  abandon_requests();
  forget_installations();
  drop_code_states();
  forget_named_things();
}

void hotness_after_fork_child() {
  drop_engine();
  abandon_requests();
  hotness_pause();
}

}  // namespace tracejit
