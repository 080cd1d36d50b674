#include <unistd.h>

#include <cinttypes>
#include <cstdio>

#include "../gen/exit_reasons.h"
#include "parallel_counters.h"
#include "runtime.h"
#include "startup.h"
#include "stats.h"
#include "unit_stats.h"

namespace tracejit {
namespace {

constexpr int kStatsVersion = 1;

/* Names are ours: letters only. */
void append_count(std::string &text, const std::string &name, uint64_t count) {
  char number[32];
  std::snprintf(number, sizeof number, "%" PRIu64, count);
  text += (text.back() == '{' ? "\"" : ",\"") + name + "\":" + number;
}

std::string exits_json() {
  std::string text = "{";
  const auto &exits = counters().exits;
  for (size_t reason = 0; reason < TJ_EXIT_COUNT; reason++)
    if (exits[reason]) append_count(text, tj_exit_reason_names[reason], exits[reason]);
  return text + "}";
}

std::string bails_json() {
  std::string text = "{";
  for (const auto &[reason, count] : counters().bails) append_count(text, reason, count);
  return text + "}";
}

std::string times_json() {
  std::string text = "{";
  for (const auto &[stage, ms] : counters().compile_ms) {
    char number[48];
    std::snprintf(number, sizeof number, "%.3f", ms);
    text += (text.back() == '{' ? "\"" : ",\"") + stage + "\":" + number;
  }
  return text + "}";
}

std::string parallel_json() {
  const tj_parallel_counters &counts = tj_parallel_counts;
  std::string text = "{";
  append_count(text, "runs", counts.runs);
  append_count(text, "iterations", counts.iterations);
  append_count(text, "chunks", counts.chunks);
  append_count(text, "stopped", counts.stopped);
  append_count(text, "released", counts.released);
  append_count(text, "threads", counts.threads);
  append_count(text, "tooCheap", counts.too_cheap);
  return text + "}";
}

/* The stats path with each %p replaced by the process id. */
std::string stats_path() {
  std::string path = knobs().stats;
  for (size_t at; (at = path.find("%p")) != std::string::npos;) path.replace(at, 2, std::to_string(getpid()));
  return path;
}

const pid_t loading_process = getpid();

}  // namespace

/* Never destroyed: counted to the end of the process. */
Counters &all_counters = *new Counters;

void count_bail(const std::string &reason) {
  for (auto &[name, count] : counters().bails) {
    if (name != reason) continue;
    count++;
    return;
  }
  counters().bails.emplace_back(reason, 1);
}

std::string stats_json() {
  const Counters &all = counters();
  std::string text = "{";
  append_count(text, "version", kStatsVersion);
  append_count(text, "pid", static_cast<uint64_t>(getpid()));
  append_count(text, "regions", all.regions);
  append_count(text, "entries", all.entries);
  append_count(text, "entriesRefused", all.entries_refused);
  append_count(text, "entriesBlocked", all.entries_blocked);
  append_count(text, "requests", all.requests);
  append_count(text, "refusals", all.refusals);
  append_count(text, "traces", all.traces);
  append_count(text, "invalidations", all.invalidations);
  append_count(text, "codeBytes", all.code_bytes);
  append_count(text, "irOps", all.ir_ops);
  return text + ",\"exits\":" + exits_json() + ",\"bails\":" + bails_json() + ",\"compileMs\":" + times_json() +
         ",\"startup\":" + startup_json() + ",\"parallel\":" + parallel_json() + ",\"units\":" + units_json() + "}";
}

void write_stats() {
  const std::string &name = knobs().stats;
  if (name.empty() || (getpid() != loading_process && name.find("%p") == std::string::npos)) return;
  FILE *file = std::fopen(stats_path().c_str(), "w");
  if (!file) return;
  std::fprintf(file, "%s\n", stats_json().c_str());
  std::fclose(file);
}

}  // namespace tracejit

tj_parallel_counters tj_parallel_counts;
