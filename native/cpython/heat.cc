/* Whether a place that has been passed often enough is hot as well: an engine costs 90 ms of another core, and nine of
 * ten loops that a program's imports run a thousand times are over by then, or were passed a few times a millisecond. */
#include <algorithm>

#include "client.h"
#include "recorder.h"
#include "tiering.h"

namespace tracejit {
namespace {

constexpr uint64_t kSparseNs = 4000;                /* a pass on average: nothing to be won that is worth a compiler */
constexpr uint32_t kSparseRounds = 16;              /* after which a place is taken for hot all the same */
constexpr uint64_t kLastingNs = 2000000;            /* a loop has to run before the first engine is started for it */
constexpr uint64_t kMostPasses = uint64_t{1} << 16; /* until it is looked at again */

void look_again(Place &place, uint64_t passes) {
  place.skip = static_cast<uint32_t>(std::min(passes, kMostPasses));
  place.counted += place.skip + 1;
}

}  // namespace

void start_counting(Place &place) {
  place.counted = uint64_t{place.skip} + 1;
  place.counting_since = monotonic_ns();
}

bool is_hot(Place &place) {
  if (!knobs().patient) return true;
  uint64_t now = monotonic_ns(), taken = now - place.counting_since;
  if (taken > place.counted * kSparseNs) {
    if (++place.sparse_rounds >= kSparseRounds) return true;
    place.counting_since = now;
    uint64_t passes = place.counted;
    place.counted = 0;
    look_again(place, passes);
    return false;
  }
  if (taken >= kLastingNs || engine_started() || !knobs().engine.empty()) return true;
  look_again(place, place.counted * (kLastingNs - taken) / std::max<uint64_t>(taken, 1000));
  return false;
}

}  // namespace tracejit
