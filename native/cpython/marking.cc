#include "marking.h"

#include <algorithm>

#include "assumption.h"
#include "client.h"
#include "direct_call.h"
#include "lifecycle.h"
#include "opcode.h"
#include "recorder.h"
#include "requests.h"
#include "tiering.h"

namespace tracejit {
namespace {

constexpr uint32_t kFirstSkip = 4; /* calls without annotations: the first ones often set things up */

PyCodeObject *code_of(const PyFunctionObject *function) {
  return reinterpret_cast<PyCodeObject *>(function->func_code);
}

/* The function a weak reference leads to, new reference, or null. */
PyObject *alive(PyObject *weak) {
  PyObject *object = nullptr;
  if (PyWeakref_GetRef(weak, &object) < 0) PyErr_Clear();
  return object;
}

/* Marked functions that still have this code, one after the other, as long as `visit` returns true. */
template <typename Visit>
void each_marked(const CodeState &state, Visit visit) {
  bool more = true;
  for (size_t i = 0; more && i < state.mark->functions.size(); i++) {
    PyObject *object = alive(state.mark->functions[i]);
    auto *function = reinterpret_cast<PyFunctionObject *>(object);
    if (object && code_of(function) == state.code) more = visit(function);
    Py_XDECREF(object);
  }
}

void forget_dead(Mark &mark) {
  auto &list = mark.functions;
  auto dead = std::remove_if(list.begin(), list.end(), [](PyObject *weak) {
    PyObject *object = alive(weak);
    Py_XDECREF(object); /* others hold it: this is never the last reference */
    if (!object) Py_DECREF(weak);
    return !object;
  });
  list.erase(dead, list.end());
  mark.sweep_at = std::max<size_t>(16, 2 * list.size());
}

bool remember(Mark &mark, PyFunctionObject *function) {
  if (mark.functions.size() >= mark.sweep_at) forget_dead(mark);
  PyObject *weak = PyWeakref_NewRef(reinterpret_cast<PyObject *>(function), nullptr);
  if (!weak) return false;
  /* The reference is the one that the function has already, if it was marked before: most often the last. */
  auto known = std::find(mark.functions.rbegin(), mark.functions.rend(), weak);
  if (known == mark.functions.rend())
    mark.functions.push_back(weak);
  else
    Py_DECREF(weak);
  return true;
}

/* The place of the function's start, made if need be; null for code without one. */
Place *start_place(CodeState &state) {
  if (state.function_place) return state.function_place;
  int unit = tj_code_start(state.code);
  return unit < 0 ? nullptr : &state.add_place(static_cast<uint32_t>(unit), true, first_marked_skip(state));
}

/* What is in localsplus after RESUME of a call with these parameters. */
std::vector<EntryValue> entry_of(PyCodeObject *code, const std::vector<EntryValue> &parameters) {
  std::vector<EntryValue> entry(static_cast<size_t>(tj_code_locals(code)));
  std::copy(parameters.begin(), parameters.begin() + std::min(parameters.size(), entry.size()), entry.begin());
  const char *kinds = PyBytes_AS_STRING(tj_code_local_kinds(code));
  for (size_t i = 0; i < entry.size(); i++)
    if (tj_is_cell_slot(kinds[i])) entry[i] = {TJ_KIND_Cell, 0, 0};
  return entry;
}

bool under_way(const CodeState &state) {
  return std::any_of(state.places.begin(), state.places.end(),
                     [](auto &place) { return place->request || !place->answers.empty(); });
}

/* Installing needs a frame to find the namespaces in. */
void install_answers(CodeState &state, PyFunctionObject *function) {
  PyThreadState *tstate = PyThreadState_GetUnchecked();
  auto *callable = reinterpret_cast<PyObject *>(function);
  _PyInterpreterFrame *frame = tj_push_frame(tstate, callable, tj_current_frame(tstate));
  if (!frame) {
    PyErr_Clear();
    return;
  }
  tj_frame_set_stacktop(frame, 0);
  for (size_t i = 0; i < state.places.size(); i++) take_installs(state, *state.places[i], state.code, frame);
  tj_pop_frame(tstate, frame);
}

/* False with an exception. */
bool watch_start(const CodeState &state) {
  if (!set_local_events(state.code, standing_events(state))) return false;
  int start = tj_code_start(state.code); /* called before, with everything listened to, it was not worth an event */
  if (start > 0 && listening() != Listening::Off) tj_rearm_start(state.code, start - 1, kToolId);
  return true;
}

}  // namespace

Mark::~Mark() {
  for (PyObject *weak : functions) Py_DECREF(weak);
}

int standing_events(const CodeState &state) { return state.mark && listening() != Listening::Off ? kUseEvents : 0; }

bool set_standing_events() {
  bool failed = false;
  each_code_state([&failed](CodeState &state) {
    if (state.mark && !failed) failed = !watch_start(state);
  });
  return !failed;
}

uint32_t first_marked_skip(const CodeState &state) { return state.mark->typed ? 0 : kFirstSkip; }

bool mark_function(PyFunctionObject *function, const MarkOptions &options) {
  CodeState &state = code_state(code_of(function));
  if (!state.mark) {
    state.mark = std::make_unique<Mark>();
    state.mark->direct_slots = direct_slots(state.code);
    state.mark->given_up = given_up_parameters(state);
  }
  state.mark->typed |= options.typed;
  state.mark->level = options.level;
  if (state.mark->parallel != options.parallel) {
    state.mark->parallel = options.parallel;
    state.ask_anew();
  }
  if (!remember(*state.mark, function)) return false;
  Place *place = state.function_place;
  if (place && !place->versions.empty() && state.mark->direct_slots >= 0) set_direct_call(function);
  return watch_start(state);
}

void call_directly(const CodeState &state) {
  if (!state.mark || !may_hold_arguments(state)) return;
  each_marked(state, [](PyFunctionObject *function) {
    set_direct_call(function);
    return true;
  });
}

void assume_rest(CodeState &state, const PyObject *globals) {
  if (!state.mark || !state.mark->typed) return;
  each_marked(state, [&](PyFunctionObject *function) {
    if (function->func_globals != globals) return true;
    assume_unseen(state, function);
    return false;
  });
}

bool ask_eagerly(PyFunctionObject *function, const std::vector<EntryValue> &parameters) {
  CodeState &state = code_state(code_of(function));
  Place *place = start_place(state);
  if (!place || !state.observations.prepare(state.code)) {
    PyErr_SetString(PyExc_ValueError, "this code cannot be compiled before it has run");
    return false;
  }
  assume_unseen(state, function);
  place->warm = true;
  if (!place->request) request_code(state, *place, function->func_globals, entry_of(state.code, parameters), nullptr);
  return true;
}

uint32_t ask_for_texts(PyFunctionObject *function, const std::string &stages) {
  CodeState *state = find_code_state(code_of(function));
  if (!state) return 0;
  Place *asked = nullptr;
  for (auto &place : state->places)
    if (!place->asked.empty() && (!asked || place->function)) asked = place.get();
  return asked ? request_texts(*state, *asked, function->func_globals, stages) : 0;
}

bool settle(PyFunctionObject *function) {
  CodeState *state = find_code_state(code_of(function));
  if (!state) return true;
  poll_engine();
  bool arrived = std::any_of(state->places.begin(), state->places.end(), [](auto &p) { return !p->answers.empty(); });
  if (arrived) install_answers(*state, function);
  return !under_way(*state);
}

}  // namespace tracejit
