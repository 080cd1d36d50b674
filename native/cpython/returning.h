/* Returns that need no frame: native code came to the RETURN of the function that was called, and only the value is left
 * to be handed over. */
#ifndef TRACEJIT_RETURNING_H
#define TRACEJIT_RETURNING_H

#include "installation.h"

namespace tracejit {

/* True when the exit taken was such a return: it is counted, the cells are empty, and `*value` is a new reference.
 * Else nothing has happened. `spill`: where the records begin. */
bool return_at_once(Installation &installation, uint32_t exit, tj_activation &activation, const int64_t *spill,
                    size_t cell_count, PyObject **value);

}  // namespace tracejit
#endif
