/* Names of the objects a recording met: callees, modules, types. Without addresses on the wire, and without keeping any
 * of them alive: an object is described when it is seen. Two objects with one description are one. */
#ifndef TRACEJIT_OBJECT_NAMING_H
#define TRACEJIT_OBJECT_NAMING_H

#include <Python.h>
#include <cstdint>
#include <string>
#include <vector>
#include "value_kind.h"

namespace tracejit {

/* NamedObject of traces/format/trace.ts, in terms of this process. */
struct NamedThing {
  tj_kind kind = TJ_KIND_Null;
  tj_kind self = TJ_KIND_Null;
  std::string name;
  std::string module;
  uint64_t code = 0;             /* serial number of the function's code state; 0: none */
  const void *globals = nullptr; /* identity of the function's globals, never followed */
  std::string globals_name;      /* their __name__ */
  std::vector<KindMask> defaults;
  std::vector<KindMask> closure;
};

/* Number of the description of `object` (borrowed), or kNoObject when things of its kind are not named.
 * Kinds of defaults and of closure cells merge into an earlier description. Runs no Python code. */
int32_t name_object(PyObject *object);
/* The description of a function of C, a method descriptor, a type or a module (borrowed); false for anything else. */
bool describe_builtin_thing(NamedThing &thing, PyObject *object);
const NamedThing &named_thing(int32_t number);
/* The Python function behind a function or bound method, borrowed, or null. */
PyFunctionObject *function_behind(PyObject *callable);
/* `__name__` of a globals dict, or ''. */
std::string namespace_name(PyObject *globals);
/* UTF-8 of a str; lone surrogates become '?'. '' for anything else. */
std::string text_of(PyObject *str);
void forget_named_things();

}  // namespace tracejit
#endif
