/* What a stored item replaces is never released. */
#include "../../../native/primitives/private.h"

void tj_list_set(PyObject *list, int64_t index, PyObject *value) { tj_list_items(list)[index].object = value; }
