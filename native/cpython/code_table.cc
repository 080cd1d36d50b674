#include "code_table.h"

#include <algorithm>
#include <unordered_map>
#include "code_hash.h"
#include "tiering.h"

namespace tracejit {
namespace {

std::unordered_map<PyCodeObject *, std::unique_ptr<CodeState>> states;
std::unordered_map<uint64_t, CodeState *> states_by_serial;
uint64_t last_serial = 0;
/* The states asked for last, by address of the code: most events come from few loops. */
constexpr size_t kRecent = 64;
CodeState *recent[kRecent];
int code_watcher = -1;

CodeState *&recent_place(const PyCodeObject *code) {
  return recent[(reinterpret_cast<uintptr_t>(code) >> 6) % kRecent];
}

int on_code_event(PyCodeEvent event, PyCodeObject *code) {
  if (event != PY_CODE_EVENT_DESTROY) return 0;
  auto found = states.find(code);
  if (found == states.end()) return 0;
  /* Taken out first: freeing the state may run code that asks for states. */
  std::unique_ptr<CodeState> state = std::move(found->second);
  if (recent_place(code) == state.get()) recent_place(code) = nullptr;
  states.erase(found);
  states_by_serial.erase(state->serial);
  return 0;
}

void watch_code() {
  if (code_watcher >= 0) return;
  code_watcher = PyCode_AddWatcher(on_code_event);
  if (code_watcher < 0) PyErr_Clear();
}

}  // namespace

Place *CodeState::find_place(uint32_t unit, bool function) {
  if (last_place && last_place->unit == unit && last_place->function == function) return last_place;
  for (auto &place : places)
    if (place->unit == unit && place->function == function) return last_place = place.get();
  return nullptr;
}

Place &CodeState::add_place(uint32_t unit, bool function, uint32_t skip) {
  places.push_back(std::make_unique<Place>());
  Place &place = *places.back();
  place.unit = unit;
  place.function = function;
  place.skip = skip;
  start_counting(place);
  last_place = &place;
  if (function) function_place = &place;
  return place;
}

tj_parallel_mode CodeState::parallel() const {
  if (knobs().parallel == TJ_PARALLEL_Always) return TJ_PARALLEL_Always;
  return mark && mark->parallel ? TJ_PARALLEL_Asked : static_cast<tj_parallel_mode>(knobs().parallel);
}

const std::string &CodeState::hash() {
  if (!hash_.empty()) return hash_;
  hash_ = code_hash(code);
  if (!hash_.empty() && parallel() != TJ_PARALLEL_Off) hash_ += std::to_string(parallel());
  return hash_;
}

void CodeState::ask_anew() {
  hash_.clear();
  for (auto &place : places) {
    place->refused = place->cache_searched = false;
    place->asks = 0;
    for (Version &version : place->versions) invalidate(*version.installation);
  }
}

CodeState *find_code_state(PyCodeObject *code) {
  CodeState *&last = recent_place(code);
  if (last && last->code == code) return last;
  auto found = states.find(code);
  return found == states.end() ? nullptr : last = found->second.get();
}

CodeState &code_state(PyCodeObject *code) {
  if (CodeState *state = find_code_state(code)) return *state;
  watch_code();
  auto state = std::make_unique<CodeState>();
  state->code = code;
  state->serial = ++last_serial;
  states_by_serial[state->serial] = state.get();
  return *(states[code] = std::move(state));
}

CodeState *find_code_state(uint64_t serial) {
  auto found = states_by_serial.find(serial);
  return found == states_by_serial.end() ? nullptr : found->second;
}

CodeState *find_code_state_by_hash(const std::string &hash) {
  for (auto &entry : states)
    if (entry.second->observations.any() && entry.second->hash() == hash) return entry.second.get();
  return nullptr;
}

void each_code_state(const std::function<void(CodeState &)> &visit) {
  for (auto &entry : states_by_serial) visit(*entry.second);
}

void drop_code_states() {
  auto dropped = std::move(states);
  states.clear();
  states_by_serial.clear();
  std::fill(recent, recent + kRecent, nullptr);
  if (code_watcher >= 0 && PyCode_ClearWatcher(code_watcher) < 0) PyErr_Clear();
  code_watcher = -1;
}

}  // namespace tracejit
