/* What each code unit of a code object was seen to do. */
#ifndef TRACEJIT_OBSERVATION_H
#define TRACEJIT_OBSERVATION_H

#include <Python.h>
#include <cstdint>
#include <string>
#include <vector>
#include "value_kind.h"

namespace tracejit {

constexpr int kMaxOperands = 8;
constexpr int32_t kNoObject = -1;
constexpr int32_t kManyObjects = -2;

/* Observation of one unit; merged over all recordings. Fields as in traces/format/trace.ts. */
struct Observed {
  uint32_t count = 0;
  uint32_t recording = 0; /* number of the recording that looked last, and how often it did */
  uint32_t looks = 0;
  uint8_t operand_count = 0;
  uint8_t scope = 0;
  int32_t object = kNoObject; /* number of a named object (object_naming.h) */
  KindMask result = 0;
  KindMask operands[kMaxOperands] = {};
  KindMask elements[kMaxOperands] = {};
};

/* Observations of one code object, with what is needed to make them. */
class Observations {
public:
  /* Makes ready to observe `code`: its plain bytecode and stack depths. False without memory. */
  bool prepare(PyCodeObject *code);
  bool ready() const { return !depths_.empty(); }

  int units() const { return static_cast<int>(depths_.size()); }
  int opcode(int unit) const { return static_cast<uint8_t>(bytes_[2 * static_cast<size_t>(unit)]); }
  /* Operand of the opcode at `unit`, its EXTENDED_ARGs included. */
  int oparg(int unit) const;
  int depth(int unit) const { return depths_[unit]; }
  /* co_code. */
  const std::string &bytes() const { return bytes_; }

  Observed &at(int unit);
  const Observed *find(int unit) const { return index_[unit] < 0 ? nullptr : &seen_[index_[unit]]; }
  bool any() const { return !seen_.empty(); }

private:
  std::string bytes_;
  std::vector<int16_t> depths_;
  std::vector<int32_t> index_; /* by unit: index into seen_, -1: never observed */
  std::vector<Observed> seen_;
};

}  // namespace tracejit
#endif
