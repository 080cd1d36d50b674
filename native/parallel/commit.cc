#include "commit.h"

#include <algorithm>

namespace tracejit::parallel {
namespace {

/* The chunk's results, a row of the grid after the other; its streams. False: an int leaves 64 bits. */
bool combine_chunk(const ChunkOf &of, const Chunk &chunk, Words &words) {
  for (int64_t row = 0; row < chunk.rows; row++)
    if (!combine(*of.loop, chunk.results + row * TJ_STATES, words)) return false;
  const double *end[TJ_STREAMS];
  for (int k = 0; k < TJ_STREAMS; k++) end[k] = chunk.task.stream[k] + chunk.task.marked_stream[k];
  fold_streams(*of.loop, chunk.task.stream, end, words);
  return true;
}

/* Whole iterations of the chunk before the one that logged entry `index`. */
int64_t iterations_before(const Chunk &chunk, int64_t index) {
  const tj_log_entry *log = chunk.task.log;
  auto begun = std::count_if(log, log + index + 1, [](const tj_log_entry &entry) { return entry.list == nullptr; });
  return std::max<int64_t>(0, begun - 1);
}

/* Nothing of the chunk has been committed: does its first `count` iterations again, which end there. */
void shorten(Wave &wave, Chunk &chunk, int64_t count) {
  chunk.undo_all();
  chunk.count = count;
  chunk.compute(wave.what());
  chunk.stopped = true;
  chunk.asked = false;
}

/* True when the chunk's finished iterations are the program's now. */
bool take_over(const Host &host, Wave &wave, size_t number, Words &words) {
  for (Chunk &chunk = wave.chunk(number); chunk.finished > 0;) {
    Words next = words;
    if (!combine_chunk(wave.what(), chunk, next)) break;
    int64_t refused = chunk.task.marked_log > 0 ? host.apply_log(chunk.task.log, chunk.task.marked_log) : -1;
    if (refused < 0) {
      words = next;
      return true;
    }
    wave.drop_behind(number);
    shorten(wave, chunk, iterations_before(chunk, refused));
  }
  return false;
}

Committed commit_chunk(const Host &host, Wave &wave, size_t number, Words &words, int64_t *done) {
  Chunk &chunk = wave.chunk(number);
  bool taken = take_over(host, wave, number, words);
  if (taken) *done += chunk.finished;
  if (taken && !chunk.stopped) return Committed::Whole;
  bool asked = chunk.stopped && chunk.asked;
  wave.drop_behind(number);
  if (taken)
    chunk.undo_behind_marks();
  else
    chunk.undo_all();
  return asked ? Committed::Asked : Committed::Stopped;
}

}  // namespace

Committed commit_wave(const Host &host, Wave &wave, Words &words, int64_t *done) {
  for (size_t k = 0; k < wave.size(); k++) {
    Committed how = commit_chunk(host, wave, k, words, done);
    if (how != Committed::Whole) return how;
  }
  return Committed::Whole;
}

}  // namespace tracejit::parallel
