/* Which place an installation belongs to, for those who only have the installation. */
#ifndef TRACEJIT_EXIT_OWNER_H
#define TRACEJIT_EXIT_OWNER_H

#include "runtime.h"

namespace tracejit {

struct ExitOwner {
  uint64_t code; /* serial number of the code state */
  uint32_t unit;
  bool function;
};

/* Null when it was replaced or dropped. */
const ExitOwner *exit_owner(const Installation &installation);

}  // namespace tracejit
#endif
