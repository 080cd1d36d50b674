/* Whether a place that has been passed often is hot as well, and which loop of a nest is then compiled.
 *
 * An engine costs 90 ms of another core, and nine of ten loops that a program's imports run a thousand times are over by
 * then, or were passed a few times a millisecond. In a nest the innermost loop gets hot first, but compiling it and then
 * each loop around it takes as many compilations as there are loops. */
#include <algorithm>

#include "client.h"
#include "loop_range.h"
#include "recorder.h"
#include "tiering.h"

namespace tracejit {
namespace {

constexpr uint64_t kSparseNs = 4000;                /* a pass on average: nothing to be won that is worth a compiler */
constexpr uint32_t kSparseRounds = 16;              /* after which a place is taken for hot all the same */
constexpr uint64_t kEnclosingPasses = 4;            /* of a loop around a hot one, to be taken in its place */
constexpr int kCallers = 3;                         /* frames up in which such a loop is looked for */
constexpr uint64_t kEnclosingNs = 1000000;          /* for one of them, at most */
constexpr uint64_t kLastingNs = 2000000;            /* a loop has to run before the first engine is started for it */
constexpr uint64_t kMostPasses = uint64_t{1} << 16; /* until it is looked at again */

void look_again(Place &place, uint64_t passes) {
  place.skip = static_cast<uint32_t>(std::min(passes, kMostPasses));
  place.counted += place.skip + 1;
}

/* Passes since counting began. */
uint64_t passes_so_far(const Place &place) { return place.counted - std::min<uint64_t>(place.counted, place.skip + 1); }

/* When it will have lasted kLastingNs, at the speed of the passes that have `taken` ns. */
void look_after(Place &place, uint64_t taken) {
  look_again(place, passes_so_far(place) * (kLastingNs - taken) / std::max<uint64_t>(taken, 1000));
}

/* Comes by often enough to be recorded and entered without much waiting. */
bool comes_by(const Place &place, uint64_t now) {
  uint64_t passes = passes_so_far(place);
  return passes >= kEnclosingPasses && now - place.counting_since <= passes * kEnclosingNs;
}

bool under_way(const Place &place) { return place.request || being_recorded(place); }

/* Is being compiled, or is to be. */
bool is_candidate(const Place &place, uint64_t now) {
  return !place.function && !place.refused && place.versions.empty() && (under_way(place) || comes_by(place, now));
}

/* The outermost candidate around `inner`. */
Place *enclosing_loop(CodeState &state, Place &inner, uint64_t now) {
  Place *best = nullptr;
  for (auto &outer : state.places)
    if (is_candidate(*outer, now) && encloses(state, *outer, inner) && (!best || outer->unit < best->unit))
      best = outer.get();
  return best;
}

/* The outermost candidate of the nearest caller that is inside one: what it calls is most likely inlined there. */
Place *calling_loop(_PyInterpreterFrame *frame, uint64_t now) {
  for (int depth = 0; depth < kCallers && (frame = tj_frame_previous(frame)); depth++) {
    CodeState *caller = find_code_state(tj_frame_code(frame)); /* frames that are not Python's have none */
    if (!caller) continue;
    auto unit = static_cast<uint32_t>(tj_frame_unit(frame));
    Place *best = nullptr;
    for (auto &place : caller->places)
      if (is_candidate(*place, now) && place->unit <= unit && unit <= loop_end(*caller, *place) &&
          (!best || place->unit < best->unit))
        best = place.get();
    if (best) return best;
  }
  return nullptr;
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
  look_after(place, taken);
  return false;
}

bool leave_to_enclosing(CodeState &state, Place &inner, _PyInterpreterFrame *frame) {
  if (!knobs().patient || inner.function || inner.chosen) return false;
  uint64_t now = monotonic_ns(), taken = now - inner.counting_since;
  Place *outer = enclosing_loop(state, inner, now);
  if (!outer) outer = calling_loop(frame, now);
  if (outer) {
    if (!under_way(*outer)) {
      outer->warm = outer->chosen = true;
      outer->skip = 0; /* it is recorded when it comes by */
    }
    look_again(inner, knobs().threshold / 4);
    return true;
  }
  if (taken >= kLastingNs || !inside_loop(state, inner)) return false;
  look_after(inner, taken); /* it has got hot so fast that the loop around it has not come by yet */
  return true;
}

}  // namespace tracejit
