/* Text as a JSON string. */
#ifndef TRACEJIT_JSON_TEXT_H
#define TRACEJIT_JSON_TEXT_H

#include <string>

namespace tracejit {

/* With its quotes; `text` is UTF-8. */
std::string json_text(const std::string &text);

}  // namespace tracejit
#endif
