#include "tiering.h"

#include <algorithm>
#include "client.h"
#include "loop_range.h"
#include "recorder.h"
#include "requests.h"

namespace tracejit {
namespace {

constexpr uint32_t kEnclosingSkip = 8; /* passes of a loop around a native one before it is recorded */
constexpr uint32_t kBusySkip = 16;     /* another recording is under way */
constexpr uint32_t kMissesBeforeAsk = 8;
constexpr uint32_t kBlockedIsMiss = 64; /* blocked passes in a row after which another version may be of help */
constexpr uint32_t kMaxAsks = 4;
constexpr uint32_t kMaxBackoff = 1u << 16;
constexpr uint32_t kFirstInvalid = 64;     /* passes, at least, before a place is recorded that became invalid */
constexpr uint32_t kMaxInvalid = 1u << 24; /* and at most: half a second of a tight loop */
constexpr uint64_t kShortLife = 1000ull * 1000000; /* ns: ten times what compiling takes */

PyObject *none() { return Py_NewRef(Py_None); }

PyObject *give_up(Place &place) {
  place.refused = true;
  return Py_NewRef(monitoring().disable);
}

bool record(CodeState &state, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame, RecordingCause cause) {
  if (start_recording(state, place, tstate, frame, entry_values(frame), cause)) {
    place.skip = 0;
    return true;
  }
  place.skip = kBusySkip;
  return false;
}

/* The first look warms the engine, the second records. What is in the cache needs no engine. */
PyObject *grow_hot(CodeState &state, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame) {
  if (!place.cache_searched && !knobs().cache.empty()) {
    place.cache_searched = true;
    if (install_from_cache(state, place, frame)) return none();
  }
  if (!place.warm) {
    if (!is_hot(place)) return none();
    place.warm = true;
    if (knobs().cache.empty())
      warm_engine(); /* else what is cached may be found first, for a loop around this one too */
    uint32_t rest = knobs().threshold - knobs().threshold / 4;
    place.skip = place.function || rest == 0 ? 0 : rest - 1;
    if (place.skip) return none();
  }
  if (counters().regions >= knobs().max_regions) return give_up(place);
  if (!requests_useful()) return give_up(place);
  if (leave_to_enclosing(state, place, frame)) return none();
  record(state, place, tstate, frame, RecordingCause::Hot);
  return none();
}

/* No version could be entered: ask for another one, and look less often. */
void miss(CodeState &state, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame) {
  place.misses++;
  bool ask = place.misses >= kMissesBeforeAsk && place.asks < kMaxAsks && !place.refused && requests_useful();
  if (ask && counters().regions < knobs().max_regions) {
    place.misses = 0;
    record(state, place, tstate, frame, RecordingCause::AnotherEntry);
  } else if (place.misses >= kMissesBeforeAsk) {
    place.misses = 0;
    place.skip = place.backoff;
    place.backoff = std::min(place.backoff * 2, kMaxBackoff);
  }
}

/* All versions have become invalid. What lived for long was worth its compilation and starts anew; what does not will not the
 * next time: it is counted anew, twice as long each time. */
void bury(Place &place) {
  bool short_life = monotonic_ns() - place.installed < kShortLife;
  place.short_lives = short_life ? place.short_lives + 1 : 1;
  uint64_t passes = uint64_t{std::max(kFirstInvalid, knobs().threshold)} << std::min(place.short_lives - 1, 24u);
  if (!place.request && !being_recorded(place))
    place.skip = static_cast<uint32_t>(std::min<uint64_t>(passes, kMaxInvalid));
}

}  // namespace

bool being_recorded(const Place &place) {
  Recording *recording = recording_under_way();
  return recording && recording->place == &place;
}

bool around_native_code(CodeState &state, Place &place) {
  return std::any_of(state.places.begin(), state.places.end(),
                     [&](auto &inner) { return !inner->versions.empty() && encloses(state, place, *inner); });
}

void start_early(Place &place) {
  place.warm = true;
  place.skip = std::min(place.skip, kEnclosingSkip);
}

uint32_t first_function_skip() { return std::min<uint32_t>(200, knobs().threshold); }

PyObject *look_at_place(CodeState &state, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame) {
  if (state.mark) state.mark->armed = 0; /* whatever is decided here */
  pass_in_recording(state, place, tstate, frame);
  poll_engine();
  take_installs(state, place, state.code, frame);
  if (entry_suspended(place, tstate)) return none();
  if (!place.versions.empty()) {
    PyObject *result = nullptr;
    EnterOutcome outcome = enter_place(place, tstate, frame, &result);
    if (outcome == EnterOutcome::Entered) return result;
    if (place.versions.empty()) bury(place);
    if (place.skip) return none();
    if (outcome == EnterOutcome::Blocked && ++place.blocked < kBlockedIsMiss) return none();
  }
  if (place.request || being_recorded(place)) return none();
  if (!place.versions.empty()) {
    miss(state, place, tstate, frame);
    return none();
  }
  if (place.refused) return give_up(place);
  return grow_hot(state, place, tstate, frame);
}

}  // namespace tracejit
