#include "thread_count.h"

#include <sched.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

namespace tracejit::parallel {
namespace {

int affinity() {
  /* A machine may have more CPUs than one cpu_set_t holds. */
  for (int room = CPU_SETSIZE; room <= 1 << 20; room *= 4) {
    cpu_set_t *set = CPU_ALLOC(static_cast<size_t>(room));
    if (!set) return 1;
    size_t bytes = CPU_ALLOC_SIZE(static_cast<size_t>(room));
    bool done = sched_getaffinity(0, bytes, set) == 0;
    int count = done ? CPU_COUNT_S(bytes, set) : 0;
    CPU_FREE(set);
    if (done) return std::max(1, count);
  }
  return 1;
}

int fewer(int a, int b) { return a == 0 || (b != 0 && b < a) ? b : a; }

/* ceil(quota / period); 0: no limit, or no numbers. */
int granted(const std::string &quota, const std::string &period) {
  long long part = std::atoll(quota.c_str()), whole = std::atoll(period.c_str());
  if (part <= 0 || whole <= 0) return 0;
  return static_cast<int>(std::min<long long>(kMostThreads, (part + whole - 1) / whole));
}

std::string first_word(const std::string &path) {
  std::ifstream file(path);
  std::string word;
  file >> word;
  return word;
}

int version_2(const std::string &folder) {
  std::ifstream file(folder + "/cpu.max");
  std::string quota, period;
  return file >> quota >> period ? granted(quota, period) : 0;
}

int version_1(const std::string &folder) {
  return granted(first_word(folder + "/cpu.cfs_quota_us"), first_word(folder + "/cpu.cfs_period_us"));
}

/* The group's folder and those above it, up to the mount. In a container the path may be one of the host, and the mount the
 * group itself: what is not there grants everything. */
int least_on_the_way(const std::string &mount, std::string group, int (*read)(const std::string &)) {
  int least = 0;
  for (;;) {
    least = fewer(least, read(mount + group));
    size_t slash = group.rfind('/');
    if (slash == std::string::npos || group.empty()) return least;
    group.erase(slash);
  }
}

bool is_cpu(const std::string &controllers) {
  std::istringstream names(controllers);
  for (std::string name; std::getline(names, name, ',');)
    if (name == "cpu") return true;
  return false;
}

}  // namespace

/* Lines of /proc/self/cgroup: number:controllers:path; version 2 has no controllers there. */
int cgroup_cpus(const std::string &root) {
  std::ifstream file(root + "/proc/self/cgroup");
  int least = 0;
  for (std::string line; std::getline(file, line);) {
    size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    std::string controllers = line.substr(first + 1, second - first - 1), group = line.substr(second + 1);
    if (controllers.empty()) {
      least = fewer(least, least_on_the_way(root + "/sys/fs/cgroup", group, version_2));
      least = fewer(least, least_on_the_way(root + "/sys/fs/cgroup/unified", group, version_2));
    } else if (is_cpu(controllers)) {
      least = fewer(least, least_on_the_way(root + "/sys/fs/cgroup/" + controllers, group, version_1));
      least = fewer(least, least_on_the_way(root + "/sys/fs/cgroup/cpu", group, version_1));
    }
  }
  return least;
}

int usable_cpus(const std::string &root) {
  int granted_cpus = cgroup_cpus(root), allowed = std::min(affinity(), kMostThreads);
  return granted_cpus > 0 ? std::min(granted_cpus, allowed) : allowed;
}

}  // namespace tracejit::parallel
