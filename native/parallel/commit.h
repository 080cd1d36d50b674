/* What a wave did becomes the program's state, in the order of the serial loop. */
#ifndef TRACEJIT_PARALLEL_COMMIT_H
#define TRACEJIT_PARALLEL_COMMIT_H

#include "combine.h"
#include "host.h"
#include "wave.h"

namespace tracejit::parallel {

enum class Committed {
  Whole,   /* all that was begun */
  Asked,   /* up to where a task was asked to stop: the next iteration may well be done */
  Stopped, /* up to an iteration that the serial loop has to do itself */
};

/* Commits the chunks of `wave` into `words` and `*done`; what lies behind the first stop is taken back. Needs the GIL when a
 * chunk has a log. */
Committed commit_wave(const Host &host, Wave &wave, Words &words, int64_t *done);

}  // namespace tracejit::parallel
#endif
