/* What becomes of the loop's state when the results of some iterations are added to it. */
#ifndef TRACEJIT_PARALLEL_COMBINE_H
#define TRACEJIT_PARALLEL_COMBINE_H

#include "../primitives/abi.h"

namespace tracejit::parallel {

/* Words of a loop's state, by number. */
struct Words {
  int64_t word[TJ_STATES];
};

/* Takes the results of some iterations (at least one), which follow on those of `words`, into `words`, by the rules of
 * engine/ir/combine.ts. False, and nothing changed, when an int would leave 64 bits. States of streams are left alone. */
bool combine(const tj_loop &loop, const int64_t *results, Words &words);

/* Folds the numbers of stream k from stream[k] to end[k] into the states of streams, in order. */
void fold_streams(const tj_loop &loop, const double *const *stream, const double *const *end, Words &words);

/* True when combine() may say no. */
bool may_overflow(const tj_loop &loop);

}  // namespace tracejit::parallel
#endif
