/* One wave: chunks of consecutive iterations, handed out in order to the threads that come. */
#ifndef TRACEJIT_PARALLEL_WAVE_H
#define TRACEJIT_PARALLEL_WAVE_H

#include <atomic>
#include <memory>
#include <vector>

#include "chunk.h"
#include "pool.h"

namespace tracejit::parallel {

class Wave {
public:
  /* Begins anew with no chunk. */
  void clear(const ChunkOf &what);
  /* The next `count` iterations from `first` on as one more chunk. `run`: what the task is told. False: no memory. */
  bool add(int64_t first, int64_t count, tj_pool_run *run, const tj_parallel *runtime);
  /* Threads that did chunks when it last computed. */
  int workers() const { return worked.load(std::memory_order_relaxed); }
  /* The chunks may be begun, and stop() counts, from here on. */
  void open();
  /* Does the chunks, with `pool` or, NULL, alone. When it returns, those that were begun are the first size(). */
  void compute(const tj_pool *pool);
  /* Any thread, while it computes: no chunk is begun any more, and polls say so. */
  void stop() { want_up_to(-1); }
  bool wants(const Chunk &chunk) const { return chunk.number <= wanted.load(std::memory_order_relaxed); }

  size_t size() const { return used; }
  Chunk &chunk(size_t number) { return *chunks[number]; }
  const ChunkOf &what() const { return of; }
  /* Takes back what the chunks behind chunk `number` did, last first; they are gone. */
  void drop_behind(size_t number);

private:
  ChunkOf of{};
  std::vector<std::unique_ptr<Chunk>> chunks; /* with their memory, for the next wave too */
  size_t used = 0;
  std::atomic<size_t> next{0};
  std::atomic<int64_t> wanted{0}; /* number of the last chunk that is of use */
  std::atomic<int> gone{0};       /* releases what each thread wrote */
  std::atomic<int> worked{0};

  void want_up_to(int64_t number);
  /* Whether it got one. */
  bool take_chunks();
  static void body(void *wave);
};

}  // namespace tracejit::parallel
#endif
