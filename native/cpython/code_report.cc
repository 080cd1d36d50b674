#include "code_report.h"

#include "json_text.h"
#include "tiering.h"
#include "unit_stats.h"

namespace tracejit {
namespace {

const char *state_of(const Place &place) {
  if (!place.versions.empty()) return "compiled";
  if (place.request || !place.answers.empty()) return "compiling";
  if (being_recorded(place)) return "recording";
  return place.refused ? "declined" : "counting";
}

std::string declined_json(const Declined &declined) {
  if (declined.reason.empty()) return "null";
  return "{\"reason\":" + json_text(declined.reason) + ",\"detail\":" + json_text(declined.detail) +
         ",\"line\":" + std::to_string(declined.line) + "}";
}

std::string units_of(const Place &place) {
  std::string json = "[";
  for (const Version &version : place.versions)
    json += (json.back() == '[' ? "" : ",") + unit_json(*version.installation);
  return json + "]";
}

}  // namespace

std::string places_json(CodeState &state) {
  std::string json = "[";
  for (const auto &place : state.places) {
    int line = PyCode_Addr2Line(state.code, static_cast<int>(place->unit) * 2);
    if (json.back() != '[') json += ",";
    json += std::string("{\"entry\":") + (place->function ? "\"function\"" : "\"loop\"") +
            ",\"line\":" + std::to_string(line < 0 ? 0 : line) + ",\"state\":\"" + state_of(*place) +
            "\",\"declined\":" + declined_json(place->declined) + ",\"units\":" + units_of(*place) + "}";
  }
  return json + "]";
}

}  // namespace tracejit
