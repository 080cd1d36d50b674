#include "code_hash.h"

#include <marshal.h>

namespace tracejit {
namespace {

/* Before version 3 marshal keeps no back references, which depend on reference counts. */
constexpr int kMarshalVersion = 2;

/* FNV-1a, 128 bits. */
unsigned __int128 fnv(const unsigned char *at, Py_ssize_t size) {
  unsigned __int128 hash = (static_cast<unsigned __int128>(0x6c62272e07bb0142ull) << 64) | 0x62b821756295c58dull;
  const unsigned __int128 prime = (static_cast<unsigned __int128>(1) << 88) | 0x13bu;
  for (Py_ssize_t i = 0; i < size; i++) hash = (hash ^ at[i]) * prime;
  return hash;
}

}  // namespace

std::string code_hash(PyCodeObject *code) {
  PyObject *bytes = PyMarshal_WriteObjectToString(reinterpret_cast<PyObject *>(code), kMarshalVersion);
  if (!bytes) {
    PyErr_Clear();
    return "";
  }
  auto hash = fnv(reinterpret_cast<unsigned char *>(PyBytes_AS_STRING(bytes)), PyBytes_GET_SIZE(bytes));
  Py_DECREF(bytes);
  std::string digits(32, '0');
  for (int i = 31; i >= 0; i--, hash >>= 4)
    digits[static_cast<size_t>(i)] = "0123456789abcdef"[static_cast<int>(hash & 15)];
  return digits;
}

}  // namespace tracejit
