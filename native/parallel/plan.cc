#include "plan.h"

#include <algorithm>
#include <cmath>

namespace tracejit::parallel {
namespace {

constexpr double kWaveNs = 10e6; /* of each thread: how long the interpreter may be kept waiting */
constexpr double kChunkNs = 20e3;
constexpr double kWaveLogBytes = 16.0 * (1 << 20);
constexpr double kProbeNs = 20e3;

int64_t iterations_in(double ns, double each) { return static_cast<int64_t>(std::clamp(ns / each, 1.0, 1e15)); }

}  // namespace

int64_t WavePlan::chunk_at(int64_t at) const {
  int64_t left = iterations - at, length = std::max(least, left / shares);
  length = (length + multiple - 1) / multiple * multiple;
  return std::min(left, length);
}

Plan::Plan(LoopCost &learned, Gate &of, int threads, bool grid, int64_t fixed)
    : cost(learned), gate(of), most_threads(threads), on_grid(grid), fixed_chunk(fixed), found_out(!learned.known()) {
  cost.grid = grid;
}

int64_t Plan::most_for_logs() const {
  return cost.log_bytes > 0 ? iterations_in(kWaveLogBytes, cost.log_bytes) : INT64_MAX;
}

WavePlan Plan::alone(int64_t left, int64_t iterations) const {
  WavePlan plan;
  plan.multiple = on_grid ? TJ_GRID : 1;
  iterations = std::min(iterations, most_for_logs());
  plan.iterations = std::min(left, (iterations + plan.multiple - 1) / plan.multiple * plan.multiple);
  plan.least = plan.iterations;
  return plan;
}

/* Chunks become shorter towards the wave's end, so that all threads come to it together (guided self-scheduling). */
WavePlan Plan::shared(int64_t left) const {
  WavePlan plan;
  plan.multiple = on_grid ? TJ_GRID : 1;
  int64_t most = std::min(iterations_in(kWaveNs * most_threads, cost.compute_ns), most_for_logs());
  most = std::max<int64_t>(most, plan.multiple * most_threads);
  plan.iterations = std::min(left, (most + plan.multiple - 1) / plan.multiple * plan.multiple);
  plan.alone = false;
  plan.shares = 2 * most_threads;
  plan.least = iterations_in(kChunkNs, cost.compute_ns);
  return plan;
}

WavePlan Plan::fixed(int64_t left) const {
  WavePlan plan;
  plan.multiple = on_grid ? TJ_GRID : 1;
  plan.least = fixed_chunk;
  plan.shares = INT64_MAX;
  plan.alone = most_threads < 2;
  int64_t chunk = (fixed_chunk + plan.multiple - 1) / plan.multiple * plan.multiple;
  plan.iterations = std::min(left, chunk * most_threads);
  return plan;
}

WavePlan Plan::next(int64_t left) {
  if (most_threads < 2 && !on_grid) return {};
  if (fixed_chunk > 0) return fixed(left);
  if (!cost.known() || (found_out && alone_ns < kProbeNs)) {
    last_probe = last_probe == 0 ? 1 : 4 * last_probe;
    WavePlan plan = alone(left, last_probe);
    plan.probe = true;
    return plan;
  }
  double overhead = gate.overhead(most_threads);
  if (cost.saved(most_threads) * static_cast<double>(left) > overhead) return shared(left);
  if (on_grid) return alone(left, iterations_in(kWaveNs, cost.compute_ns));
  if (!found_out || alone_ns > 4 * overhead) return {};
  last_probe *= 2; /* the first iterations may be shorter than the others */
  return alone(left, last_probe);
}

void Plan::saw(int64_t iterations, int64_t compute, int64_t committed, int64_t commit, size_t bytes) {
  alone_ns += static_cast<double>(compute);
  if (committed < iterations / 2) return; /* taken back: what is known of the commit would be too little */
  cost.learn(iterations, compute, commit, bytes);
}

void Plan::end() { cost.decide(most_threads, gate.overhead(most_threads)); }

}  // namespace tracejit::parallel
