/* The one thing the extension says to a person: why the program runs interpreted. */
#ifndef TRACEJIT_COMPLAINT_H
#define TRACEJIT_COMPLAINT_H

#include <string>

namespace tracejit {

/* Writes `tracejit: <why>; the program runs interpreted` to the process' stderr, once in a process and its forks; control
 * characters become spaces. Not by sys.stderr, which may be Python code; and nothing where descriptor 2 has become another
 * file since the extension was loaded. */
void complain(const std::string &why);

}  // namespace tracejit
#endif
