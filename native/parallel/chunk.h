/* One chunk of a wave: consecutive iterations, what they read of the run, and what they leave behind until it is committed.
 * Done by one thread, committed or taken back by the coordinator. */
#ifndef TRACEJIT_PARALLEL_CHUNK_H
#define TRACEJIT_PARALLEL_CHUNK_H

#include <cstddef>
#include <cstdint>

#include "../primitives/abi.h"

namespace tracejit::parallel {

/* Most that one log of one chunk may take. */
constexpr size_t kChunkBytes = size_t{8} << 20;

/* What a chunk needs to know of its run. */
struct ChunkOf {
  const tj_loop *loop;
  tj_task_fn fn;
  bool grid;
  const volatile uintptr_t *breaker; /* of the thread that runs the loop */
  uintptr_t breaker_value;
};

struct Chunk {
  tj_task task{};     /* first: the task a function is given is its chunk */
  int64_t number = 0; /* in its wave */
  int64_t first = 0, count = 0;
  bool begun = false;
  /* After compute(): */
  int64_t finished = 0;
  bool stopped = false; /* before the end */
  bool asked = false;   /* because of a poll or a log without room: nothing is known against the next iteration */
  int64_t ns = 0;
  /* On the grid one row of words for each 1,024 iterations begun, else one. */
  int64_t *results = nullptr;
  int64_t rows = 0;
  int64_t room = 0; /* for so many rows */

  Chunk() = default;
  Chunk(const Chunk &) = delete;
  Chunk &operator=(const Chunk &) = delete;
  ~Chunk();

  /* Room for the results of `iterations`. False: no memory. */
  bool prepare(const ChunkOf &of, int64_t iterations);
  /* Does its iterations; afterwards the marks stand behind the last finished one. */
  void compute(const ChunkOf &of);
  /* Takes back what was written to buffers behind the marks, or all of it, last first. */
  void undo_behind_marks();
  void undo_all();
  /* Bytes that its finished iterations wrote to logs. */
  size_t log_bytes() const;

private:
  void empty_logs();
  void mark_here();
  bool compute_row(const ChunkOf &of, int64_t from, int64_t length);
};

inline Chunk &chunk_of(tj_task *task) { return *reinterpret_cast<Chunk *>(task); }

/* The grow functions of the contract. */
int32_t grow_log(tj_task *task);
int32_t grow_undo(tj_task *task);
int32_t grow_stream(tj_task *task, int64_t stream);

}  // namespace tracejit::parallel
#endif
