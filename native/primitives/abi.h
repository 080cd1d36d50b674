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

#include "../gen/combines.h"

/* One installation of compiled code for one code object. Read-only for native code. */
typedef struct tj_install {
  PyObject **objects;          /* by binding number; strong references */
  void *owner;                 /* the runtime's Installation that this is part of */
  struct tj_loop_costs *costs; /* the runtime's: what its parallel loops were seen to cost; NULL before one ran */
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

/* Types that have no symbol to link to; NULL: none is known. */
typedef struct tj_types {
  PyTypeObject *array;      /* array.array */
  PyTypeObject *array_iter; /* what iter() makes of it */
  PyTypeObject *view_iter;  /* what iter() makes of a memoryview */
} tj_types;

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
  const tj_types *types;             /* never NULL */
  const struct tj_parallel *parallel; /* never NULL */
  struct tj_loop *loop;               /* after begin() said yes, until run(): to be filled */
  struct tj_install *install;         /* the one entered */
  void *kept;                         /* the runtime's: what must last until the exit is done; NULL */
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

/* ---- parallel loops (native/parallel) ----
 * A parallel loop only fast-forwards the serial one: before its header native code asks begin(), fills act->loop and calls
 * run(), which gives the number k of iterations done. State and memory are then what k serial iterations leave behind, and
 * the serial loop goes on from there: an iteration that would exit is always done by the serial code.
 *
 * A task function runs `count` iterations in order from `first` (numbered from 0 where run() began), on any thread, with or
 * without the GIL: it touches no reference count, makes no object, writes to no list. It returns the iterations it finished,
 * failed when it stopped before the end, and has then written the words of the state after the last finished one to
 * task->results (nothing is read of them when none was finished). At the start of each iteration it sets the marks. */

/* word: before run() at iteration 0, after it at iteration k. */
typedef struct tj_state {
  int64_t word;
  int32_t combine; /* enum tj_combine, native/gen/combines.h */
  int32_t aux;
} tj_state;

/* One list store to come. list NULL: an iteration begins here (each one's first entry, in loops that store to lists). */
typedef enum tj_log_rep { TJ_LOG_I64, TJ_LOG_F64, TJ_LOG_I1, TJ_LOG_OBJ } tj_log_rep;
typedef struct tj_log_entry {
  PyObject *list; /* borrowed, exact */
  int64_t index;  /* inside the list; -1: append */
  int64_t bits;
  int64_t rep; /* tj_log_rep; an object is borrowed */
} tj_log_entry;

/* One word of a buffer before it was written; size 1, 2, 4 or 8 bytes; or, size 0, a block of `old` bytes, which the entries before hold. */
typedef struct tj_undo_entry {
  void *where;
  int64_t old;
  int64_t size;
} tj_undo_entry;

/* One chunk, as its task function sees it. _end: the next free entry; at _limit: call the grow function. */
typedef struct tj_task {
  const int64_t *captures;
  int64_t *results; /* one word for each state */
  tj_log_entry *log, *log_end, *log_limit;
  tj_undo_entry *undo, *undo_end, *undo_limit;
  double *stream[TJ_STREAMS], *stream_end[TJ_STREAMS], *stream_limit[TJ_STREAMS];
  int64_t marked_log, marked_undo, marked_stream[TJ_STREAMS]; /* lengths when the iteration being done began */
  /* As long as *wanted >= number and *breaker is breaker_value, nobody asks the task to stop; else poll() decides. */
  const int64_t *wanted;
  int64_t number;
  const volatile uintptr_t *breaker;
  uintptr_t breaker_value;
  const struct tj_parallel *runtime;
  struct tj_pool_run *run;
} tj_task;
typedef tj_i64 (*tj_task_fn)(tj_task *task, int64_t depth, int64_t first, int64_t count); /* depth: unused */

/* One parallel loop about to run: filled by native code between begin() and run(). */
typedef struct tj_loop {
  int64_t captures[TJ_CAPTURES];
  tj_state states[TJ_STATES];
  PyObject *held[TJ_HELD]; /* buffers that tasks use; borrowed */
  int32_t ncaptures, nstates, nstreams, nheld;
} tj_loop;

/* Flags of run(). TJ_RUN_UNSTOPPABLE: no iteration can fail, nothing is logged and no integer is combined with an overflow
 * check, so that no undo log is kept; polls then never ask to stop. */

/* What native code calls. */
typedef struct tj_parallel {
  /* Whether to try: 0 with one thread, inside another parallel loop, or where the learned cost says it does not pay. */
  int32_t (*begin)(tj_activation *act, int64_t loop_number, int64_t count);
  /* Runs iterations 0 to count - 1 of act->loop as far as it goes; returns k. */
  int64_t (*run)(tj_activation *act, tj_task_fn fn, int64_t loop_number, int64_t count, int64_t flags);
  /* Room for one more entry; nonzero: stop before this iteration. */
  int32_t (*grow_log)(tj_task *task);
  int32_t (*grow_undo)(tj_task *task);
  int32_t (*grow_stream)(tj_task *task, int64_t stream);
  /* From inside long iterations and each some hundred rounds; nonzero: stop before this iteration. */
  int32_t (*poll)(tj_task *task);
} tj_parallel;

#endif
