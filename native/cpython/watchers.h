/* Assumptions of installed code that CPython tells us about when they break: names in dicts, functions. */
#ifndef TRACEJIT_WATCHERS_H
#define TRACEJIT_WATCHERS_H

#include <Python.h>
#include <memory>

namespace tracejit {

struct Installation;

/* From now on, `installation` becomes invalid when `name` (interned str) changes, appears or goes in `dict` (borrowed).
 * False when CPython has no watcher left; no exception is left set. */
bool watch_name(PyObject *dict, PyObject *name, const std::shared_ptr<Installation> &installation);

/* Likewise when `dict` (borrowed) dies. */
bool watch_dict(PyObject *dict, const std::shared_ptr<Installation> &installation);

/* Likewise when the code or a default of `function` (borrowed) changes. */
bool watch_function(PyObject *function, const std::shared_ptr<Installation> &installation);

/* Gives CPython's watchers back. */
void watchers_shutdown();

}  // namespace tracejit
#endif
