#include "memory_reserve.h"

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <new>

namespace tracejit {

bool memory_reserve_held = false;

namespace {

constexpr size_t kBytes = size_t{4} << 20; /* the largest trace documents seen take a tenth of it */
constexpr uint32_t kRegainEvery = 256;     /* events */

void *reserve = nullptr;
uint32_t events_without = 0;
bool opened = false;
std::new_handler handler_before = nullptr;

/* Never touched, so it costs no memory, only room: in the process's limit (RLIMIT_AS), or in a full address space. */
void take() {
  void *room = mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  memory_reserve_held = room != MAP_FAILED;
  reserve = memory_reserve_held ? room : nullptr;
  events_without = 0;
}

void give_back() {
  if (memory_reserve_held) munmap(reserve, kBytes);
  memory_reserve_held = false;
  reserve = nullptr;
}

/* operator new calls it when malloc has failed, and tries again when it returns. */
void no_memory() {
  if (!memory_reserve_held) throw std::bad_alloc();
  give_back();
}

}  // namespace

bool regain_memory_reserve() {
  if (opened && ++events_without >= kRegainEvery) take();
  return memory_reserve_held;
}

void open_memory_reserve() {
  if (opened) return;
  opened = true;
  handler_before = std::set_new_handler(no_memory);
  take();
}

void close_memory_reserve() {
  if (!opened) return;
  opened = false;
  give_back();
  std::set_new_handler(handler_before);
}

}  // namespace tracejit
