#include "unit_stats.h"

#include <algorithm>

#include "../gen/exit_reasons.h"
#include "../gen/parallel_verdicts.h"
#include "json_text.h"

namespace tracejit {
namespace {

/* A script that compiles for hours shall not fill its memory with reports. */
constexpr size_t kMaxGone = 2000;

/* Never destroyed: installations may end while the process does. */
std::vector<const Installation *> &live = *new std::vector<const Installation *>;
std::vector<std::string> &gone = *new std::vector<std::string>;

std::string text_of(PyObject *unicode) {
  const char *utf8 = PyUnicode_AsUTF8(unicode);
  if (utf8) return utf8;
  PyErr_Clear(); /* a lone surrogate in a file name */
  return "?";
}

std::string number(uint64_t value) { return std::to_string(value); }

std::string code_name(const wire::Install &message, int32_t code) {
  auto names = message.code_names();
  if (!names || code < 0 || static_cast<uint32_t>(code) >= names->size()) return "";
  return names->Get(static_cast<uint32_t>(code))->str();
}

std::string exits_json(const Installation &installation, uint64_t &entries) {
  std::string json = "[";
  const wire::Install &message = *installation.message;
  for (uint32_t i = 0; i < message.exits()->size(); i++) {
    uint64_t count = installation.exit_counts[i];
    if (!count) continue;
    const wire::Exit &exit = *message.exits()->Get(i);
    if (exit.reason() != TJ_EXIT_EntryGuard) entries += count;
    if (json.back() == '}') json += ",";
    json += "{\"reason\":" + json_text(tj_exit_reason_names[exit.reason()]) +
            ",\"line\":" + std::to_string(exit.line()) + ",\"code\":" + json_text(code_name(message, exit.code())) +
            ",\"count\":" + number(count) + "}";
  }
  return json + "]";
}

std::string loops_json(const wire::Install &message) {
  std::string json = "[";
  for (uint32_t i = 0; message.verdicts() && i < message.verdicts()->size(); i++) {
    const wire::LoopVerdict &loop = *message.verdicts()->Get(i);
    if (loop.verdict() >= TJ_VERDICT_COUNT) continue;
    if (json.back() == '}') json += ",";
    json += "{\"code\":" + json_text(code_name(message, loop.code())) + ",\"line\":" + std::to_string(loop.line()) +
            ",\"verdict\":\"" + tj_parallel_verdict_names[loop.verdict()] +
            "\",\"prange\":" + (loop.prange() ? "true" : "false") +
            ",\"detail\":" + json_text(loop.detail() ? loop.detail()->str() : "") + "}";
  }
  return json + "]";
}

}  // namespace

std::string unit_json(const Installation &installation) {
  const wire::Install &message = *installation.message;
  PyCodeObject *code = installation.codes[0];
  int line = PyCode_Addr2Line(code, static_cast<int>(message.unit()) * 2);
  uint64_t entries = 0;
  std::string exits = exits_json(installation, entries);
  return "{\"code\":" + json_text(text_of(code->co_qualname)) + ",\"file\":" + json_text(text_of(code->co_filename)) +
         ",\"entry\":" + (message.entry() == 1 ? "\"function\"" : "\"loop\"") + ",\"unit\":" + number(message.unit()) +
         ",\"line\":" + std::to_string(line < 0 ? 0 : line) + ",\"entries\":" + number(entries) +
         ",\"codeBytes\":" + number(message.code_bytes()) + ",\"valid\":" + (installation.valid ? "true" : "false") +
         ",\"exits\":" + exits + ",\"loops\":" + loops_json(message) + "}";
}

void unit_begins(const Installation &installation) { live.push_back(&installation); }

void unit_ends(const Installation &installation) {
  auto found = std::find(live.begin(), live.end(), &installation);
  if (found == live.end()) return;
  live.erase(found);
  if (gone.size() < kMaxGone && !knobs().stats.empty()) gone.push_back(unit_json(installation));
}

std::string units_json() {
  std::string json = "[";
  auto append = [&json](const std::string &unit) { json += (json.back() == '[' ? "" : ",") + unit; };
  for (const std::string &unit : gone) append(unit);
  for (const Installation *installation : live) append(unit_json(*installation));
  return json + "]";
}

}  // namespace tracejit
