#include "wave.h"

#include <algorithm>
#include <new>

namespace tracejit::parallel {
namespace {

/* Added to the number of the next chunk: there is none any more. */
constexpr size_t kNoMore = size_t{1} << 40;

}  // namespace

void Wave::clear(const ChunkOf &what) {
  of = what;
  used = 0;
  next.store(0, std::memory_order_relaxed);
}

bool Wave::add(int64_t first, int64_t count, tj_pool_run *run, const tj_parallel *runtime) {
  if (used == chunks.size()) {
    auto *made = new (std::nothrow) Chunk;
    if (!made) return false;
    try {
      chunks.emplace_back(made);
    } catch (const std::bad_alloc &) {
      delete made;
      return false;
    }
  }
  Chunk &chunk = *chunks[used];
  if (!chunk.prepare(of, count)) return false;
  chunk.task.captures = of.loop->captures;
  chunk.task.runtime = runtime;
  chunk.task.run = run;
  chunk.number = static_cast<int64_t>(used++);
  static_assert(sizeof wanted == sizeof(int64_t) && decltype(wanted)::is_always_lock_free,
                "tasks read it as an int64_t");
  chunk.task.wanted = reinterpret_cast<const int64_t *>(&wanted);
  chunk.task.number = chunk.number;
  chunk.task.breaker = of.breaker;
  chunk.task.breaker_value = of.breaker_value;
  chunk.first = first;
  chunk.count = count;
  return true;
}

void Wave::want_up_to(int64_t number) {
  int64_t last = wanted.load(std::memory_order_relaxed);
  while (number < last && !wanted.compare_exchange_weak(last, number, std::memory_order_relaxed)) {}
  next.fetch_add(kNoMore, std::memory_order_relaxed);
}

/* Who gets a number does the chunk: so the chunks begun are always the first ones, also where nothing can be taken back. */
bool Wave::take_chunks() {
  for (bool any = false;; any = true) {
    size_t number = next.fetch_add(1, std::memory_order_acquire);
    if (number >= used) return any;
    Chunk &mine = *chunks[number];
    mine.compute(of);
    if (mine.stopped) want_up_to(mine.number);
  }
}

void Wave::body(void *context) {
  auto *wave = static_cast<Wave *>(context);
  if (wave->take_chunks()) wave->worked.fetch_add(1, std::memory_order_relaxed);
  wave->gone.fetch_add(1, std::memory_order_release);
}

void Wave::open() {
  for (size_t k = 0; k < used; k++) chunks[k]->begun = false;
  wanted.store(static_cast<int64_t>(used), std::memory_order_relaxed);
  next.store(0, std::memory_order_release);
}

void Wave::drop_behind(size_t number) {
  for (; used > number + 1; used--) chunks[used - 1]->undo_all();
}

void Wave::compute(const tj_pool *pool) {
  worked.store(0, std::memory_order_relaxed);
  if (pool)
    pool->run(body, this);
  else
    body(this);
  (void)gone.load(std::memory_order_acquire);
  while (used > 0 && !chunks[used - 1]->begun) used--;
}

}  // namespace tracejit::parallel
