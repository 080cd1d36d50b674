"""Exits without memory: MemoryError where native code was entered, or the right result; never a crash, never a leak."""

import ctypes
import sys
import unittest

from hand_made import LOOP_C, Installed, calls, fresh, helper, through

# From the end of native code on `skip` allocations succeed, then `width` fail, then all succeed again.
SHORT_OF_MEMORY = """
#include <Python.h>
long skip = 0, width = 0;
static int ours = 0;
static PyMemAllocatorEx plain[2];
static int fails(void) { return skip > 0 ? (skip--, 0) : width > 0 ? (width--, 1) : 0; }
static void *get(void *own, size_t size) {
  PyMemAllocatorEx *p = own;
  return fails() ? NULL : p->malloc(p->ctx, size);
}
static void *get_zeroed(void *own, size_t count, size_t size) {
  PyMemAllocatorEx *p = own;
  return fails() ? NULL : p->calloc(p->ctx, count, size);
}
static void *resize(void *own, void *block, size_t size) {
  PyMemAllocatorEx *p = own;
  return fails() ? NULL : p->realloc(p->ctx, block, size);
}
static void give(void *own, void *block) {
  PyMemAllocatorEx *p = own;
  p->free(p->ctx, block);
}
static const PyMemAllocatorDomain domains[] = {PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ};
static void begin(void) {
  for (int d = 0; d < 2 && !ours; d++) {
    PyMem_GetAllocator(domains[d], &plain[d]);
    PyMem_SetAllocator(domains[d], &(PyMemAllocatorEx){&plain[d], get, get_zeroed, resize, give});
  }
  ours = 1;
}
__attribute__((visibility("default"))) void end(void) {
  for (int d = 0; d < 2 && ours; d++) PyMem_SetAllocator(domains[d], &plain[d]);
  ours = 0;
}
"""
ENDS_SHORT = SHORT_OF_MEMORY + LOOP_C.replace("return (int32_t)which;", "begin();\n  return (int32_t)which;")


def handling(s, a, n):
    try:
        for i in range(n):
            s = s + a * 0.5
    except MemoryError:
        return "no memory"
    return s, i


def passing_on(function, *args):
    try:
        return function(*args)
    except MemoryError:
        return "no memory"


class ShortOfMemory(unittest.TestCase):
    def check(self, plain, installed):
        end = ctypes.PyDLL(installed.native.path).end
        failed = 0
        for number in installed.exits.values():
            for skip in range(8):
                for width in range(1, 5):
                    native, x, s = installed.native, 1.25 + 10**6, 0.5 + 10**5
                    counts = sys.getrefcount(x), sys.getrefcount(s)
                    native.which, native.at, native.skip, native.width = number, 500, skip, width
                    result = passing_on(installed.function, s, x, 600)
                    end()
                    self.assertIn(result, ("no memory", plain(s, x, 600)))
                    failed += result == "no memory"
                    self.assertEqual((sys.getrefcount(x), sys.getrefcount(s)), counts, (number, skip, width))
        self.assertGreater(failed, 0)

    def test_handled_in_the_loop(self):
        self.check(handling, Installed(fresh(handling), text=ENDS_SHORT))

    def test_not_handled(self):
        self.check(calls("through"), Installed(calls("through"), through, helper, text=ENDS_SHORT))
