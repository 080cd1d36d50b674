/* Compiled code kept by earlier runs: <folder>/<code hash>-<unit>-*.install, each a Message with an Install whose shared
 * object lies beside it. */
#include <dirent.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include "prange.h"
#include "recorder.h"
#include "tiering.h"

namespace tracejit {
namespace {

constexpr size_t kMaxVersions = 4;

std::vector<std::string> files_of(const std::string &folder, const std::string &prefix) {
  std::vector<std::string> names;
  DIR *directory = opendir(folder.c_str());
  if (!directory) return names;
  const std::string suffix = ".install";
  while (dirent *entry = readdir(directory)) {
    std::string name = entry->d_name;
    if (name.size() < prefix.size() + suffix.size() || name.compare(0, prefix.size(), prefix) != 0) continue;
    if (name.compare(name.size() - suffix.size(), suffix.size(), suffix) == 0) names.push_back(name);
  }
  closedir(directory);
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_file(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/* Whether the message is whole, for this place, and for use (the engine's answer says more than it). */
bool fits(const std::string &message, CodeState &state, const Place &place) {
  flatbuffers::Verifier verifier(reinterpret_cast<const uint8_t *>(message.data()), message.size(), 64, 100000000);
  if (message.empty() || !wire::VerifyMessageBuffer(verifier)) return false;
  const wire::Install *install = wire::GetMessage(message.data())->body_as_Install();
  if (!install || !install->code_hash() || install->unit() != place.unit) return false;
  if (install->code_hash()->str() != state.hash() || (install->entry() == 1) != place.function) return false;
  PrangeAnswer prange = keep_prange_faults(*install, &state);
  return !prange.broken || prange.entered_behind;
}

}  // namespace

bool install_from_cache(CodeState &state, Place &place, _PyInterpreterFrame *frame) {
  if (state.hash().empty()) return false;
  const std::string &folder = knobs().cache;
  size_t before = place.versions.size();
  std::string prefix = state.hash();
  prefix.append("-").append(std::to_string(place.unit)).append("-");
  for (const std::string &name : files_of(folder, prefix)) {
    if (place.versions.size() >= kMaxVersions) break;
    std::string path = folder;
    std::string message = read_file(path.append("/").append(name));
    if (fits(message, state, place)) install_at(state, place, std::move(message), entry_values(frame), frame, nullptr);
  }
  return place.versions.size() > before;
}

}  // namespace tracejit
