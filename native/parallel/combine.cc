#include "combine.h"

#include <cstring>

namespace tracejit::parallel {
namespace {

double number(int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

int64_t bits_of(double value) {
  int64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

/* Whether `x`, which came later, takes the place of `best`. Plain comparisons: false against NaN. */
bool better(tj_combine how, int64_t x, int64_t best) {
  switch (how) {
    case TJ_COMBINE_MinI64: return x < best;
    case TJ_COMBINE_MaxI64: return x > best;
    case TJ_COMBINE_MinF64: return number(x) < number(best);
    default: return number(x) > number(best);
  }
}

/* One state by itself: `*word` and the chunk's result into `*word`. False beyond 64 bits. */
bool combine_one(const tj_state &state, int64_t result, int64_t *word, bool *taken) {
  auto how = static_cast<tj_combine>(state.combine);
  switch (how) {
    case TJ_COMBINE_Last: *word = result; return true;
    case TJ_COMBINE_Any: *word |= result; return true;
    case TJ_COMBINE_AddI64: return !__builtin_add_overflow(*word, result, word);
    case TJ_COMBINE_MulI64: return !__builtin_mul_overflow(*word, result, word);
    case TJ_COMBINE_AndI64: *word &= result; return true;
    case TJ_COMBINE_OrI64: *word |= result; return true;
    case TJ_COMBINE_XorI64: *word ^= result; return true;
    case TJ_COMBINE_AddF64: *word = bits_of(number(*word) + number(result)); return true;
    case TJ_COMBINE_MulF64: *word = bits_of(number(*word) * number(result)); return true;
    case TJ_COMBINE_MinI64:
    case TJ_COMBINE_MaxI64:
    case TJ_COMBINE_MinF64:
    case TJ_COMBINE_MaxF64:
      *taken = better(how, result, *word);
      if (*taken) *word = result;
      return true;
    case TJ_COMBINE_FoldAdd:
    case TJ_COMBINE_FoldMul:
    case TJ_COMBINE_FoldSub:
    case TJ_COMBINE_With:
    case TJ_COMBINE_LastIf:
    default: return true;
  }
}

/* The order is the loop's: one addition after the other. */
double folded(tj_combine how, double sum, const double *from, const double *to) {
  if (how == TJ_COMBINE_FoldAdd)
    for (; from < to; from++) sum = sum + *from;
  else if (how == TJ_COMBINE_FoldMul)
    for (; from < to; from++) sum = sum * *from;
  else
    for (; from < to; from++) sum = sum - *from;
  return sum;
}

bool is_stream(int32_t how) {
  return how == TJ_COMBINE_FoldAdd || how == TJ_COMBINE_FoldMul || how == TJ_COMBINE_FoldSub;
}

}  // namespace

bool combine(const tj_loop &loop, const int64_t *results, Words &words) {
  Words next = words;
  bool taken[TJ_STATES] = {};
  for (int k = 0; k < loop.nstates; k++)
    if (!combine_one(loop.states[k], results[k], &next.word[k], &taken[k])) return false;
  for (int k = 0; k < loop.nstates; k++) {
    const tj_state &state = loop.states[k];
    bool follows = (state.combine == TJ_COMBINE_With && taken[state.aux]) ||
                   (state.combine == TJ_COMBINE_LastIf && results[state.aux] != 0);
    if (follows) next.word[k] = results[k];
  }
  words = next;
  return true;
}

void fold_streams(const tj_loop &loop, const double *const *stream, const double *const *end, Words &words) {
  for (int k = 0; k < loop.nstates; k++) {
    const tj_state &state = loop.states[k];
    if (!is_stream(state.combine)) continue;
    auto how = static_cast<tj_combine>(state.combine);
    words.word[k] = bits_of(folded(how, number(words.word[k]), stream[state.aux], end[state.aux]));
  }
}

bool may_overflow(const tj_loop &loop) {
  for (int k = 0; k < loop.nstates; k++)
    if (loop.states[k].combine == TJ_COMBINE_AddI64 || loop.states[k].combine == TJ_COMBINE_MulI64) return true;
  return false;
}

}  // namespace tracejit::parallel
