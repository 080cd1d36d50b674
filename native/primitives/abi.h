/* The contract between native code and the runtime (native/cpython): two structs and one signature.
 *
 * Native code has no writable data and no addresses of its own:
 *
 *     int32_t tj_entry(tj_install *install, tj_activation *act);
 *
 * returns the number of the exit it took (an index into the Install message's exits). Before it returns it has pushed
 * one record on the spill stack: the words of that exit's snapshot, then the exit number as the last word. When native
 * functions called each other (CallNative) and the innermost one left native code, each caller pushes its own record
 * (a waiting snapshot) above it and returns: the records lie innermost first, and the last one is the exit returned.
 *
 * Native code never runs Python code (DECISIONS D-001), never releases the GIL and never sets an exception. */
#ifndef TRACEJIT_ABI_H
#define TRACEJIT_ABI_H

#include <Python.h>
#include <stdint.h>

/* One installation of compiled code for one code object. Read-only for native code. */
typedef struct tj_install {
  PyObject **objects; /* by binding number; strong references */
} tj_install;

/* A float matrix (list of equally long lists) unboxed for reading: see view.c. Lives as long as the activation. */
typedef struct tj_row {
  PyObject *list;
  int64_t index;
} tj_row;
typedef struct tj_view {
  PyObject *list;   /* borrowed: it outlives the activation */
  double *numbers;  /* one row after the other; NULL when none was made */
  int64_t alive;    /* whether the numbers are those of the lists */
  int64_t columns;  /* length of a row */
  tj_row *by_list;  /* open hash table of the rows */
  uint64_t by_mask; /* its length less one */
  int64_t wanted;   /* reads asked for since the numbers last were up to date */
  int64_t price;    /* reads that make it worth making; 0 unknown */
} tj_view;
enum { TJ_VIEWS = 4 }; /* most of a region */
typedef struct tj_views {
  tj_view view[TJ_VIEWS];
} tj_views;

/* One run of native code, on the C stack of the runtime. */
typedef struct tj_activation {
  PyObject **slots;                  /* localsplus of the frame entered: locals, cells, free variables, operand stack */
  PyObject **objects;                /* = install->objects */
  PyObject **cells;                  /* keep-alive cells, NULL at entry; the runtime empties them after the exit */
  const volatile uintptr_t *breaker; /* eval breaker of this thread */
  uintptr_t breaker_value;           /* its value at entry: a difference asks for the interpreter */
  int64_t *spill;                    /* next free word of the spill stack */
  int64_t *spill_end;                /* end of the spill stack: EnterNative leaves room for a record of each caller */
  int64_t depth_left;                /* Python recursion budget left for native calls */
  const char *stack_limit;           /* native functions exit when the C stack pointer is below this */
  tj_views *views;                   /* NULL until one is asked for; the runtime frees them after the exit */
} tj_activation;

typedef int32_t (*tj_entry_fn)(tj_install *install, tj_activation *act);

/* Results of primitives that may fail (op table rows with `exits`). failed != 0: value is meaningless, no exception
 * is set, nothing was changed and nothing stolen. */
typedef struct {
  int64_t value;
  int8_t failed;
} tj_i64;
typedef struct {
  double value;
  int8_t failed;
} tj_f64;
typedef struct {
  PyObject *value;
  int8_t failed;
} tj_obj;
typedef struct {
  int64_t value;
  int8_t failed;
} tj_i1; /* value 0 or 1 */

#endif
