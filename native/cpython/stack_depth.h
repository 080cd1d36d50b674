/* How many values lie on the operand stack before each code unit: found from the bytecode alone, because CPython does
 * not say it in an INSTRUCTION event. */
#ifndef TRACEJIT_STACK_DEPTH_H
#define TRACEJIT_STACK_DEPTH_H

#include <Python.h>
#include <cstdint>
#include <string>
#include <vector>

namespace tracejit {

/* By code unit: depth before the unit, -1 where control cannot come (or inside a cache). `bytes` is co_code. */
std::vector<int16_t> stack_depths(const std::string &bytes, PyObject *exception_table);

}  // namespace tracejit
#endif
