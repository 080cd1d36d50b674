/* Tests without a library: each is a function of its own name, all run in turn. */
#ifndef TRACEJIT_PARALLEL_TEST_CHECK_H
#define TRACEJIT_PARALLEL_TEST_CHECK_H

#include <sstream>
#include <string>

namespace test {

struct Failure {
  std::string what;
};

/* Adds a test to those that run. */
struct Test {
  Test(const char *name, void (*function)());
};

template <typename A, typename B>
void equal(const A &found, const B &wanted, const std::string &about, const char *file, int line) {
  if (found == wanted) return;
  std::ostringstream text;
  text << file << ":" << line << ": " << about << " is " << found << ", not " << wanted;
  throw Failure{text.str()};
}

/* Runs those whose name contains `part`; how many failed. */
int run_all(const std::string &part);

}  // namespace test

#define TEST(name)                                                                                                     \
  static void name();                                                                                                  \
  static const test::Test name##_test(#name, name);                                                                    \
  static void name()
#define EQUAL(found, wanted) test::equal(found, wanted, #found, __FILE__, __LINE__)

#endif
