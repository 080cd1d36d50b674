#include "requests.h"
#include "startup.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <map>
#include "client.h"
#include "direct_call.h"
#include "prange.h"
#include "trace_digest.h"
#include "trace_writer.h"

namespace tracejit {
namespace {

/* Where the answer to a request belongs. */
struct Asker {
  uint64_t code;
  uint32_t unit;
  bool function;
};

std::map<uint32_t, Asker> open_requests;
std::map<uint32_t, Texts> texts; /* asked for, or arrived and not taken */
uint32_t last_request = 0;

Place *place_of(const Asker &asker) {
  CodeState *state = find_code_state(asker.code);
  return state ? state->find_place(asker.unit, asker.function) : nullptr;
}

/* Takes the first free number of the folder: several processes may record into it. */
void keep_trace(const std::string &message) {
  static int number = 0;
  FILE *file = nullptr;
  while (!file && number < 100000) {
    std::string path = knobs().trace_dir + "/" + std::to_string(++number) + ".trace";
    file = std::fopen(path.c_str(), "wxe");
    if (!file && errno != EEXIST) return;
  }
  if (!file) return;
  std::fwrite(message.data(), 1, message.size(), file);
  std::fclose(file);
}

/* Nothing came of it: with no version the place is not looked at again. */
void refuse(Place &place) {
  place.request = 0;
  if (place.replaces)
    place.replaces = nullptr;
  else
    place.refused = true;
}

std::string text_of(const flatbuffers::String *text, const char *otherwise) { return text ? text->str() : otherwise; }

/* Code that would go through a loop over prange which must raise is not for use. */
bool take_install(CodeState *state, Place &place, const wire::Install &install) {
  PrangeAnswer answer = keep_prange_faults(install, state);
  if (!answer.broken || answer.entered_behind) return true;
  place.declined = {"PrangeDependence", text_of(answer.broken->detail(), ""), answer.broken->line()};
  count_bail(place.declined.reason);
  refuse(place);
  return false;
}

void take_refusal(Place &place, const wire::Refusal &refusal) {
  counters().refusals++;
  place.declined = {text_of(refusal.reason(), "InternalError"), text_of(refusal.detail(), ""), refusal.line()};
  count_bail(place.declined.reason);
  refuse(place);
}

/* Code made of the same facts would be the same code: what was seen again cannot make the exit go away. */
bool nothing_new(const Place &place, const Installation *replaced, uint64_t digest) {
  return replaced && std::any_of(place.versions.begin(), place.versions.end(), [&](const Version &version) {
           return version.installation.get() == replaced && version.digest == digest;
         });
}

/* The Trace message about what was asked for at the place, under a new number. */
std::string next_trace(CodeState &state, const Place &place, PyObject *globals, const std::string &stages = "") {
  TraceRequest request;
  request.id = ++last_request;
  request.root = &state;
  request.place = &place;
  request.entry = &place.asked;
  request.globals = globals;
  request.texts = stages;
  return write_trace(request);
}

}  // namespace

bool requests_useful() { return engine_usable() || !knobs().trace_dir.empty(); }

void request_code(CodeState &state, Place &place, PyObject *globals, std::vector<EntryValue> entry,
                  Installation *replaces) {
  place.asked = std::move(entry);
  place.replaces = replaces;
  std::string message = next_trace(state, place, globals);
  place.asked_digest = trace_digest(*wire::GetMessage(message.data())->body_as_Trace());
  if (nothing_new(place, replaces, place.asked_digest)) return refuse(place);
  counters().traces++;
  if (!knobs().trace_dir.empty()) keep_trace(message);
  if (!send_to_engine(message)) return refuse(place);
  counters().requests++;
  startup_mark(kRecorded);
  place.request = last_request;
  direct_epoch++;
  place.skip = 0;
  if (!replaces) place.asks++;
  open_requests[last_request] = {state.serial, place.unit, place.function};
  if (knobs().sync) wait_for_answer(last_request);
}

uint32_t request_texts(CodeState &state, Place &place, PyObject *globals, const std::string &stages) {
  if (!send_to_engine(next_trace(state, place, globals, stages))) return 0;
  texts[last_request] = {};
  return last_request;
}

Texts take_texts(uint32_t request) {
  poll_engine();
  auto found = texts.find(request);
  if (found == texts.end()) return {true, ""};
  Texts result = found->second;
  if (result.done) texts.erase(found);
  return result;
}

bool request_open(uint32_t request) { return open_requests.count(request) != 0; }

void take_answer(std::string message) {
  startup_mark(kAnswered);
  const wire::Message *parsed = wire::GetMessage(message.data());
  const wire::Install *install = parsed->body_as_Install();
  const wire::Refusal *refusal = parsed->body_as_Refusal();
  uint32_t request = install ? install->request_id() : refusal->request_id();
  if (auto asked = texts.find(request); asked != texts.end()) {
    asked->second = {true, install ? text_of(install->text(), "") : text_of(refusal->detail(), "")};
    return;
  }
  auto found = open_requests.find(request);
  if (found == open_requests.end()) return;
  CodeState *state = find_code_state(found->second.code);
  Place *place = place_of(found->second);
  open_requests.erase(found);
  if (!place) return;
  if (refusal)
    take_refusal(*place, *refusal);
  else if (take_install(state, *place, *install))
    place->answers.push_back(std::move(message));
}

void engine_lost() { abandon_requests(); }

void abandon_requests() {
  for (auto &entry : open_requests)
    if (Place *place = place_of(entry.second)) {
      place->request = 0;
      place->replaces = nullptr;
    }
  open_requests.clear();
  for (auto &asked : texts) asked.second.done = true;
}

}  // namespace tracejit
