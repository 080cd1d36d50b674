/* The environment variables, read once. */
#include <cstdlib>
#include <cstring>

#include "../gen/kinds.h"
#include "runtime.h"

namespace tracejit {
namespace {

std::string text_of(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

/* A number, or `fallback` when it is absent or not one. */
int64_t number_of(const char *name, int64_t fallback) {
  const char *value = std::getenv(name);
  if (!value || !*value) return fallback;
  char *end = nullptr;
  long long number = std::strtoll(value, &end, 10);
  return *end == '\0' && number >= 0 ? number : fallback;
}

/* A factor of at least 1, or 1 when it is absent or not one. */
double factor_of(const char *name) {
  const char *value = std::getenv(name);
  if (!value || !*value) return 1;
  char *end = nullptr;
  double factor = std::strtod(value, &end);
  return *end == '\0' && factor > 1 && factor < 1000 ? factor : 1;
}

Knobs read_knobs() {
  Knobs knobs;
  knobs.on = text_of("TRACEJIT") != "off";
  knobs.sync = text_of("TRACEJIT_SYNC") == "1";
  knobs.threshold = static_cast<uint32_t>(number_of("TRACEJIT_THRESHOLD", knobs.threshold));
  knobs.patient = !knobs.sync && text_of("TRACEJIT_THRESHOLD").empty();
  knobs.exit_threshold = static_cast<uint32_t>(number_of("TRACEJIT_EXIT_THRESHOLD", knobs.exit_threshold));
  knobs.max_regions = static_cast<uint32_t>(number_of("TRACEJIT_MAX_REGIONS", knobs.max_regions));
  knobs.force_exit = number_of("TRACEJIT_FORCE_EXIT", knobs.force_exit);
  const std::string parallel = text_of("TRACEJIT_PARALLEL");
  if (parallel == "on") knobs.parallel = TJ_PARALLEL_Exact;
  if (parallel == "always") knobs.parallel = TJ_PARALLEL_Always;
  knobs.slowdown = factor_of("TRACEJIT_SLOWDOWN");
  knobs.threads = number_of("TRACEJIT_THREADS", knobs.threads);
  knobs.parallel_chunk = number_of("TRACEJIT_PARALLEL_CHUNK", knobs.parallel_chunk);
  knobs.stats = text_of("TRACEJIT_STATS");
  knobs.cache = text_of("TRACEJIT_CACHE");
  knobs.engine = text_of("TRACEJIT_ENGINE");
  knobs.trace_dir = text_of("TRACEJIT_TRACE_DIR");
  knobs.log = text_of("TRACEJIT_LOG");
  return knobs;
}

}  // namespace

const Knobs &knobs() {
  static const Knobs instance = read_knobs();
  return instance;
}

}  // namespace tracejit
