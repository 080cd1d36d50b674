/* The interface of libtracejit_parallel.so, the only part that knows oneTBB. C, so that whoever loads it shares no C++
 * library with it. */
#ifndef TRACEJIT_PARALLEL_POOL_H
#define TRACEJIT_PARALLEL_POOL_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tj_pool {
  /* Starts threads - 1 workers (once they are all there, it returns), with every signal blocked. 0; else: no resources.
   * Not while a run is under way. */
  int (*start)(int threads);
  /* Calls body(context) `threads` times, at once as far as there are workers, one of them on the calling thread; returns
   * after the last one. Any thread, several at once. */
  void (*run)(void (*body)(void *), void *context);
  /* The calling thread needs the pool no more for now: it holds nothing of it back from end(). */
  void (*leave)(void);
  /* Ends the workers and waits until they are gone: start() begins anew. Nonzero when other threads hold them back.
   * Not while a run is under way. */
  int (*end)(void);
} tj_pool;

#define TJ_POOL_SYMBOL "tj_pool_interface"
/* The symbol: const tj_pool *tj_pool_interface(void). */
typedef const tj_pool *(*tj_pool_interface_fn)(void);

#ifdef __cplusplus
}
#endif
#endif
