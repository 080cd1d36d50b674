#include "direct_call.h"

#include <alloca.h>

#include "../gen/kinds.h"
#include "installation.h"
#include "lifecycle.h"
#include "memory_reserve.h"
#include "opcode.h"
#include "recorder.h"
#include "tiering.h"

namespace tracejit {
namespace {

constexpr int kMaxSlots = 256; /* on the C stack */

/* CPython's own, which 3.13 does not export: taken from the first function that is changed. */
vectorcallfunc plain_call = nullptr;

/* Anything else than entering is done where the interpreter comes by: installing, recording, waiting. */
bool ready(const Place &place) {
  return !place.versions.empty() && !place.request && place.answers.empty() && !place.skip && memory_reserved();
}

bool awake() { return !recording_under_way() && listening() != Listening::Off; }

/* localsplus after COPY_FREE_VARS; borrowed. */
void fill_slots(PyObject **slots, int count, PyObject *const *args, Py_ssize_t given, PyObject *closure) {
  /* Short: the calls of memmove and memset that the compiler would make of the loops take longer. */
  for (Py_ssize_t i = 0; i < given; i++) {
    slots[i] = args[i];
    __asm__ volatile("");
  }
  for (Py_ssize_t i = given; i < count; i++) {
    slots[i] = nullptr;
    __asm__ volatile("");
  }
  Py_ssize_t free_count = closure ? PyTuple_GET_SIZE(closure) : 0;
  for (Py_ssize_t i = 0; i < free_count; i++) slots[count - free_count + i] = PyTuple_GET_ITEM(closure, i);
}

/* What the next call of the code need not look at again. */
void arm(Mark &mark, const Place &place, PyThreadState *tstate) {
  bool alone = place.versions[0].installation->codes.size() == 1;
  mark.armed = alone ? direct_epoch : 0;
  mark.armed_breaker = *tj_breaker(tstate);
}

EnterOutcome call_any_version(CodeState &state, PyThreadState *tstate, PyFunctionObject *function, PyObject **slots,
                              PyObject **result) {
  Place &place = *state.function_place;
  PyCodeObject *code = state.code;
  uint64_t before = direct_epoch;
  Py_INCREF(code);
  EnterOutcome outcome = call_place(place, tstate, function, slots, result);
  bool as_before = outcome == EnterOutcome::Entered && direct_epoch == before;
  if (as_before && tj_breaker_quiet(tstate, code) && ready(place) && !place.strikes) arm(*state.mark, place, tstate);
  Py_DECREF(code);
  return outcome;
}

/* The call as the last one went; false when it has to be looked at more closely. */
bool try_armed(const CodeState &state, PyThreadState *tstate, PyFunctionObject *function, PyObject **slots,
               PyObject **result) {
  const Mark &mark = *state.mark;
  if (mark.armed != direct_epoch || mark.armed_breaker != *tj_breaker(tstate) || !memory_reserve_held) return false;
  CallResult call;
  Installation &first = *state.function_place->versions[0].installation;
  if (enter_armed_call(tstate, function, slots, first, &call) != EnterOutcome::Entered) return false;
  if (!call.at_once) direct_epoch++; /* the next one is judged */
  *result = call.value;
  return true;
}

bool try_all(CodeState &state, PyThreadState *tstate, PyFunctionObject *function, PyObject **slots, PyObject **result) {
  if (!state.function_place || !ready(*state.function_place) || !awake()) return false;
  return call_any_version(state, tstate, function, slots, result) == EnterOutcome::Entered;
}

bool quiet(uint8_t kind) { return (TJ_KINDS_QUIET >> kind & 1) != 0; }

bool outlive_parameters(const Mark &mark, PyObject *const *args, Py_ssize_t given) {
  for (Py_ssize_t i = 0; i < given && i < static_cast<Py_ssize_t>(mark.given_up.size()); i++)
    if (mark.given_up[static_cast<size_t>(i)] && !quiet(kind_of(args[i]))) return true;
  return false;
}

/* The interpreter calls a function with a vectorcall of its own from C, and any other without: recursion that plain python
 * has room for would not fit on the C stack, and arguments are held. Where that matters, functions of this code are called
 * like any other from now on. */
void stop_if_it_matters(CodeState *state, PyThreadState *tstate, PyFunctionObject *function, PyObject *const *args,
                        Py_ssize_t given) {
  Mark *mark = state ? state->mark.get() : nullptr;
  bool matters = !mark || mark->direct_slots < 0 || outlive_parameters(*mark, args, given);
  if (!matters && c_stack_left(tstate)) return;
  if (mark) mark->direct_slots = -1;
  PyFunction_SetVectorcall(function, plain_call);
}

PyObject *direct_call(PyObject *callable, PyObject *const *args, size_t flags, PyObject *names) {
  auto *function = reinterpret_cast<PyFunctionObject *>(callable);
  auto *code = reinterpret_cast<PyCodeObject *>(function->func_code);
  CodeState *state = find_code_state(code);
  Py_ssize_t given = PyVectorcall_NARGS(flags);
  PyThreadState *tstate = PyThreadState_GetUnchecked();
  if (state && state->mark && !names && given == code->co_argcount && state->mark->direct_slots >= 0) {
    const int count = state->mark->direct_slots;
    auto **slots = static_cast<PyObject **>(alloca(static_cast<size_t>(count + 1) * sizeof(PyObject *)));
    fill_slots(slots, count, args, given, function->func_closure);
    PyObject *result = nullptr;
    if (try_armed(*state, tstate, function, slots, &result)) return result;
    if (try_all(*state, tstate, function, slots, &result)) return result;
  }
  stop_if_it_matters(state, tstate, function, args, given);
  return plain_call(callable, args, flags, names);
}

}  // namespace

uint64_t direct_epoch = 1;

int direct_slots(PyCodeObject *code) {
  constexpr int special = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
  bool plain = !(code->co_flags & special) && (code->co_flags & CO_OPTIMIZED) && code->co_kwonlyargcount == 0 &&
               code->co_ncellvars == 0 && tj_code_locals(code) <= kMaxSlots;
  return plain ? tj_code_locals(code) : -1;
}

std::vector<bool> given_up_parameters(CodeState &state) {
  std::vector<bool> parameters(static_cast<size_t>(state.code->co_argcount), true);
  Observations &seen = state.observations;
  if (!seen.prepare(state.code)) return parameters;
  parameters.assign(parameters.size(), false);
  for (int unit = 0; unit < seen.units(); unit += 1 + tj_op_caches(seen.opcode(unit))) {
    int locals[2];
    int count = tj_op_replaced_locals(seen.opcode(unit), seen.oparg(unit), locals);
    for (int i = 0; i < count; i++)
      if (locals[i] < state.code->co_argcount) parameters[static_cast<size_t>(locals[i])] = true;
  }
  return parameters;
}

bool may_hold_arguments(const CodeState &state) {
  Mark &mark = *state.mark;
  for (const Version &version : state.function_place->versions)
    for (size_t i = 0; i < mark.given_up.size() && i < version.entry.size(); i++)
      if (mark.given_up[i] && !quiet(version.entry[i].kind)) mark.direct_slots = -1;
  return mark.direct_slots >= 0;
}

void set_direct_call(PyFunctionObject *function) {
  if (function->vectorcall == direct_call) return;
  if (!plain_call) plain_call = function->vectorcall;
  if (function->vectorcall != plain_call) return; /* somebody else's */
  PyFunction_SetVectorcall(function, direct_call);
}

}  // namespace tracejit
