/* A loop run by the runtime in a process that is no python: what a task function would have been given. */
#ifndef TRACEJIT_PARALLEL_TEST_BENCH_H
#define TRACEJIT_PARALLEL_TEST_BENCH_H

#include <cstring>
#include <vector>

#include "loop_run.h"

namespace test {

using namespace tracejit::parallel;

inline int64_t bits(double value) {
  int64_t word;
  std::memcpy(&word, &value, sizeof word);
  return word;
}

inline double number(int64_t word) {
  double value;
  std::memcpy(&value, &word, sizeof value);
  return value;
}

/* The GIL, as the host of the tests keeps it; the lists that logs are applied to. */
struct World {
  int released = 0, taken = 0;
  /* An entry with this value cannot be applied. */
  int64_t refused_value = INT64_MIN;
  /* Lists by address: the tests' stand-ins for Python's. */
  std::vector<int64_t> *list_of(PyObject *list) { return reinterpret_cast<std::vector<int64_t> *>(list); }
};
extern World world;

struct Setting {
  int threads = 2;
  bool pool = true;
  double known_ns = 0; /* the cost that is already known; 0: none */
};

/* One loop with its activation. */
struct Bench {
  Bench();
  tj_loop loop{};
  tj_activation act{};
  tj_install install{};
  volatile uintptr_t breaker = 0;
  LoopCost cost;
  Wave wave;

  void state(int64_t word, tj_combine how, int32_t aux = 0) { loop.states[loop.nstates++] = {word, how, aux}; }
  void capture(const void *pointer) { loop.captures[loop.ncaptures++] = reinterpret_cast<int64_t>(pointer); }
  int64_t run(tj_task_fn fn, int64_t count, int64_t flags = 0, const Setting &setting = {});
  int64_t word(int k) const { return loop.states[k].word; }
  double value(int k) const { return number(loop.states[k].word); }
};

/* Bit of the breaker by which the tests ask for the GIL. */
constexpr uintptr_t kGilRequest = 1;

/* What task functions do at the start of each iteration. */
inline void mark(tj_task *task) {
  task->marked_log = task->log_end - task->log;
  task->marked_undo = task->undo_end - task->undo;
  for (int k = 0; k < TJ_STREAMS; k++) task->marked_stream[k] = task->stream_end[k] - task->stream[k];
}

inline bool push_log(tj_task *task, const void *list, int64_t index, int64_t word) {
  if (task->log_end == task->log_limit && task->runtime->grow_log(task)) return false;
  *task->log_end++ = {reinterpret_cast<PyObject *>(const_cast<void *>(list)), index, word, TJ_LOG_I64};
  return true;
}

/* Writes to a buffer after logging the word before. */
inline bool write_word(tj_task *task, int64_t *where, int64_t word) {
  if (task->undo_end == task->undo_limit && task->runtime->grow_undo(task)) return false;
  *task->undo_end++ = {where, *where, sizeof word};
  *where = word;
  return true;
}

inline bool push_stream(tj_task *task, int k, double value) {
  if (task->stream_end[k] == task->stream_limit[k] && task->runtime->grow_stream(task, k)) return false;
  *task->stream_end[k]++ = value;
  return true;
}

/* The gate all loops of the tests go through. */
Gate &gate();
const tj_parallel &runtime();

}  // namespace test
#endif
