/* When a recording ends, and when a hot exit starts one. */
#include <algorithm>
#include <cstdint>

#include "../gen/exit_reasons.h"
#include "exit_owner.h"
#include "marking.h"
#include "recorder.h"
#include "requests.h"
#include "tiering.h"

namespace tracejit {
namespace {

constexpr uint32_t kPasses = 64;         /* of the place recorded */
constexpr uint32_t kFewPasses = 4;       /* enough when they take long, and after a hot exit */
constexpr uint32_t kInnerPasses = 512;   /* of other places, with few passes of the place itself */
constexpr uint32_t kSuspendedPasses = 8; /* of a native inner loop, seen in the interpreter in each recording */
constexpr uint32_t kWaitingPasses = 8;   /* of other places, while the place recorded is not entered again */
constexpr uint32_t kMaxRerecordings = 12;
constexpr uint32_t kMaxBackoff = 1u << 16;  /* passes until a place is recorded again that did not come by */
constexpr uint64_t kLong = 20ull * 1000000; /* ns */
constexpr uint64_t kTooLong = 500ull * 1000000;

bool seen_enough(const Recording &recording) {
  uint64_t taken = monotonic_ns() - recording.started;
  if (taken > kTooLong) return true;
  bool few = recording.root_edges >= kFewPasses || recording.one_call;
  if (recording.cause == RecordingCause::HotExit) return few || recording.other_edges >= kPasses || taken > kLong;
  return recording.root_edges >= kPasses || (few && (recording.other_edges >= kInnerPasses || taken > kLong));
}

/* Ends the recording and asks for code. `frame`: at the place recorded, or null. */
void finish(_PyInterpreterFrame *frame) {
  Recording done = stop_recording();
  CodeState *root = find_code_state(done.root);
  if (root && root->observations.any() && !done.place->request) {
    assume_rest(*root, done.globals);
    bool fresh = frame && done.cause != RecordingCause::HotExit;
    request_code(*root, *done.place, done.globals, fresh ? entry_values(frame) : std::move(done.entry), done.replaces);
  }
  Py_DECREF(done.globals);
}

/* A loop that does not come by while others are looked at all the time keeps those from being recorded: later, perhaps. */
void abandon() {
  Place &place = *recording_under_way()->place; /* may go when the recording lets go of its code */
  place.skip = place.backoff;
  place.backoff = std::min(place.backoff * 2, kMaxBackoff);
  Py_DECREF(stop_recording().globals);
}

bool does_not_come(const Recording &recording) {
  return recording.cause == RecordingCause::Hot && recording.root_edges == 0 && recording.other_edges >= kInnerPasses &&
         monotonic_ns() - recording.started > kLong;
}

/* Whether another recording can make the exit go away. */
bool worth_recording(const Place &place) {
  switch (place.last_reason) {
    case TJ_EXIT_EntryGuard:
    case TJ_EXIT_Finished:
    case TJ_EXIT_Poll:
    case TJ_EXIT_Unbound:
    case TJ_EXIT_DivisionByZero:
    case TJ_EXIT_IndexOutOfRange:
    case TJ_EXIT_Finaliser:
    case TJ_EXIT_NotCompiled:
    case TJ_EXIT_Forced:
    case TJ_EXIT_NoMemory:
    case TJ_EXIT_ModifiedLength:
    case TJ_EXIT_TooManyVersions:
    case TJ_EXIT_DomainError:
    case TJ_EXIT_IntOverflow: /* the same code would come again */
    case TJ_EXIT_RecursionLimit: return false;
    default: return true;
  }
}

/* Watches the code of the inlined frames that the exit rebuilt. */
void watch_inlined(const wire::Install &message, const wire::Exit &exit) {
  const auto *frames = message.snapshots()->Get(exit.snapshot())->frames();
  for (uint32_t i = 0; i < frames->size(); i++) {
    int32_t function = frames->Get(i)->function();
    if (function < 0 || !message.bindings() || static_cast<uint32_t>(function) >= message.bindings()->size()) continue;
    const auto *hash = message.bindings()->Get(static_cast<uint32_t>(function))->expect_hash();
    CodeState *inlined = hash ? find_code_state_by_hash(hash->str()) : nullptr;
    if (inlined) watch_in_recording(inlined->code, i);
  }
}

Version *version_of(Place &place, const Installation &installation) {
  for (Version &version : place.versions)
    if (version.installation.get() == &installation) return &version;
  return nullptr;
}

void record_exit(CodeState &state, Place &place, Version &version, uint32_t exit_number, _PyInterpreterFrame *frame) {
  Installation &installation = *version.installation;
  uint64_t count = exit_counts(installation)[exit_number];
  if (count < version.triggers[exit_number] || place.request || place.rerecordings >= kMaxRerecordings) return;
  if (!requests_useful() || recording_under_way()) return;
  version.triggers[exit_number] = count * 2;
  PyThreadState *tstate = PyThreadState_GetUnchecked();
  if (!start_recording(state, place, tstate, frame, version.entry, RecordingCause::HotExit)) return;
  recording_under_way()->replaces = &installation;
  place.rerecordings++;
  place.skip = 0;
  const wire::Install &message = *install_message(installation);
  watch_inlined(message, *message.exits()->Get(exit_number));
}

/* Passes below which a recording goes on after its frame was left. */
uint32_t passes_wanted(const Recording &recording) {
  bool exit = recording.cause == RecordingCause::HotExit;
  if (!recording.place->function) return exit ? 0 : 2;
  return recording.one_call ? 0 : exit ? kFewPasses : kPasses;
}

}  // namespace

void pass_in_recording(CodeState &, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame) {
  Recording *recording = recording_under_way();
  if (!recording) return;
  bool root = recording->place == &place;
  if (recording->thread != tstate) {
    if (monotonic_ns() - recording->started > kTooLong) finish(nullptr);
    return;
  }
  if (place.recording != recording->number) place.passes = 0;
  place.recording = recording->number;
  place.passes++;
  (root ? recording->root_edges : recording->other_edges)++;
  if (root) recording->frame = recording->nests ? nullptr : frame; /* only its passes count, then */
  bool waiting = !recording->frame && !recording->nests;
  recording->waiting_edges = waiting ? recording->waiting_edges + 1 : 0;
  if (seen_enough(*recording) || recording->waiting_edges >= kWaitingPasses) return finish(root ? frame : nullptr);
  if (does_not_come(*recording)) abandon();
}

bool entry_suspended(const Place &place, PyThreadState *tstate) {
  Recording *recording = recording_under_way();
  if (!recording || recording->thread != tstate) return false;
  return recording->place == &place || place.passes <= kSuspendedPasses;
}

void recording_interrupted(bool left) {
  Recording &recording = *recording_under_way();
  if (left && recording.root_edges < passes_wanted(recording))
    recording.frame = nullptr; /* short loops, functions: go on when the code is entered again */
  else
    finish(nullptr);
}

void note_exit(Installation &installation, uint32_t exit_number, _PyInterpreterFrame *frame) {
  const ExitOwner *owner = exit_owner(installation);
  CodeState *state = owner ? find_code_state(owner->code) : nullptr;
  Place *place = state ? state->find_place(owner->unit, owner->function) : nullptr;
  Version *version = place ? version_of(*place, installation) : nullptr;
  if (!version) return;
  place->last_reason = install_message(installation)->exits()->Get(exit_number)->reason();
  if (worth_recording(*place)) record_exit(*state, *place, *version, exit_number, frame);
}

}  // namespace tracejit
