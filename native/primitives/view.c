/* Views: the numbers of a float matrix, a list of equally long lists of floats, unboxed into one array for reading.
 *
 * Only native code changes lists while it runs, and it tells of each change: a view is up to date or not alive. The
 * float objects stay where they are and stay right: an exit need not know of views. */
#include <stdlib.h>
#include <string.h>
#include "private.h"

enum { MOST_NUMBERS = 1 << 22 }; /* 32 MB, made in some milliseconds: no poll lies between */
static const int64_t NEVER = INT64_MAX;

static tj_row *row_of(const tj_view *view, PyObject *list) {
  uint64_t place = ((uint64_t)(uintptr_t)list >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 32;
  while (view->by_list[place & view->by_mask].list != NULL && view->by_list[place & view->by_mask].list != list)
    place++;
  return &view->by_list[place & view->by_mask];
}

/* Number of floats; NEVER for what is no matrix at first sight. */
static int64_t size_of(PyObject *list) {
  Py_ssize_t rows = Py_SIZE(list);
  PyObject *first = rows > 0 ? tj_list_items(list)[0].object : NULL;
  if (!tj_is_exact(first, &PyList_Type) || Py_SIZE(first) == 0) return NEVER;
  int64_t size;
  return __builtin_mul_overflow((int64_t)rows, (int64_t)Py_SIZE(first), &size) || size > MOST_NUMBERS ? NEVER : size;
}

static void forget(tj_view *view) {
  free(view->numbers);
  free(view->by_list);
  view->numbers = NULL;
  view->by_list = NULL;
}

/* Fails at a row that is shorter or longer, or there twice (a store would change two), and at what is no float. */
static _Bool copy_row(tj_view *view, PyObject *row, int64_t index) {
  if (!tj_is_exact(row, &PyList_Type) || Py_SIZE(row) != view->columns) return 0;
  tj_row *entry = row_of(view, row);
  if (entry->list != NULL) return 0;
  *entry = (tj_row){row, index};
  for (int64_t k = 0; k < view->columns; k++) {
    PyObject *item = tj_list_items(row)[k].object;
    if (!tj_is_exact(item, &PyFloat_Type)) return 0;
    view->numbers[index * view->columns + k] = PyFloat_AS_DOUBLE(item);
  }
  return 1;
}

static _Bool make(tj_view *view, PyObject *list) {
  int64_t size = size_of(list), rows = Py_SIZE(list);
  if (size == NEVER) return 0;
  uint64_t places = 4;
  while (places < 2 * (uint64_t)rows) places *= 2;
  forget(view);
  view->list = list;
  view->columns = size / rows;
  view->by_mask = places - 1;
  view->numbers = malloc((size_t)size * sizeof(double));
  view->by_list = calloc(places, sizeof(tj_row));
  if (view->numbers == NULL || view->by_list == NULL) return 0;
  for (int64_t k = 0; k < rows; k++)
    if (!copy_row(view, tj_list_items(list)[k].object, k)) return 0;
  return 1;
}

TJ_CALL int64_t tj_slow_matrix_view(tj_activation *act, PyObject *list, int64_t reads, int64_t number) {
  if (act->views == NULL) act->views = calloc(1, sizeof(tj_views));
  if (act->views == NULL) return 0;
  tj_view *view = &act->views->view[number];
  if (view->price == 0) view->price = size_of(list);
  view->wanted += reads;
  if (view->price == NEVER || view->wanted < view->price) return 0;
  view->alive = make(view, list);
  if (!view->alive) {
    forget(view);
    view->price = NEVER;
    return 0;
  }
  return (int64_t)(uintptr_t)view->numbers;
}

int64_t tj_matrix_view(tj_activation *act, PyObject *list, int64_t reads, int64_t number) {
  tj_views *views = act->views;
  if (views != NULL && views->view[number].alive) return (int64_t)(uintptr_t)views->view[number].numbers;
  return tj_slow_matrix_view(act, list, reads, number);
}

int64_t tj_view_columns(tj_activation *act, int64_t number) {
  return act->views == NULL ? 0 : act->views->view[number].columns;
}

double tj_view_load_f64(int64_t view, int64_t columns, int64_t row, int64_t column) {
  return ((const double *)(uintptr_t)view)[row * columns + column];
}

/* Each time it was made in vain, making it again must be worth twice as much. */
static void end(tj_view *view) {
  view->alive = 0;
  view->wanted = 0;
  view->price = view->price > NEVER / 2 ? NEVER : view->price * 2;
}

TJ_CALL void tj_slow_view_store(tj_views *views, PyObject *list, int64_t index, double value) {
  for (int k = 0; k < TJ_VIEWS; k++) {
    tj_view *view = &views->view[k];
    if (!view->alive) continue;
    const tj_row *row = row_of(view, list);
    if (row->list != NULL) view->numbers[row->index * view->columns + index] = value;
    if (list == view->list) end(view);
  }
}

TJ_CALL void tj_slow_view_drop(tj_views *views, PyObject *list) {
  for (int k = 0; k < TJ_VIEWS; k++) {
    tj_view *view = &views->view[k];
    if (view->alive && (list == view->list || row_of(view, list)->list != NULL)) end(view);
  }
}

void tj_view_store(tj_activation *act, PyObject *list, int64_t index, double value) {
  if (act->views != NULL) tj_slow_view_store(act->views, list, index, value);
}

void tj_view_drop(tj_activation *act, PyObject *list) {
  if (act->views != NULL) tj_slow_view_drop(act->views, list);
}

void tj_views_end(tj_activation *act) {
  if (act->views == NULL) return;
  for (int k = 0; k < TJ_VIEWS; k++) act->views->view[k].alive = 0;
}
