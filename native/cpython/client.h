/* The connection to the engine: Trace messages out, answers in. Never blocks (but for wait_for_answer), never runs
 * Python code, never speaks to the script's stderr. All calls need the GIL. */
#ifndef TRACEJIT_CLIENT_H
#define TRACEJIT_CLIENT_H

#include <cstdint>
#include <string>

namespace tracejit {

/* Connects or spawns in good time; cheap when that is done. */
void warm_engine();
/* True once warm_engine was called, whatever came of it. */
bool engine_started();
/* False once the engine is gone or was never to be had: nothing will ever be answered. */
bool engine_usable();
/* Queues one Message buffer. False when the engine is gone. */
bool send_to_engine(const std::string &message);
/* Takes in what has arrived, at most every half millisecond. Each answer goes to take_answer. */
void poll_engine();
/* Blocks until the answer to `request` has gone to take_answer, the engine is gone, or 60 s have passed. */
void wait_for_answer(uint32_t request);
/* requests.cc: an answer (a verified Message buffer with Install or Refusal in it). */
void take_answer(std::string message);
/* requests.cc: no answer will come any more. */
void engine_lost();
/* True while `request` is waited for (requests.cc). */
bool request_open(uint32_t request);
/* Closes the connection; a later warm_engine makes a new one. */
void drop_engine();

}  // namespace tracejit
#endif
