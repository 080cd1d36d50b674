/* The seam: everything the extension knows of CPython's private layouts. Only the files *_313.c see behind it; another
 * version of CPython is another set of these files.
 *
 * Frames are borrowed. Units are code units (two bytes); slots are localsplus: locals, cells, free variables, then the
 * operand stack. All calls need the GIL. */
#ifndef TRACEJIT_FRAME_H
#define TRACEJIT_FRAME_H

#include <Python.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#else
typedef struct _PyInterpreterFrame _PyInterpreterFrame;
#endif

/* ---- frames (frame_313.c) ---- */

/* The Python frame a monitoring callback interrupted. */
struct _PyInterpreterFrame *tj_current_frame(PyThreadState *tstate);
PyCodeObject *tj_frame_code(const struct _PyInterpreterFrame *frame);
/* The function it runs, borrowed; None for frames without one. */
PyObject *tj_frame_function(const struct _PyInterpreterFrame *frame);
PyObject *tj_frame_globals(const struct _PyInterpreterFrame *frame);
PyObject *tj_frame_builtins(const struct _PyInterpreterFrame *frame);
/* The namespace of module and class bodies, borrowed; NULL in functions. */
PyObject *tj_frame_locals(const struct _PyInterpreterFrame *frame);
PyObject **tj_frame_slots(struct _PyInterpreterFrame *frame);
/* Number of slots in use, operand stack included; -1 in INSTRUCTION callbacks. */
int tj_frame_stacktop(const struct _PyInterpreterFrame *frame);
void tj_frame_set_stacktop(struct _PyInterpreterFrame *frame, int stacktop);
/* The instruction running or about to run. */
int tj_frame_unit(const struct _PyInterpreterFrame *frame);
void tj_frame_set_unit(struct _PyInterpreterFrame *frame, int unit);
/* Units from a waiting call to the instruction after it. */
void tj_frame_set_return_offset(struct _PyInterpreterFrame *frame, int units);
struct _PyInterpreterFrame *tj_frame_previous(const struct _PyInterpreterFrame *frame);

/* Pushes a frame for `function` (borrowed, a Python function whose code is no generator) called by `previous`; all its
 * slots are NULL. It is not yet the thread's current frame. NULL with MemoryError. */
struct _PyInterpreterFrame *tj_push_frame(PyThreadState *tstate, PyObject *function,
                                          struct _PyInterpreterFrame *previous);
/* Takes back the most recently pushed frame; drops what its slots hold. */
void tj_pop_frame(PyThreadState *tstate, struct _PyInterpreterFrame *frame);
/* Makes `frame` the thread's current one; returns the one before. */
struct _PyInterpreterFrame *tj_swap_current_frame(PyThreadState *tstate, struct _PyInterpreterFrame *frame);

/* Runs frames[depth] to its end, then frames[depth-1] with the result (or the exception), down to frames[1].
 * frames[0] is the frame the callback interrupted. Result of frames[1]: new reference, or NULL with an exception. */
PyObject *tj_run_frames(PyThreadState *tstate, struct _PyInterpreterFrame **frames, int depth);

/* The same outside of callbacks: frames[0], the caller's, may be NULL. */
PyObject *tj_run_call(PyThreadState *tstate, struct _PyInterpreterFrame **frames, int depth);

/* An exception is pending that the instruction at `unit` of the interrupted frame raised: goes to its handler and
 * returns a new reference to None, or NULL when the frame has none. To be returned by the callback. */
PyObject *tj_raise_in_frame(PyThreadState *tstate, struct _PyInterpreterFrame *frame, int unit);

/* Python frames that may still be pushed; C calls that may still nest. */
int tj_recursion_left(PyThreadState *tstate);
int tj_c_recursion_left(PyThreadState *tstate);
/* Sets the count of events being delivered (0: events are delivered again); returns the old one. */
int tj_set_tracing(PyThreadState *tstate, int tracing);

/* 1 + inline cache units of the instruction at `unit`, whatever it is specialised or instrumented to. */
int tj_instruction_length(PyCodeObject *code, int unit);
/* The instruction at `unit` with nothing specialised or instrumented. */
int tj_base_opcode(PyCodeObject *code, int unit);

/* ---- monitoring (monitor_313.c) ---- */

/* The word that changes when the interpreter is asked for, or when what is monitored changes. */
const volatile uintptr_t *tj_breaker(PyThreadState *tstate);
/* Its bits that are set while another thread waits for the GIL, and no more than that. */
uintptr_t tj_gil_request(void);
/* Has this interpreter call `function(NULL)` when it next looks at the word, on whatever thread that is. False: too many
 * calls wait already. */
int tj_add_pending_call(int (*function)(void *));
/* True if nothing is asked for and `code` is instrumented for what is monitored now. */
int tj_breaker_quiet(PyThreadState *tstate, PyCodeObject *code);
/* True if another tool than `tool` (or settrace, setprofile) wants events of `code`. */
int tj_other_tool_watches(PyThreadState *tstate, PyCodeObject *code, int tool);
/* True if another tool wants events of this code object alone. */
int tj_other_tool_watches_code(PyCodeObject *code, int tool);
/* PY_START comes again for a function where `tool` switched it off by DISABLE; `unit`: of its RESUME. The tool must be
 * listening for it. */
void tj_rearm_start(PyCodeObject *code, int unit, int tool);
/* Where this interpreter keeps the name that `tool` is in use by; NULL in it: it is free. */
PyObject *const *tj_tool_name(int tool);
/* Unregisters `callback`, if it is the one that `tool` has for `event` (its number). No audit event. */
void tj_drop_callback(int tool, int event, PyObject *callback);

/* PyEval_RestoreThread, from which a thread may be ended without its frames being unwound (take_gil.c). */
void tj_take_gil(PyThreadState *tstate);

/* ---- iterators (iterator_313.c); the kind of object is the caller's promise ---- */

/* range iterator: next value, values left, step. */
void tj_range_iter_get(PyObject *iterator, int64_t *next, int64_t *left, int64_t *step);
void tj_range_iter_set(PyObject *iterator, int64_t next, int64_t left, int64_t step);
/* list, tuple and reverse iterators. `exhausted`: drops the sequence, as their __next__ does; the dropped object is
 * returned for the caller to release (it may run Python code), else NULL. */
PyObject *tj_seq_iter_set(PyObject *iterator, int64_t index, int exhausted);
/* enumerate: next count; its inner iterator, borrowed. */
void tj_enumerate_set(PyObject *iterator, int64_t next);
PyObject *tj_enumerate_inner(PyObject *iterator);
/* zip: inner iterators as a borrowed tuple. */
PyObject *tj_zip_inner(PyObject *iterator);

/* ---- buffers of numbers (buffer_313.c) ---- */

/* Element mask (traces/format/buffers.ts) of a buffer or an iterator over one; 0: it is none that can be read in place. */
uint32_t tj_buffer_mask(PyObject *value);
/* Types without a symbol that are known by now. */
const struct tj_types *tj_known_types(void);
/* Looks for those the program has imported since. */
void tj_find_types(void);
/* For the self-test. */
int tj_buffers_fit(void);

/* ---- the interpreter (main_313.c) ---- */

/* Checks at load that the layouts above are this interpreter's. NULL, or what is wrong. */
const char *tj_self_test(void);
/* Runs a program as `python` itself would, given what follows `python` and its options: `script args`, `-c code args`,
 * `-m module args`, or `-`. Does not return: the process ends as python's would. Hides every frame below it.
 * `own`: how many words of the command line before argv[0] name the launcher. Returns -1 with an exception only when it
 * could not start. */
int tj_run_main(PyThreadState *tstate, int own, Py_ssize_t argc, wchar_t **argv);

#ifdef __cplusplus
}
#endif
#endif
