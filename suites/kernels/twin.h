/* What every C twin shares: `twin N CALLS` calls run(N) CALLS times inside one process and prints
 * {"ns":[nanoseconds of each call],"result":"..."}. Each twin says TWIN(INT) or TWIN(FLOAT) after its run(). */
#ifndef TRACEJIT_KERNELS_TWIN_H
#define TRACEJIT_KERNELS_TWIN_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* malloc that ends the process when memory is out. */
static inline void *must_malloc(size_t bytes) {
  void *memory = malloc(bytes);
  if (memory == NULL) abort();
  return memory;
}

#define TWIN_FORMAT_INT "%lld", (long long)result
#define TWIN_FORMAT_FLOAT "%.17g", (double)result

/* The empty asm keeps the compiler from computing a call once and for all. */
#define TWIN(KIND)                                                   \
  int main(int argc, char **argv) {                                  \
    if (argc != 3) {                                                 \
      fprintf(stderr, "usage: %s N CALLS\n", argv[0]);               \
      return 2;                                                      \
    }                                                                \
    int64_t n = atoll(argv[1]);                                      \
    int calls = atoi(argv[2]);                                       \
    __typeof__(run(n)) result = 0;                                   \
    printf("{\"ns\":[");                                             \
    for (int call = 0; call < calls; call++) {                       \
      __asm__ volatile("" : "+r"(n) : : "memory");                   \
      int64_t begin = now_ns();                                      \
      result = run(n);                                               \
      __asm__ volatile("" : : "m"(result) : "memory");               \
      printf("%s%lld", call ? "," : "", (long long)(now_ns() - begin)); \
    }                                                                \
    printf("],\"result\":\"");                                       \
    printf(TWIN_FORMAT_##KIND);                                      \
    printf("\"}\n");                                                 \
    return 0;                                                        \
  }
#endif
