#include "chunk.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <type_traits>

#include "clock.h"

namespace tracejit::parallel {
namespace {

static_assert(std::is_standard_layout_v<tj_task> && offsetof(Chunk, task) == 0, "a task is its chunk");

constexpr size_t kFirstBytes = 4096;

/* Twice as long, up to kChunkBytes. False when it must not or cannot grow. */
template <typename T>
bool grow(T *&start, T *&end, T *&limit) {
  auto address = [](T *place) { return reinterpret_cast<uintptr_t>(place); };
  size_t used = (address(end) - address(start)) / sizeof(T), bytes = address(limit) - address(start);
  size_t more = std::max(kFirstBytes, 2 * bytes);
  if (more > kChunkBytes) return false;
  T *moved = static_cast<T *>(std::realloc(start, more));
  if (!moved) return false;
  start = moved;
  end = moved + used;
  limit = moved + more / sizeof(T);
  return true;
}

int32_t stop_unless(bool grown, tj_task *task) {
  if (!grown) chunk_of(task).asked = true;
  return grown ? 0 : 1;
}

/* Returns the first entry it took. A block has its bytes in the entries before it. */
const tj_undo_entry *put_back(const tj_undo_entry *entry) {
  if (entry->size > 0) {
    std::memcpy(entry->where, &entry->old, static_cast<size_t>(entry->size));
    return entry;
  }
  auto bytes = static_cast<size_t>(entry->old);
  const tj_undo_entry *start = entry - (bytes + sizeof *entry - 1) / sizeof *entry;
  std::memcpy(entry->where, start, bytes);
  return start;
}

void undo_from(const tj_task &task, const tj_undo_entry *first) {
  for (const tj_undo_entry *entry = task.undo_end; entry > first;) entry = put_back(entry - 1);
}

}  // namespace

Chunk::~Chunk() {
  std::free(results);
  std::free(task.log);
  std::free(task.undo);
  for (double *stream : task.stream) std::free(stream);
}

bool Chunk::prepare(const ChunkOf &of, int64_t iterations) {
  int64_t wanted = of.grid ? (iterations + TJ_GRID - 1) / TJ_GRID : 1;
  if (wanted <= room) return true;
  auto *larger =
      static_cast<int64_t *>(std::realloc(results, static_cast<size_t>(wanted) * TJ_STATES * sizeof(int64_t)));
  if (!larger) return false;
  results = larger;
  room = wanted;
  return true;
}

void Chunk::empty_logs() {
  task.log_end = task.log;
  task.undo_end = task.undo;
  for (int k = 0; k < TJ_STREAMS; k++) task.stream_end[k] = task.stream[k];
}

void Chunk::mark_here() {
  task.marked_log = task.log_end - task.log;
  task.marked_undo = task.undo_end - task.undo;
  for (int k = 0; k < TJ_STREAMS; k++) task.marked_stream[k] = task.stream_end[k] - task.stream[k];
}

/* Up to a row of the grid, or everything. False: it stopped. What is left of a row because somebody asked is no sum of the
 * grid: the whole row counts as not done. */
bool Chunk::compute_row(const ChunkOf &of, int64_t from, int64_t length) {
  mark_here();
  tj_task before = task;
  task.results = results + rows * TJ_STATES;
  tj_i64 done = of.fn(&task, 0, from, length);
  stopped = done.failed != 0;
  if (!stopped) mark_here();
  if (stopped && asked && of.grid) {
    task.marked_log = before.marked_log;
    task.marked_undo = before.marked_undo;
    for (int k = 0; k < TJ_STREAMS; k++) task.marked_stream[k] = before.marked_stream[k];
    return false;
  }
  finished += done.value;
  if (done.value > 0) rows++;
  return !stopped;
}

void Chunk::compute(const ChunkOf &of) {
  int64_t start = now();
  begun = true;
  finished = rows = 0;
  stopped = asked = false;
  empty_logs();
  int64_t step = of.grid ? int64_t{TJ_GRID} : count;
  for (int64_t at = 0; at < count; at += step)
    if (!compute_row(of, first + at, std::min(step, count - at))) break;
  ns = now() - start;
}

void Chunk::undo_behind_marks() { undo_from(task, task.undo + task.marked_undo); }

void Chunk::undo_all() { undo_from(task, task.undo); }

size_t Chunk::log_bytes() const {
  size_t bytes = static_cast<size_t>(task.marked_log) * sizeof(tj_log_entry);
  bytes += static_cast<size_t>(task.marked_undo) * sizeof(tj_undo_entry);
  for (int64_t length : task.marked_stream) bytes += static_cast<size_t>(length) * sizeof(double);
  return bytes;
}

int32_t grow_log(tj_task *task) { return stop_unless(grow(task->log, task->log_end, task->log_limit), task); }

int32_t grow_undo(tj_task *task) { return stop_unless(grow(task->undo, task->undo_end, task->undo_limit), task); }

int32_t grow_stream(tj_task *task, int64_t k) {
  return stop_unless(grow(task->stream[k], task->stream_end[k], task->stream_limit[k]), task);
}

}  // namespace tracejit::parallel
