#include "cost.h"

#include <algorithm>

namespace tracejit::parallel {
namespace {

/* Of one iteration, when the clock saw nothing. */
constexpr double kLeastNs = 0.1;

/* A look costs a microsecond or two: a hundredth of what was refused since the last. */
constexpr double kLookAgainNs = 100000;
/* What a refusal counts at least: a loop of no iterations may become one of many. */
constexpr double kRefusalNs = 1000;

/* What a commit takes however much there is to do: in a first look of a few iterations it is nearly all, and taken for a part of
 * each it made loops that are first met short never pay. */
constexpr double kCommitNs = 5000;

double mixed(double before, double seen, bool known) { return known ? (before + seen) / 2 : seen; }

}  // namespace

double LoopCost::saved(int count) const {
  return count < 2 ? -1 : compute_ns * (1 - 1.0 / static_cast<double>(count)) - commit_ns;
}

void LoopCost::learn(int64_t iterations, int64_t compute, int64_t commit, size_t bytes) {
  if (iterations <= 0) return;
  auto per = [&](double all) { return all / static_cast<double>(iterations); };
  bool before = known();
  compute_ns = mixed(compute_ns, std::max(kLeastNs, per(static_cast<double>(compute))), before);
  double own = bytes == 0 ? 0 : std::max(0.0, static_cast<double>(commit) - kCommitNs);
  commit_ns = mixed(commit_ns, per(own), before);
  log_bytes = mixed(log_bytes, per(static_cast<double>(bytes)), before);
}

/* A wave of which little could be committed was for nothing: back off, twice as long each time. */
void LoopCost::ended(bool stopped, int64_t done) {
  bool in_vain = stopped && static_cast<double>(done) * compute_ns < kLookAgainNs;
  strikes = in_vain ? std::min(strikes + 1, 16) : 0;
  skip = in_vain ? int64_t{1} << strikes : 0;
}

bool LoopCost::pays(int64_t count) {
  if (skip > 0) {
    skip--;
    return false;
  }
  if (count >= pays_from) return true;
  refused_ns += std::max(kRefusalNs, static_cast<double>(count) * compute_ns);
  if (threads < 2 || refused_ns < kLookAgainNs) return false;
  refused_ns = 0;
  return true;
}

void LoopCost::decide(int count, double overhead) {
  threads = count;
  double gain = known() ? saved(count) : -1;
  double from = gain > 0 ? overhead / gain + 1 : 1e18;
  pays_from = from < 1e18 ? static_cast<int64_t>(from) : INT64_MAX;
}

}  // namespace tracejit::parallel
