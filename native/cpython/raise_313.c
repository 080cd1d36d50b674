/* Exceptions out of a monitoring callback. A JUMP callback that returns NULL never finds a handler (a fault of CPython:
 * it looks at a wrong offset), so the handler is found here. */
#include "internal_313.h"

struct handler {
  int unit;  /* where it starts */
  int level; /* depth of the operand stack it expects */
  int lasti; /* whether the raising unit is pushed under the exception */
};

/* The exception table is a list of numbers in groups of six bits, most significant first. */
static const unsigned char *read_number(const unsigned char *at, int *value) {
  int number = *at & 63;
  while (*at & 64) {
    at++;
    number = (number << 6) | (*at & 63);
  }
  *value = number;
  return at + 1;
}

static int find_handler(PyCodeObject *code, int unit, struct handler *found) {
  const unsigned char *at = (const unsigned char *)PyBytes_AS_STRING(code->co_exceptiontable);
  const unsigned char *end = at + PyBytes_GET_SIZE(code->co_exceptiontable);
  while (at < end) {
    int start, size, target, depth;
    at = read_number(at, &start);
    at = read_number(at, &size);
    at = read_number(at, &target);
    at = read_number(at, &depth);
    if (start > unit) break; /* sorted by start */
    if (unit < start + size) {
      *found = (struct handler){.unit = target, .level = depth >> 1, .lasti = depth & 1};
      return 1;
    }
  }
  return 0;
}

static void drop_stack_to(_PyInterpreterFrame *frame, int stacktop) {
  while (frame->stacktop > stacktop) {
    PyObject *top = frame->localsplus[--frame->stacktop];
    Py_XDECREF(top);
  }
}

/* Without memory for the frame's object the exception goes on without this entry. PyThreadState_GetFrame drops it then. */
static void add_traceback(PyThreadState *tstate) {
  PyObject *exception = PyErr_GetRaisedException();
  PyFrameObject *object = PyThreadState_GetFrame(tstate);
  PyErr_SetRaisedException(exception);
  if (object == NULL) return;
  PyTraceBack_Here(object);
  Py_DECREF(object);
}

PyObject *tj_raise_in_frame(PyThreadState *tstate, _PyInterpreterFrame *frame, int unit) {
  PyCodeObject *code = _PyFrame_GetCode(frame);
  struct handler handler;
  tj_frame_set_unit(frame, unit);
  if (!find_handler(code, unit, &handler)) return NULL;
  add_traceback(tstate);
  PyObject *exception = PyErr_GetRaisedException();
  drop_stack_to(frame, code->co_nlocalsplus + handler.level);
  if (handler.lasti) {
    PyObject *lasti = PyLong_FromLong(unit);
    if (lasti == NULL) { /* the handler cannot be entered: the exception leaves the frame */
      PyErr_SetRaisedException(exception);
      return NULL;
    }
    frame->localsplus[frame->stacktop++] = lasti;
  }
  frame->localsplus[frame->stacktop++] = exception;
  tj_frame_set_unit(frame, handler.unit);
  return Py_NewRef(Py_None);
}
