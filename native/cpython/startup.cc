/* The way from process start to the first native entry, by stage: what `tracejit bench --startup` shows. */
#include "startup.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <unistd.h>

#include <utility>
#include <vector>

namespace tracejit {
namespace {

std::vector<std::pair<const char *, double>> marks;

double clock_ms(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/* CLOCK_MONOTONIC of the process' start, ms: as the one who started it says (TRACEJIT_STARTED, nanoseconds), else by
 * the kernel's account, which counts in hundredths of a second. */
double process_start_ms() {
  if (const char *given = std::getenv("TRACEJIT_STARTED")) return std::strtod(given, nullptr) / 1e6;
  unsigned long long ticks = 0;
  if (FILE *stat = std::fopen("/proc/self/stat", "r")) {
    int fields = std::fscanf(
        stat, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &ticks);
    if (fields != 1) ticks = 0;
    std::fclose(stat);
  }
  double booted = static_cast<double>(ticks) * 1e3 / static_cast<double>(sysconf(_SC_CLK_TCK));
  return booted - (clock_ms(CLOCK_BOOTTIME) - clock_ms(CLOCK_MONOTONIC));
}

}  // namespace

void startup_mark(const char *stage) {
  for (const auto &mark : marks)
    if (mark.first == stage) return;
  marks.emplace_back(stage, clock_ms(CLOCK_MONOTONIC));
}

std::string startup_json() {
  std::string text = "{";
  double start = process_start_ms();
  for (const auto &[stage, at] : marks) {
    char entry[96];
    std::snprintf(entry, sizeof entry, "%s\"%s\":%.3f", text.size() > 1 ? "," : "", stage, at - start);
    text += entry;
  }
  return text + "}";
}

}  // namespace tracejit
