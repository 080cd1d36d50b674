#include "loop_run.h"

#include <algorithm>

#include "clock.h"
#include "plan.h"

using namespace tracejit::parallel;

/* The run under way, on the coordinator's stack; tasks poll it. */
struct tj_pool_run {
  const Host &host;
  Gate &gate;
  const LoopToRun &todo;
  Wave &wave;
  LoopCost &cost;
  Plan plan;
  Words words{};
  int64_t done = 0;
  void *released = nullptr;
  int64_t progress_due = 0;
  RunReport report;

  bool flag(int bit) const { return (todo.flags & bit) != 0; }
  uintptr_t asked_of_interpreter() const {
    return __atomic_load_n(todo.act->breaker, __ATOMIC_RELAXED) ^ todo.act->breaker_value;
  }
  /* A thread that lets the GIL go while it computes has no need to end for one that wants it. */
  bool interpreter_wanted() const {
    uintptr_t asked = asked_of_interpreter();
    return (flag(TJ_RUN_WITHOUT_GIL) ? asked & ~host.gil_request : asked) != 0;
  }
  void release_gil() {
    if (released || !flag(TJ_RUN_WITHOUT_GIL)) return;
    released = host.release();
    report.released = true;
  }
  void take_gil() {
    if (!released) return;
    void *state = released;
    released = nullptr;
    host.acquire(state);
  }
  bool enter_gate(bool alone, const tj_pool **pool);
  bool fill_wave(const WavePlan &next, const tj_parallel *runtime);
  Committed do_wave(const WavePlan &next);
  Committed commit();
  void report_progress();
};

namespace {

/* Python code that wants to know is called about as often as a person can see. */
constexpr int64_t kProgressNs = 50000000;

/* What cannot be taken back must not need to be. */
bool keeps_contract(const LoopToRun &todo) {
  return !(todo.flags & TJ_RUN_UNSTOPPABLE) || !may_overflow(*todo.act->loop);
}

}  // namespace

/* A gate that is closed for a fork opens again before the thread that forks gives up the GIL. */
bool tj_pool_run::enter_gate(bool alone, const tj_pool **pool) {
  const tj_pool *wanted = alone ? nullptr : host.pool();
  if (gate.enter(wave, wanted, plan.threads(), pool)) return true;
  take_gil();
  return gate.enter(wave, wanted, plan.threads(), pool);
}

bool tj_pool_run::fill_wave(const WavePlan &next, const tj_parallel *runtime) {
  wave.clear({todo.act->loop, todo.fn, flag(TJ_RUN_GRID), todo.act->breaker, todo.act->breaker_value});
  for (int64_t at = 0; at < next.iterations;) {
    int64_t length = next.chunk_at(at);
    if (!wave.add(done + at, length, this, runtime)) return at > 0;
    at += length;
  }
  return true;
}

Committed tj_pool_run::commit() {
  bool logged = false;
  for (size_t k = 0; k < wave.size(); k++) logged = logged || wave.chunk(k).task.marked_log > 0;
  if (logged) take_gil();
  return commit_wave(host, wave, words, &done);
}

Committed tj_pool_run::do_wave(const WavePlan &next) {
  const tj_pool *pool = nullptr;
  if (!enter_gate(next.alone, &pool)) return Committed::Stopped;
  if (!next.probe) release_gil();
  wave.compute(pool);
  gate.leave(wave);
  report.chunks += static_cast<int64_t>(wave.size());
  report.threads = std::max(report.threads, wave.workers());
  int64_t compute = 0, before = done, iterations = 0;
  size_t bytes = 0;
  for (size_t k = 0; k < wave.size(); k++) {
    compute += wave.chunk(k).ns;
    iterations += wave.chunk(k).finished;
    bytes += wave.chunk(k).log_bytes();
  }
  int64_t start = now();
  Committed how = commit();
  int64_t spent = now() - start;
  plan.saw(iterations, compute, done - before, spent, bytes);
  return how == Committed::Asked && done == before ? Committed::Stopped : how;
}

void tj_pool_run::report_progress() {
  if (!host.progress) return;
  int64_t time = now();
  if (time < progress_due) return;
  progress_due = time + kProgressNs;
  take_gil();
  host.progress(todo.act, todo.loop_number, done, todo.count);
}

namespace tracejit::parallel {

int64_t run_loop(const Host &host, Gate &gate, const tj_parallel *runtime, const LoopToRun &todo, int threads,
                 LoopCost &cost, Wave &wave) {
  tj_loop &loop = *todo.act->loop;
  if (!keeps_contract(todo)) return 0;
  tj_pool_run run{host, gate, todo,
                  wave, cost, Plan(cost, gate, threads, (todo.flags & TJ_RUN_GRID) != 0, host.fixed_chunk)};
  for (int k = 0; k < loop.nstates; k++) run.words.word[k] = loop.states[k].word;
  run.progress_due = now() + kProgressNs;
  while (run.done < todo.count) {
    WavePlan next = run.plan.next(todo.count - run.done);
    if (next.iterations == 0 || !run.fill_wave(next, runtime)) break;
    run.report.stopped = run.do_wave(next) == Committed::Stopped;
    if (run.report.stopped) break;
    run.report_progress();
    if (run.interpreter_wanted()) break;
  }
  run.take_gil();
  run.plan.end();
  cost.ended(run.report.stopped, run.done);
  for (int k = 0; k < loop.nstates; k++) loop.states[k].word = run.words.word[k];
  if (todo.report) *todo.report = run.report;
  return run.done;
}

int32_t poll(tj_task *task) {
  Chunk &chunk = chunk_of(task);
  const tj_pool_run &run = *task->run;
  if (run.flag(TJ_RUN_UNSTOPPABLE)) return 0;
  if (run.wave.wants(chunk) && !(run.asked_of_interpreter() & ~run.host.gil_request)) return 0;
  chunk.asked = true;
  return 1;
}

}  // namespace tracejit::parallel
