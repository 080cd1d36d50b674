/* Frames of CPython 3.13: reading, changing, pushing, running (see frame.h). */
#include "internal_313.h"

PyAPI_FUNC(PyObject *) _PyEval_EvalFrameDefault(PyThreadState *, _PyInterpreterFrame *, int);

static _Py_CODEUNIT *first_unit(const _PyInterpreterFrame *frame) {
  return _PyCode_CODE((PyCodeObject *)frame->f_executable);
}

_PyInterpreterFrame *tj_current_frame(PyThreadState *tstate) { return tstate->current_frame; }
PyCodeObject *tj_frame_code(const _PyInterpreterFrame *frame) { return (PyCodeObject *)frame->f_executable; }
PyObject *tj_frame_function(const _PyInterpreterFrame *frame) { return frame->f_funcobj; }
PyObject *tj_frame_globals(const _PyInterpreterFrame *frame) { return frame->f_globals; }
PyObject *tj_frame_builtins(const _PyInterpreterFrame *frame) { return frame->f_builtins; }
PyObject *tj_frame_locals(const _PyInterpreterFrame *frame) { return frame->f_locals; }
PyObject **tj_frame_slots(_PyInterpreterFrame *frame) { return frame->localsplus; }
int tj_frame_stacktop(const _PyInterpreterFrame *frame) { return frame->stacktop; }
void tj_frame_set_stacktop(_PyInterpreterFrame *frame, int stacktop) { frame->stacktop = stacktop; }
int tj_frame_unit(const _PyInterpreterFrame *frame) { return (int)(frame->instr_ptr - first_unit(frame)); }
void tj_frame_set_unit(_PyInterpreterFrame *frame, int unit) { frame->instr_ptr = first_unit(frame) + unit; }
void tj_frame_set_return_offset(_PyInterpreterFrame *frame, int units) { frame->return_offset = (uint16_t)units; }
_PyInterpreterFrame *tj_frame_previous(const _PyInterpreterFrame *frame) { return frame->previous; }

_PyInterpreterFrame *tj_swap_current_frame(PyThreadState *tstate, _PyInterpreterFrame *frame) {
  _PyInterpreterFrame *old = tstate->current_frame;
  tstate->current_frame = frame;
  return old;
}

int tj_recursion_left(PyThreadState *tstate) { return tstate->py_recursion_remaining; }
int tj_c_recursion_left(PyThreadState *tstate) { return tstate->c_recursion_remaining; }

int tj_set_tracing(PyThreadState *tstate, int tracing) {
  int old = tstate->tracing;
  tstate->tracing = tracing;
  return old;
}

/* ---- pushing ---- */

/* A frame where the thread's stack has no room left: CPython grows the stack for a call with arguments that fit, so
 * the call is given None for each parameter. */
static _PyInterpreterFrame *push_with_new_chunk(PyThreadState *tstate, PyFunctionObject *function) {
  PyCodeObject *code = (PyCodeObject *)function->func_code;
  Py_ssize_t positional = code->co_argcount, keyword = code->co_kwonlyargcount;
  PyObject **args = PyMem_New(PyObject *, positional + keyword + 1);
  PyObject *names = PyTuple_GetSlice(code->co_localsplusnames, positional, positional + keyword);
  if (args == NULL || names == NULL) {
    PyMem_Free(args);
    Py_XDECREF(names);
    PyErr_NoMemory();
    return NULL;
  }
  for (Py_ssize_t i = 0; i < positional + keyword; i++) args[i] = Py_None;
  _PyInterpreterFrame *frame = _PyEvalFramePushAndInit(tstate, (PyFunctionObject *)Py_NewRef(function), NULL, args,
                                                       (size_t)positional, keyword ? names : NULL);
  PyMem_Free(args);
  Py_DECREF(names);
  if (frame == NULL) return NULL;
  for (int i = 0; i < code->co_nlocalsplus; i++) Py_CLEAR(frame->localsplus[i]);
  return frame;
}

_PyInterpreterFrame *tj_push_frame(PyThreadState *tstate, PyObject *function, _PyInterpreterFrame *previous) {
  PyFunctionObject *func = (PyFunctionObject *)function;
  PyCodeObject *code = (PyCodeObject *)func->func_code;
  _PyInterpreterFrame *frame;
  if (_PyThreadState_HasStackSpace(tstate, code->co_framesize)) {
    frame = _PyFrame_PushUnchecked(tstate, (PyFunctionObject *)Py_NewRef(func), 0);
  } else {
    frame = push_with_new_chunk(tstate, func);
    if (frame == NULL) return NULL;
  }
  frame->previous = previous;
  return frame;
}

void tj_pop_frame(PyThreadState *tstate, _PyInterpreterFrame *frame) {
  for (int i = 0; i < frame->stacktop; i++) Py_CLEAR(frame->localsplus[i]);
  Py_XDECREF(frame->frame_obj);
  Py_XDECREF(frame->f_locals);
  Py_DECREF(frame->f_funcobj);
  Py_DECREF(frame->f_executable);
  _PyThreadState_PopFrame(tstate, frame);
}

/* ---- running ---- */

PyObject *tj_run_call(PyThreadState *tstate, _PyInterpreterFrame **frames, int depth) {
  PyObject *result = NULL;
  int raised = 0;
  for (int k = depth; k >= 1; k--) {
    _PyInterpreterFrame *frame = frames[k];
    if (k != depth && !raised) {
      frame->localsplus[frame->stacktop++] = result;
      frame->instr_ptr += frame->return_offset;
    }
    /* The eval loop pops the frame and leaves current_frame as it finds it; frames 1..k-1 are on no loop yet, so their
     * share of the recursion budget is taken here. */
    tstate->current_frame = frames[k - 1];
    tstate->py_recursion_remaining -= k - 1;
    result = _PyEval_EvalFrameDefault(tstate, frame, raised);
    tstate->py_recursion_remaining += k - 1;
    raised = result == NULL;
  }
  return result;
}

PyObject *tj_run_frames(PyThreadState *tstate, _PyInterpreterFrame **frames, int depth) {
  int tracing = tj_set_tracing(tstate, 0);
  int event = tstate->what_event;
  tstate->what_event = -1;
  PyObject *result = tj_run_call(tstate, frames, depth);
  tstate->what_event = event;
  tj_set_tracing(tstate, tracing);
  return result;
}
