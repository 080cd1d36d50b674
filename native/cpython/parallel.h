/* Parallel loops: what the runtime in native/parallel needs of this process, and what this process asks of it. */
#ifndef TRACEJIT_PARALLEL_H
#define TRACEJIT_PARALLEL_H

#include "runtime.h"

namespace tracejit {

/* What native code calls. */
extern const tj_parallel parallel_loops;

/* After the exit, by the thread that entered, GIL held: may end an installation that was given up meanwhile. */
void let_go_of_kept(tj_activation &act);

/* The installation ends. */
void forget_loop_costs(tj_install &install);

/* Threads of a parallel loop: set_num_threads(), else TRACEJIT_THREADS, else the CPUs there are for this process. */
int num_threads();
/* False with ValueError. */
bool set_num_threads(long threads);

/* Called with (done, count) by the interpreter, between waves; None: nobody. The thread's own frames are then those of the
 * loop, and an exception is raised there. */
void set_parallel_progress(PyObject *callable);

/* Before: no loop computes, no thread of ours is left. After it, in parent and child: they may again. */
void parallel_before_fork();
void parallel_after_fork(bool child);
/* Loops of other threads stop, and none computes any more. */
void parallel_at_exit();

}  // namespace tracejit
#endif
