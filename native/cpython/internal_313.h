/* CPython 3.13's private headers, for the files of the seam only. */
#ifndef TRACEJIT_INTERNAL_313_H
#define TRACEJIT_INTERNAL_313_H

#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include <Python.h>
#if PY_VERSION_HEX < 0x030D0000 || PY_VERSION_HEX >= 0x030E0000
#error "these files describe CPython 3.13"
#endif
#ifdef Py_GIL_DISABLED
#error "free-threaded builds have other layouts"
#endif
#include "internal/pycore_frame.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_code.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_list.h"
#include "internal/pycore_range.h"
#include "internal/pycore_tuple.h"
#include "frame.h"

#endif
