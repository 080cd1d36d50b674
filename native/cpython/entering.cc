/* Installing what the engine sent, entering it, and telling whether that pays. */
#include <x86intrin.h>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include "../gen/exit_reasons.h"
#include "direct_call.h"
#include "exit_owner.h"
#include "loop_range.h"
#include "marking.h"
#include "recorder.h"
#include "tiering.h"

namespace tracejit {
namespace {

/* Time-stamp counter ticks, about a microsecond; sanitizers make an entry up to five times as long. */
#ifdef __SANITIZE_ADDRESS__
constexpr uint64_t kAtOnce = 20000;
#else
constexpr uint64_t kAtOnce = 4000;
#endif
constexpr uint32_t kStrikes = 64;
constexpr uint32_t kForgiven = 16; /* strikes, for each kAtOnce that an entry took */
constexpr uint32_t kMaxBackoff = 1u << 16;

std::unordered_map<const Installation *, ExitOwner> owners;
uint64_t shutdowns = 0;

void add_times(const wire::Install &message) {
  if (!message.times()) return;
  auto &totals = counters().compile_ms;
  for (const wire::StageTime *time : *message.times()) {
    std::string stage = time->stage() ? time->stage()->str() : "";
    auto found = std::find_if(totals.begin(), totals.end(), [&](auto &total) { return total.first == stage; });
    if (found == totals.end())
      totals.emplace_back(stage, time->ms());
    else
      found->second += time->ms();
  }
}

/* Loops around one that has just become native. */
void encourage_enclosing(CodeState &state, Place &inner) {
  for (auto &outer : state.places) {
    if (!outer->versions.empty() || outer->request || !encloses(state, *outer, inner)) continue;
    start_early(*outer);
  }
}

/* Entries that leave native code almost at once, every time, cost more than they give. A longer one makes good for some of
 * them, in proportion: one that was only interrupted does not make good for all. */
void judge(Place &place, uint64_t ticks) {
  if (ticks > kAtOnce) {
    place.strikes -= static_cast<uint32_t>(std::min<uint64_t>(place.strikes, ticks / kAtOnce * kForgiven));
    return;
  }
  bool wanted = place.last_reason == TJ_EXIT_Finished || place.last_reason == TJ_EXIT_Poll;
  if (wanted) {
    if (place.strikes) place.strikes--;
    return;
  }
  place.strikes += 2;
  if (place.strikes < kStrikes || place.request || place.skip) return;
  Recording *recording = recording_under_way();
  if (recording && recording->place == &place) return;
  place.strikes = kStrikes / 2;
  place.skip = place.backoff;
  place.backoff = std::min(place.backoff * 2, kMaxBackoff);
}

void drop_invalid(Place &place) {
  auto &versions = place.versions;
  for (size_t i = 0; i < versions.size();) {
    if (installation_valid(*versions[i].installation)) {
      i++;
      continue;
    }
    /* Freed only after it has left the list: freeing may run code that comes here. */
    std::shared_ptr<Installation> dropped = std::move(versions[i].installation);
    owners.erase(dropped.get());
    versions.erase(versions.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

const ExitOwner *exit_owner(const Installation &installation) {
  auto found = owners.find(&installation);
  return found == owners.end() ? nullptr : &found->second;
}

void forget_installations() {
  owners.clear();
  shutdowns++;
  direct_epoch++;
}

bool install_at(CodeState &state, Place &place, std::string message, std::vector<EntryValue> entry,
                _PyInterpreterFrame *frame, Installation *replaces) {
  std::string why;
  auto installation = install_code(std::move(message), state.code, frame, why);
  if (!installation) {
    count_bail(why);
    return false;
  }
  add_times(*install_message(*installation));
  owners[installation.get()] = {state.serial, place.unit, place.function};
  Version version;
  version.installation = installation;
  version.entry = std::move(entry);
  version.digest = std::exchange(place.asked_digest, 0);
  version.triggers.assign(exit_counts(*installation).size(), std::max<uint32_t>(1, knobs().exit_threshold));
  auto old = std::find_if(place.versions.begin(), place.versions.end(),
                          [&](Version &other) { return other.installation.get() == replaces; });
  if (replaces && old != place.versions.end()) {
    std::swap(*old, version);
    owners.erase(version.installation.get());
  } else {
    place.versions.push_back(std::move(version));
  }
  direct_epoch++;
  place.skip = place.misses = place.strikes = 0;
  place.backoff = 64;
  place.installed = monotonic_ns();
  encourage_enclosing(state, place);
  if (place.function) call_directly(state);
  return true;
}

void take_installs(CodeState &state, Place &place, PyCodeObject *, _PyInterpreterFrame *frame) {
  while (!place.answers.empty()) {
    std::string message = std::move(place.answers.back());
    place.answers.pop_back();
    place.request = 0;
    Installation *replaces = place.replaces;
    place.replaces = nullptr;
    if (!install_at(state, place, std::move(message), place.asked, frame, replaces) && !replaces) place.refused = true;
  }
}

EnterOutcome enter_place(Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame, PyObject **result) {
  drop_invalid(place);
  for (size_t i = 0; i < place.versions.size(); i++) {
    std::shared_ptr<Installation> installation = place.versions[i].installation;
    uint64_t shutdowns_before = shutdowns;
    uint64_t start = __rdtsc();
    EnterOutcome outcome = enter_native(tstate, frame, *installation, result);
    if (outcome == EnterOutcome::Refused) continue;
    if (outcome == EnterOutcome::Blocked) return outcome;
    /* Python code may have run meanwhile, and ended everything. */
    if (shutdowns == shutdowns_before) {
      place.misses = 0;
      place.blocked = 0;
      judge(place, __rdtsc() - start);
    }
    return outcome;
  }
  return EnterOutcome::Refused;
}

EnterOutcome call_place(Place &place, PyThreadState *tstate, PyFunctionObject *function, PyObject **slots,
                        PyObject **result) {
  for (size_t i = 0; i < place.versions.size(); i++) {
    CallResult call;
    uint64_t shutdowns_before = shutdowns, start = place.strikes ? __rdtsc() : 0;
    EnterOutcome outcome = enter_call(tstate, function, slots, *place.versions[i].installation, &call);
    if (outcome == EnterOutcome::Refused) continue;
    if (outcome == EnterOutcome::Blocked) return outcome;
    *result = call.value;
    if (shutdowns != shutdowns_before) return outcome;
    if (!call.at_once)
      judge(place, start ? __rdtsc() - start : 0);
    else if (place.strikes)
      place.strikes--;
    return outcome;
  }
  return EnterOutcome::Refused;
}

}  // namespace tracejit
