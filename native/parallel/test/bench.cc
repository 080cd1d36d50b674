#include "bench.h"

extern "C" const tj_pool *tj_pool_interface();

namespace test {
namespace {

void *release() {
  world.released++;
  return &world;
}

void acquire(void *) { world.taken++; }

const tj_pool *the_pool() { return tj_pool_interface(); }
const tj_pool *no_pool() { return nullptr; }

/* As the extension does it: all or none. */
int64_t apply(tj_log_entry *entries, int64_t count) {
  for (int64_t k = 0; k < count; k++)
    if (entries[k].list && entries[k].bits == world.refused_value) return k;
  for (int64_t k = 0; k < count; k++) {
    if (!entries[k].list) continue;
    std::vector<int64_t> &list = *world.list_of(entries[k].list);
    if (entries[k].index < 0)
      list.push_back(entries[k].bits);
    else
      list[static_cast<size_t>(entries[k].index)] = entries[k].bits;
  }
  return -1;
}

}  // namespace

World world;

Gate &gate() {
  static Gate &instance = *new Gate;
  return instance;
}

const tj_parallel &runtime() {
  static const tj_parallel functions = {nullptr, nullptr, grow_log, grow_undo, grow_stream, poll};
  return functions;
}

Bench::Bench() {
  act.breaker = &breaker;
  act.loop = &loop;
  act.install = &install;
}

int64_t Bench::run(tj_task_fn fn, int64_t count, int64_t flags, const Setting &setting) {
  const Host host{kGilRequest, release, acquire, apply, nullptr, setting.pool ? the_pool : no_pool};
  if (setting.known_ns > 0) cost.compute_ns = setting.known_ns;
  int64_t done = run_loop(host, gate(), &runtime(), {&act, fn, 1, count, flags}, setting.threads, cost, wave);
  if (setting.pool) the_pool()->leave();
  return done;
}

}  // namespace test
