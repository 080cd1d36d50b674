#include "direct_call.h"

#include <alloca.h>

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
bool ready(const Place *place) {
  return place && !place->versions.empty() && !place->request && place->answers.empty() && !place->skip &&
         !recording_under_way() && listening() != Listening::Off && memory_reserved();
}

/* localsplus after COPY_FREE_VARS; borrowed. */
void fill_slots(PyObject **slots, int count, PyObject *const *args, Py_ssize_t given, PyObject *closure) {
  /* Short: calls of memmove and memset would take longer. */
  for (Py_ssize_t i = 0; i < given; i++) slots[i] = args[i];
  for (Py_ssize_t i = given; i < count; i++) slots[i] = nullptr;
  Py_ssize_t free_count = closure ? PyTuple_GET_SIZE(closure) : 0;
  for (Py_ssize_t i = 0; i < free_count; i++) slots[count - free_count + i] = PyTuple_GET_ITEM(closure, i);
}

/* True when native code did the call. */
bool try_native(PyFunctionObject *function, PyObject *const *args, Py_ssize_t given, PyObject **result) {
  auto *code = reinterpret_cast<PyCodeObject *>(function->func_code);
  CodeState *state = find_code_state(code);
  Place *place = state ? state->function_place : nullptr;
  if (!ready(place) || given != code->co_argcount || !state->mark || state->mark->direct_slots < 0) return false;
  const int count = state->mark->direct_slots;
  auto **slots = static_cast<PyObject **>(alloca(static_cast<size_t>(count + 1) * sizeof(PyObject *)));
  fill_slots(slots, count, args, given, function->func_closure);
  Py_INCREF(code);
  EnterOutcome outcome = call_place(*place, PyThreadState_GetUnchecked(), function, slots, result);
  Py_DECREF(code);
  return outcome == EnterOutcome::Entered;
}

PyObject *direct_call(PyObject *callable, PyObject *const *args, size_t given, PyObject *names) {
  PyObject *result = nullptr;
  auto *function = reinterpret_cast<PyFunctionObject *>(callable);
  if (!names && try_native(function, args, PyVectorcall_NARGS(given), &result)) return result;
  return plain_call(callable, args, given, names);
}

}  // namespace

int direct_slots(PyCodeObject *code) {
  constexpr int special = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
  bool plain = !(code->co_flags & special) && (code->co_flags & CO_OPTIMIZED) && code->co_kwonlyargcount == 0 &&
               code->co_ncellvars == 0 && tj_code_locals(code) <= kMaxSlots;
  return plain ? tj_code_locals(code) : -1;
}

void set_direct_call(PyFunctionObject *function) {
  if (function->vectorcall == direct_call) return;
  if (!plain_call) plain_call = function->vectorcall;
  if (function->vectorcall != plain_call) return; /* somebody else's */
  PyFunction_SetVectorcall(function, direct_call);
}

}  // namespace tracejit
