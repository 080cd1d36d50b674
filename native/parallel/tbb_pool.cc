/* The pool on oneTBB: arenas of the wanted number of threads, one for each run under way. */
#define TBB_PREVIEW_WAITING_FOR_WORKERS 1
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

#include "pool.h"

namespace {

namespace tbb = oneapi::tbb;

struct Pool {
  explicit Pool(int wanted) : threads(wanted), limit(tbb::global_control::max_allowed_parallelism, wanted) {}
  int threads;
  tbb::task_scheduler_handle handle{tbb::attach{}};
  tbb::global_control limit;
  std::mutex mutex; /* of the idle arenas */
  std::vector<std::unique_ptr<tbb::task_arena>> idle;
};

std::unique_ptr<Pool> pool;

std::unique_ptr<tbb::task_arena> take_arena() {
  {
    std::lock_guard<std::mutex> lock(pool->mutex);
    if (!pool->idle.empty()) {
      auto arena = std::move(pool->idle.back());
      pool->idle.pop_back();
      return arena;
    }
  }
  return std::make_unique<tbb::task_arena>(pool->threads, 1);
}

void give_back(std::unique_ptr<tbb::task_arena> arena) {
  std::lock_guard<std::mutex> lock(pool->mutex);
  pool->idle.push_back(std::move(arena));
}

void run_in_arena(void (*body)(void *), void *context) {
  tbb::task_group group;
  for (int k = 1; k < pool->threads; k++) group.run([=] { body(context); });
  body(context);
  group.wait();
}

void run(void (*body)(void *), void *context) {
  auto arena = take_arena();
  arena->execute([=] { run_in_arena(body, context); });
  give_back(std::move(arena));
}

/* oneTBB ends the process where a thread cannot be started. */
bool threads_can_start(int count) {
  std::vector<std::thread> tried;
  bool all = true;
  for (int k = 0; k < count && all; k++) {
    try {
      tried.emplace_back([] {});
    } catch (const std::system_error &) { all = false; }
  }
  for (std::thread &thread : tried) thread.join();
  return all;
}

/* Everybody waits for the others, so that each worker is there. */
struct Meeting {
  std::atomic<int> missing;
};

void meet(void *context) {
  auto *meeting = static_cast<Meeting *>(context);
  meeting->missing.fetch_sub(1);
  while (meeting->missing.load() > 0) std::this_thread::yield();
}

/* Workers take over the signal mask of whoever starts them. */
void meet_with_signals_blocked(int threads) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  Meeting meeting{{threads}};
  run(meet, &meeting);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

int start(int threads) {
  if (!threads_can_start(threads - 1)) return 1;
  pool = std::make_unique<Pool>(threads);
  meet_with_signals_blocked(threads);
  return 0;
}

/* Its thread data keeps the workers alive: gone at the latest when the thread ends, and made anew when it comes again. */
void leave() {
  tbb::task_scheduler_handle own{tbb::attach{}};
  (void)tbb::finalize(own, std::nothrow);
}

int end() {
  if (!pool) return 0;
  pool->idle.clear();
  tbb::task_scheduler_handle handle = std::move(pool->handle);
  pool.reset();
  return tbb::finalize(handle, std::nothrow) ? 0 : 1;
}

const tj_pool interface = {start, run, leave, end};

}  // namespace

extern "C" __attribute__((visibility("default"))) const tj_pool *tj_pool_interface() { return &interface; }
