/* Combination rules against the serial loop they stand for. */
#include <cmath>
#include <limits>

#include "bench.h"
#include "check.h"
#include "combine.h"

using namespace test;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

/* State 0 by `how`, state 1 with it, after a chunk that left (result, result_with). */
struct Pair {
  int64_t word, with;
  bool fits;
};
Pair combined(tj_combine how, int64_t before, int64_t result) {
  tj_loop loop{};
  loop.nstates = 2;
  loop.states[0] = {before, how, 3};
  loop.states[1] = {7, TJ_COMBINE_With, 0};
  Words words{{before, 7}};
  int64_t results[] = {result, 8};
  bool fits = combine(loop, results, words);
  return {words.word[0], words.word[1], fits};
}

int64_t after(tj_combine how, int64_t before, int64_t result) { return combined(how, before, result).word; }

}  // namespace

TEST(ints_combine) {
  EQUAL(after(TJ_COMBINE_Last, 3, 9), 9);
  EQUAL(after(TJ_COMBINE_Fixed, 3, 9), 3);
  EQUAL(after(TJ_COMBINE_Any, 0, 1), 1);
  EQUAL(after(TJ_COMBINE_Any, 1, 0), 1);
  EQUAL(after(TJ_COMBINE_AddI64, 3, 9), 12);
  EQUAL(after(TJ_COMBINE_MulI64, 3, 9), 27);
  EQUAL(after(TJ_COMBINE_AndI64, 0b1100, 0b0110), 0b0100);
  EQUAL(after(TJ_COMBINE_OrI64, 0b1100, 0b0110), 0b1110);
  EQUAL(after(TJ_COMBINE_XorI64, 0b1100, 0b0110), 0b1010);
  EQUAL(after(TJ_COMBINE_MinI64, 3, 9), 3);
  EQUAL(after(TJ_COMBINE_MinI64, 9, -3), -3);
  EQUAL(after(TJ_COMBINE_MaxI64, 3, 9), 9);
}

TEST(the_last_that_was_set_counts) {
  tj_loop loop{};
  loop.nstates = 2;
  loop.states[0] = {3, TJ_COMBINE_LastIf, 1};
  loop.states[1] = {0, TJ_COMBINE_Any, 0};
  Words words{{3, 0}};
  const int64_t unset[] = {50, 0}, set[] = {60, 1}, unset_again[] = {70, 0};
  combine(loop, unset, words);
  EQUAL(words.word[0], 3);
  combine(loop, set, words);
  combine(loop, unset_again, words);
  EQUAL(words.word[0], 60);
  EQUAL(words.word[1], 1);
}

TEST(ints_beyond_64_bits_change_nothing) {
  for (tj_combine how : {TJ_COMBINE_AddI64, TJ_COMBINE_MulI64}) {
    Pair pair = combined(how, INT64_MAX, 2);
    EQUAL(pair.fits, false);
    EQUAL(pair.word, INT64_MAX);
  }
  EQUAL(combined(TJ_COMBINE_AddI64, INT64_MIN, -1).fits, false);
  EQUAL(combined(TJ_COMBINE_AddI64, INT64_MIN, 1).fits, true);
  EQUAL(combined(TJ_COMBINE_MulI64, INT64_MIN, -1).fits, false);
}

TEST(ties_keep_the_earlier_and_what_goes_with_it) {
  for (tj_combine how : {TJ_COMBINE_MinI64, TJ_COMBINE_MaxI64}) {
    EQUAL(combined(how, 4, 4).with, 7);
    EQUAL(combined(how, 4, how == TJ_COMBINE_MinI64 ? 3 : 5).with, 8);
  }
  EQUAL(combined(TJ_COMBINE_MinF64, bits(0.0), bits(-0.0)).word, bits(0.0));
  EQUAL(combined(TJ_COMBINE_MinF64, bits(-0.0), bits(0.0)).word, bits(-0.0));
  EQUAL(combined(TJ_COMBINE_MaxF64, bits(-0.0), bits(0.0)).word, bits(-0.0));
  EQUAL(combined(TJ_COMBINE_MaxF64, bits(1.0), bits(2.0)).with, 8);
}

TEST(nan_is_never_better_and_never_bettered) {
  for (tj_combine how : {TJ_COMBINE_MinF64, TJ_COMBINE_MaxF64}) {
    EQUAL(combined(how, bits(kNan), bits(1.0)).with, 7);
    EQUAL(combined(how, bits(1.0), bits(kNan)).word, bits(1.0));
    EQUAL(combined(how, bits(kInf), bits(-kInf)).with, how == TJ_COMBINE_MinF64 ? 8 : 7);
  }
}

TEST(floats_of_the_grid_combine) {
  EQUAL(after(TJ_COMBINE_AddF64, bits(-0.0), bits(-0.0)), bits(-0.0));
  EQUAL(after(TJ_COMBINE_AddF64, bits(0.0), bits(-0.0)), bits(0.0));
  EQUAL(after(TJ_COMBINE_AddF64, bits(0.1), bits(0.2)), bits(0.1 + 0.2));
  EQUAL(after(TJ_COMBINE_MulF64, bits(-2.0), bits(0.5)), bits(-1.0));
}

TEST(streams_are_folded_in_order) {
  const double numbers[] = {1e16, 1.0, -1e16, 1.0};
  const double *stream[TJ_STREAMS] = {nullptr, numbers}, *end[TJ_STREAMS] = {nullptr, numbers + 4};
  tj_loop loop{};
  loop.nstates = 3;
  loop.states[0] = {bits(-0.0), TJ_COMBINE_FoldAdd, 1};
  loop.states[1] = {bits(3.0), TJ_COMBINE_FoldSub, 1};
  loop.states[2] = {bits(1.0), TJ_COMBINE_FoldMul, 1};
  Words words{{bits(-0.0), bits(3.0), bits(1.0)}};
  fold_streams(loop, stream, end, words);
  EQUAL(number(words.word[0]), ((1e16 + 1.0) + -1e16) + 1.0);
  EQUAL(number(words.word[1]), (((3.0 - 1e16) - 1.0) - -1e16) - 1.0);
  EQUAL(number(words.word[2]), -1e32);
}
