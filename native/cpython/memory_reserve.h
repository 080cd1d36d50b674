/* Address space held back for the extension's own C++ memory, which ends the process when there is none, where Python
 * raises MemoryError. It is given to the allocator when that finds nothing else, so that what was begun can be brought
 * to its end: an exit from native code above all. Without a reserve nothing is begun, and the program is interpreted. */
#ifndef TRACEJIT_MEMORY_RESERVE_H
#define TRACEJIT_MEMORY_RESERVE_H

namespace tracejit {

/* Between start() and stop(). With the GIL, like all of this. */
void open_memory_reserve();
void close_memory_reserve();

extern bool memory_reserve_held;
/* Not held: tries to get one again, every now and then. */
bool regain_memory_reserve();

/* Whether something may be begun; its C++ memory has to fit the reserve (4 MB). */
inline bool memory_reserved() { return memory_reserve_held || regain_memory_reserve(); }

}  // namespace tracejit
#endif
