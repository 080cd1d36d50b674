/* Are the layouts the seam describes those of the interpreter that loaded us? Each is compared with what Python itself
 * says of an object. */
#include "internal_313.h"

static PyObject *first_value_taken(PyObject *iterable) {
  PyObject *iterator = iterable ? PyObject_GetIter(iterable) : NULL;
  PyObject *first = iterator ? PyIter_Next(iterator) : NULL;
  Py_XDECREF(first);
  Py_XDECREF(iterable);
  return iterator;
}

static int range_iterator_fits(void) {
  int64_t next = 0, left = 0, step = 0;
  PyObject *iterator = first_value_taken(PyObject_CallFunction((PyObject *)&PyRange_Type, "iii", 5, 23, 3));
  if (iterator == NULL) return 0;
  tj_range_iter_get(iterator, &next, &left, &step);
  Py_DECREF(iterator);
  return next == 8 && left == 5 && step == 3;
}

/* Moves the iterator to index 2 and looks what comes. */
static int sequence_iterator_fits(PyObject *iterable, long expected) {
  PyObject *iterator = first_value_taken(iterable);
  if (iterator == NULL) return 0;
  tj_seq_iter_set(iterator, 2, 0);
  PyObject *item = PyIter_Next(iterator);
  int fits = item != NULL && PyLong_AsLong(item) == expected;
  Py_XDECREF(item);
  Py_DECREF(iterator);
  return fits;
}

static PyObject *reversed_list(void) {
  PyObject *list = Py_BuildValue("[iiii]", 10, 11, 12, 13);
  PyObject *reversed = list ? PyObject_CallOneArg((PyObject *)&PyReversed_Type, list) : NULL;
  Py_XDECREF(list);
  return reversed;
}

static int wrapping_iterators_fit(void) {
  PyObject *list = Py_BuildValue("[ii]", 1, 2);
  PyObject *inner = list ? PyObject_GetIter(list) : NULL;
  PyObject *enumerated = inner ? PyObject_CallOneArg((PyObject *)&PyEnum_Type, inner) : NULL;
  PyObject *zipped = inner ? PyObject_CallOneArg((PyObject *)&PyZip_Type, inner) : NULL;
  int fits = enumerated && zipped && tj_enumerate_inner(enumerated) == inner &&
             PyTuple_CheckExact(tj_zip_inner(zipped)) && PyTuple_GET_ITEM(tj_zip_inner(zipped), 0) == inner;
  if (fits) {
    tj_enumerate_set(enumerated, 7);
    PyObject *pair = PyIter_Next(enumerated);
    fits = pair && PyTuple_CheckExact(pair) && PyLong_AsLong(PyTuple_GET_ITEM(pair, 0)) == 7;
    Py_XDECREF(pair);
  }
  Py_XDECREF(zipped);
  Py_XDECREF(enumerated);
  Py_XDECREF(inner);
  Py_XDECREF(list);
  return fits;
}

/* The running frame as the public interface shows it and as we read it. */
static int frames_fit(void) {
  PyThreadState *tstate = PyThreadState_Get();
  if (tj_recursion_left(tstate) <= 0 || tj_recursion_left(tstate) > Py_GetRecursionLimit()) return 0;
  PyFrameObject *object = PyEval_GetFrame();
  if (object == NULL) return 1; /* embedded: no frame to look at */
  PyCodeObject *code = PyFrame_GetCode(object);
  _PyInterpreterFrame *frame = tj_current_frame(tstate);
  while (frame && frame->owner == FRAME_OWNED_BY_CSTACK) frame = frame->previous;
  int fits = frame != NULL && tj_frame_code(frame) == code && tj_frame_unit(frame) * 2 == PyFrame_GetLasti(object) &&
             code->co_framesize == FRAME_SPECIALS_SIZE + code->co_nlocalsplus + code->co_stacksize;
  Py_DECREF(code);
  return fits;
}

const char *tj_self_test(void) {
  const char *wrong = NULL;
  if (!frames_fit())
    wrong = "frames";
  else if (!range_iterator_fits())
    wrong = "range iterators";
  else if (!sequence_iterator_fits(Py_BuildValue("[iiii]", 10, 11, 12, 13), 12))
    wrong = "list iterators";
  else if (!sequence_iterator_fits(Py_BuildValue("(iiii)", 10, 11, 12, 13), 12))
    wrong = "tuple iterators";
  else if (!sequence_iterator_fits(reversed_list(), 12))
    wrong = "reverse iterators";
  else if (!wrapping_iterators_fit())
    wrong = "enumerate and zip";
  else if (!tj_buffers_fit())
    wrong = "iterators over buffers";
  PyErr_Clear();
  return wrong;
}
