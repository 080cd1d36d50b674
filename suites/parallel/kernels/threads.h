/* What the C twins of parallel kernels share beside kernels/twin.h: the same work by 1 or more threads, TWIN_THREADS of them.
 * each(count, body) runs body(first, last) over all of 0..count-1, in pieces that are handed out in order. The threads stay up
 * and wait by spinning, so that what is left of the work's speed-up is the machine's; for long only where there is a core for it. */
#ifndef TRACEJIT_PARALLEL_KERNELS_THREADS_H
#define TRACEJIT_PARALLEL_KERNELS_THREADS_H
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "../../kernels/twin.h"

typedef void piece(int64_t first, int64_t last);

enum { MOST_THREADS = 64, PIECES_OF_A_THREAD = 16 };

static struct {
  int threads;
  piece *body;
  int64_t count, size;
  _Atomic int64_t next;
  _Atomic int64_t turn;  /* raised for each piece of work */
  _Atomic int working;
} pool;

enum { SPINS = 20000 };

static void wait_a_little(int *spins) {
  if (++*spins < SPINS)
    __builtin_ia32_pause();
  else
    sched_yield();
}

static void take_pieces(void) {
  for (;;) {
    int64_t first = atomic_fetch_add(&pool.next, pool.size);
    if (first >= pool.count) return;
    int64_t last = first + pool.size;
    pool.body(first, last < pool.count ? last : pool.count);
  }
}

static void *stay_up(void *unused) {
  for (int64_t seen = 0;;) {
    int spins = 0;
    while (atomic_load_explicit(&pool.turn, memory_order_acquire) == seen) wait_a_little(&spins);
    seen++;
    take_pieces();
    atomic_fetch_sub(&pool.working, 1);
  }
  return unused;
}

static void start_threads(void) {
  const char *wanted = getenv("TWIN_THREADS");
  pool.threads = wanted ? atoi(wanted) : 1;
  if (pool.threads < 1 || pool.threads > MOST_THREADS) abort();
  for (int k = 1; k < pool.threads; k++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, stay_up, NULL) != 0) abort();
  }
}

/* `unit`: pieces begin at multiples of it. */
static void each_by(int64_t count, int64_t unit, piece *body) {
  if (pool.threads == 0) start_threads();
  pool.body = body;
  pool.count = count;
  int64_t size = count / (pool.threads * PIECES_OF_A_THREAD) + 1;
  pool.size = (size + unit - 1) / unit * unit;
  atomic_store(&pool.next, 0);
  atomic_store(&pool.working, pool.threads - 1);
  atomic_fetch_add_explicit(&pool.turn, 1, memory_order_release);
  take_pieces();
  int spins = 0;
  while (atomic_load(&pool.working) > 0) wait_a_little(&spins);
}

static inline void each(int64_t count, piece *body) { each_by(count, 1, body); }
#endif
