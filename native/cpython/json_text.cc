#include "json_text.h"

#include <cstdio>

namespace tracejit {

std::string json_text(const std::string &text) {
  std::string json = "\"";
  for (char c : text) {
    char escape[8];
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      std::snprintf(escape, sizeof escape, "\\u%04x", c);
      json += escape;
    } else {
      json += c;
    }
  }
  return json + "\"";
}

}  // namespace tracejit
