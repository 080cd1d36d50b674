/* How many threads a parallel loop may use. */
#ifndef TRACEJIT_PARALLEL_THREAD_COUNT_H
#define TRACEJIT_PARALLEL_THREAD_COUNT_H

#include <string>

namespace tracejit::parallel {

constexpr int kMostThreads = 256;

/* CPUs this process may run on, or fewer where a control group grants less time than they have: its quota, rounded up.
 * `root`: of the file system, for tests. At least 1. */
int usable_cpus(const std::string &root = "");

/* CPUs a control group grants, rounded up; 0: no limit. Version 2 by cpu.max, version 1 by cpu.cfs_quota_us; the least of
 * the group and of those above it. */
int cgroup_cpus(const std::string &root);

}  // namespace tracejit::parallel
#endif
