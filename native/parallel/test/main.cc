/* Runs the tests; a word on the command line: those whose name contains it. */
#include <cstdio>
#include <vector>

#include "check.h"

namespace test {
namespace {

struct Named {
  const char *name;
  void (*function)();
};

std::vector<Named> &all() {
  static std::vector<Named> tests;
  return tests;
}

}  // namespace

Test::Test(const char *name, void (*function)()) { all().push_back({name, function}); }

int run_all(const std::string &part) {
  int failed = 0, ran = 0;
  for (const Named &test : all()) {
    if (std::string(test.name).find(part) == std::string::npos) continue;
    ran++;
    try {
      test.function();
    } catch (const Failure &failure) {
      failed++;
      std::printf("FAILED %s: %s\n", test.name, failure.what.c_str());
    }
  }
  std::printf("%d tests, %d failed\n", ran, failed);
  return ran == 0 ? 1 : failed;
}

}  // namespace test

int main(int argc, char **argv) { return test::run_all(argc > 1 ? argv[1] : "") ? 1 : 0; }
