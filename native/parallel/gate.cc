#include "gate.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "clock.h"

namespace tracejit::parallel {
namespace {

/* Before anything was measured: what this takes on a quiet machine. */
constexpr double kGuessNs = 50000;
constexpr int kRounds = 9;
constexpr int64_t kPatienceNs = 2000000;

/* A round in which every thread is needed: it ends when all have come. */
struct Round {
  std::atomic<int> missing;
  int64_t until;
};

void come(void *context) {
  auto *round = static_cast<Round *>(context);
  round->missing.fetch_sub(1, std::memory_order_acq_rel);
  while (round->missing.load(std::memory_order_acquire) > 0 && now() < round->until) std::this_thread::yield();
}

/* Twice the least of a few rounds, the threads having had time to fall asleep: about the median of a quiet machine, which a
 * busy one has too when it is quiet again. */
double measure(const tj_pool *pool, int threads) {
  int64_t least = kPatienceNs;
  for (int k = 0; k < kRounds; k++) {
    std::this_thread::sleep_for(std::chrono::microseconds(300));
    int64_t start = now();
    Round round{{threads}, start + kPatienceNs};
    pool->run(come, &round);
    least = std::min(least, now() - start);
  }
  return 2.0 * static_cast<double>(least);
}

}  // namespace

/* Under the lock. Another number of threads is made only where nobody computes. */
bool Gate::have_threads(const tj_pool *pool, int threads) {
  if (!pool || threads < 2 || unusable) return false;
  if (started && (started_threads == threads || !inside.empty())) return true;
  if (started) started->end();
  started = nullptr;
  if (pool->start(threads) != 0) {
    unusable = true;
    return false;
  }
  started = pool;
  started_threads = threads;
  if (measured_threads != threads) measured = measure(pool, threads);
  measured_threads = threads;
  return true;
}

bool Gate::enter(Wave &wave, const tj_pool *pool, int threads, const tj_pool **use) {
  std::lock_guard<std::mutex> lock(mutex);
  if (closed) return false;
  *use = have_threads(pool, threads) ? started : nullptr;
  inside.push_back(&wave);
  wave.open();
  return true;
}

void Gate::leave(Wave &wave) {
  std::lock_guard<std::mutex> lock(mutex);
  inside.erase(std::find(inside.begin(), inside.end(), &wave));
  left.notify_all();
}

double Gate::overhead(int threads) {
  std::lock_guard<std::mutex> lock(mutex);
  return measured_threads == threads ? measured : kGuessNs;
}

/* Under the lock. */
void Gate::shut() {
  closed = true;
  for (Wave *wave : inside) wave->stop();
}

void Gate::close() {
  std::unique_lock<std::mutex> lock(mutex);
  shut();
  left.wait(lock, [this] { return inside.empty(); });
  if (started) (void)started->end(); /* threads that are in oneTBB by themselves keep it alive */
  started = nullptr;
  lock.release();
}

void Gate::reopen(bool child) {
  std::unique_lock<std::mutex> lock(mutex, std::adopt_lock);
  closed = false;
  /* What is left of oneTBB in the child waits for threads that are not there: its loops run serially. */
  unusable = unusable || (child && measured_threads > 0);
}

void Gate::close_for_good() {
  close();
  std::unique_lock<std::mutex> lock(mutex, std::adopt_lock);
}

}  // namespace tracejit::parallel
