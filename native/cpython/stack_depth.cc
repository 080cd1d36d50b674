#include "stack_depth.h"

#include "opcode.h"

namespace tracejit {
namespace {

/* One entry of co_exceptiontable, in code units. */
struct Handler {
  int start, end, target, depth;
};

class ExceptionTableReader {
public:
  explicit ExceptionTableReader(PyObject *table)
      : next_(reinterpret_cast<const uint8_t *>(PyBytes_AS_STRING(table))), end_(next_ + PyBytes_GET_SIZE(table)) {}

  bool more() const { return next_ < end_; }

  /* The stack of a handler holds `level` values, the unit it came from if `lasti`, and the exception. */
  Handler read() {
    int start = varint(), size = varint(), target = varint(), packed = varint();
    return {start, start + size, target, (packed >> 1) + (packed & 1) + 1};
  }

private:
  int varint() {
    int value = 0;
    while (next_ < end_) {
      uint8_t byte = *next_++;
      value = (value << 6) | (byte & 63);
      if (!(byte & 64)) break;
    }
    return value;
  }

  const uint8_t *next_;
  const uint8_t *end_;
};

class DepthWalk {
public:
  explicit DepthWalk(const std::string &bytes) : bytes_(bytes), depths_(bytes.size() / 2, -1) {}

  void reach(int unit, int depth) {
    if (unit < 0 || unit >= static_cast<int>(depths_.size()) || depths_[unit] >= 0 || depth < 0) return;
    depths_[unit] = static_cast<int16_t>(depth);
    open_.push_back(unit);
  }

  void run() {
    while (!open_.empty()) {
      int unit = open_.back();
      open_.pop_back();
      follow(unit);
    }
  }

  std::vector<int16_t> take() { return std::move(depths_); }

private:
  /* Follows one instruction from its first EXTENDED_ARG or from its opcode. */
  void follow(int unit) {
    int depth = depths_[unit], oparg = 0;
    const int units = static_cast<int>(depths_.size());
    for (; unit < units; unit++) {
      int opcode = static_cast<uint8_t>(bytes_[2 * static_cast<size_t>(unit)]);
      oparg = (oparg << 8) | static_cast<uint8_t>(bytes_[2 * static_cast<size_t>(unit) + 1]);
      depths_[unit] = static_cast<int16_t>(depth);
      if (tj_op_classify(opcode) != TJ_OP_EXTENDED_ARG) return step(opcode, oparg, unit, depth);
    }
  }

  void step(int opcode, int oparg, int unit, int depth) {
    int target = tj_op_jump_target(opcode, oparg, unit);
    if (target >= 0) reach(target, depth + effect(opcode, oparg, 1));
    if (!tj_op_ends_flow(opcode)) reach(unit + 1 + tj_op_caches(opcode), depth + effect(opcode, oparg, 0));
  }

  static int effect(int opcode, int oparg, int jump) {
    return PyCompile_OpcodeStackEffectWithJump(opcode, oparg, jump);
  }

  const std::string &bytes_;
  std::vector<int16_t> depths_;
  std::vector<int> open_;
};

}  // namespace

std::vector<int16_t> stack_depths(const std::string &bytes, PyObject *exception_table) {
  DepthWalk walk(bytes);
  walk.reach(0, 0);
  walk.run();
  /* Handlers are entered with a depth of their own; a table lists outer handlers' code last, so once is enough. */
  ExceptionTableReader reader(exception_table);
  while (reader.more()) {
    Handler handler = reader.read();
    walk.reach(handler.target, handler.depth);
    walk.run();
  }
  return walk.take();
}

}  // namespace tracejit
