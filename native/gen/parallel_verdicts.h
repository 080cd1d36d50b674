/* Generated from engine/base/parallel-verdicts.ts by engine/emit-headers.ts. Do not edit. */
#ifndef TRACEJIT_GEN_PARALLEL_VERDICTS_H
#define TRACEJIT_GEN_PARALLEL_VERDICTS_H

#include <stdbool.h>

enum tj_parallel_verdict {
  TJ_VERDICT_Parallel = 0,
  TJ_VERDICT_Dependence = 1,
  TJ_VERDICT_FloatOrder = 2,
  TJ_VERDICT_Allocates = 3,
  TJ_VERDICT_CallsOut = 4,
  TJ_VERDICT_UnknownSubscript = 5,
  TJ_VERDICT_SameIteration = 6,
  TJ_VERDICT_NotCounted = 7,
  TJ_VERDICT_TooCheap = 8,
  TJ_VERDICT_Identity = 9,
  TJ_VERDICT_TwoUpdates = 10,
  TJ_VERDICT_Unsupported = 11,
  TJ_VERDICT_Off = 12,
  TJ_VERDICT_COUNT = 13
};

static const char *const tj_parallel_verdict_names[] __attribute__((unused)) = {
  "Parallel",
  "Dependence",
  "FloatOrder",
  "Allocates",
  "CallsOut",
  "UnknownSubscript",
  "SameIteration",
  "NotCounted",
  "TooCheap",
  "Identity",
  "TwoUpdates",
  "Unsupported",
  "Off",
};

/* Whether the iterations depend on each other. */
static const bool tj_parallel_verdict_dependence[] __attribute__((unused)) = {false, true, false, false, false, false, false, false, false, false, false, false, false};

#endif
