#include "gate.h"

#include <algorithm>
#include <atomic>
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

/* The median of a few rounds, the threads having had time to fall asleep. */
double measure(const tj_pool *pool, int threads) {
  int64_t took[kRounds];
  for (int64_t &ns : took) {
    std::this_thread::sleep_for(std::chrono::microseconds(300));
    int64_t start = now();
    Round round{{threads}, start + kPatienceNs};
    pool->run(come, &round);
    ns = now() - start;
  }
  std::nth_element(took, took + kRounds / 2, took + kRounds);
  return static_cast<double>(took[kRounds / 2]);
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
  bool held_back = started && started->end() != 0;
  started = nullptr;
  unusable = held_back; /* in the child; here they can be started again */
  lock.release();
}

void Gate::reopen(bool child) {
  std::unique_lock<std::mutex> lock(mutex, std::adopt_lock);
  closed = false;
  unusable = unusable && child;
}

void Gate::close_for_good() {
  close();
  std::unique_lock<std::mutex> lock(mutex, std::adopt_lock);
}

}  // namespace tracejit::parallel
