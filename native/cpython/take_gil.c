/* The way back into Python for a thread that let the GIL go in the middle of native code.
 *
 * When the interpreter ends meanwhile, CPython 3.13 ends the thread inside PyEval_RestoreThread, by pthread_exit. That runs
 * the cleanups of all frames below, and those of the C++ runtime have some whose unwinder is another one (libgcc is linked
 * statically): it aborted. This file is compiled without unwind tables, so the unwinder takes this frame for the last one:
 * nothing is cleaned up in a process that ends. */
#include "frame.h"

__attribute__((noinline)) void tj_take_gil(PyThreadState *tstate) {
  PyEval_RestoreThread(tstate);
  __asm__ volatile(""); /* no tail call: the frame must be there */
}
