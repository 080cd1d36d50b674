/* Generated from engine/base/exit-reasons.ts by engine/emit-headers.ts. Do not edit. */
#ifndef TRACEJIT_GEN_EXIT_REASONS_H
#define TRACEJIT_GEN_EXIT_REASONS_H

enum tj_exit_reason {
  TJ_EXIT_EntryGuard = 0,
  TJ_EXIT_Finished = 1,
  TJ_EXIT_Poll = 2,
  TJ_EXIT_TypeChanged = 3,
  TJ_EXIT_IntOverflow = 4,
  TJ_EXIT_DivisionByZero = 5,
  TJ_EXIT_IndexOutOfRange = 6,
  TJ_EXIT_NeverSeen = 7,
  TJ_EXIT_Unbound = 8,
  TJ_EXIT_NotCompiled = 9,
  TJ_EXIT_DomainError = 10,
  TJ_EXIT_TooManyVersions = 11,
  TJ_EXIT_RecursionLimit = 12,
  TJ_EXIT_Finaliser = 13,
  TJ_EXIT_NoMemory = 14,
  TJ_EXIT_CalleeExit = 15,
  TJ_EXIT_ModifiedLength = 16,
  TJ_EXIT_Forced = 17,
  TJ_EXIT_COUNT = 18
};

static const char *const tj_exit_reason_names[] __attribute__((unused)) = {
  "EntryGuard",
  "Finished",
  "Poll",
  "TypeChanged",
  "IntOverflow",
  "DivisionByZero",
  "IndexOutOfRange",
  "NeverSeen",
  "Unbound",
  "NotCompiled",
  "DomainError",
  "TooManyVersions",
  "RecursionLimit",
  "Finaliser",
  "NoMemory",
  "CalleeExit",
  "ModifiedLength",
  "Forced",
};

#endif
