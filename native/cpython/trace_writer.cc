#include "trace_writer.h"

#include <map>
#include "code_writer.h"
#include "object_naming.h"

namespace tracejit {
namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;

constexpr uint32_t kTraceVersion = 1; /* TRACE_VERSION of traces/format/trace.ts */
constexpr size_t kMaxCodes = 200;

/* Gives the things of a document their numbers, in order of first mention. */
class Document {
public:
  explicit Document(const TraceRequest &request) : request_(request) {
    namespaces_.emplace_back(request.globals, namespace_name(request.globals));
    add_code(request.root);
    /* Codes grow while their callees are met. */
    for (size_t i = 0; i < codes_.size(); i++) meet_callees(*codes_[i]);
  }

  std::string write() {
    std::vector<Offset<wire::CodeObject>> codes;
    codes.reserve(codes_.size());
    for (CodeState *state : codes_) codes.push_back(write_one_code(*state));
    auto codes_vector = builder_.CreateVector(codes);
    auto objects = write_objects();
    auto slots = write_slots();
    std::vector<std::string> names;
    names.reserve(namespaces_.size());
    for (auto &entry : namespaces_) names.push_back(entry.second);
    auto namespaces = builder_.CreateVectorOfStrings(names);
    auto python = builder_.CreateString(Py_GetVersion());
    auto level = static_cast<uint8_t>(request_.root->mark ? request_.root->mark->level : kFullLevel);
    auto texts = builder_.CreateString(request_.texts);
    auto trace = wire::CreateTrace(builder_, kTraceVersion, request_.id, request_.place->function ? 1 : 0, 0,
                                   request_.place->unit, slots, codes_vector, objects, namespaces, python,
                                   static_cast<uint32_t>(Py_Version), level, texts);
    builder_.Finish(wire::CreateMessage(builder_, wire::Body_Trace, trace.Union()));
    return std::string(reinterpret_cast<const char *>(builder_.GetBufferPointer()), builder_.GetSize());
  }

private:
  void add_code(CodeState *state) {
    if (codes_.size() >= kMaxCodes || !code_numbers_.emplace(state, codes_.size()).second) return;
    codes_.push_back(state);
  }

  void meet_callees(CodeState &state) {
    for (int unit = 0; unit < state.observations.units(); unit++) {
      const Observed *seen = state.observations.find(unit);
      if (!seen || seen->object < 0) continue;
      object_number(seen->object);
      CodeState *callee = callee_state(seen->object);
      if (callee && callee->observations.any()) add_code(callee);
    }
  }

  static CodeState *callee_state(int32_t thing) {
    uint64_t serial = named_thing(thing).code;
    return serial ? find_code_state(serial) : nullptr;
  }

  int32_t code_number(CodeState *state) const {
    auto found = code_numbers_.find(state);
    return found == code_numbers_.end() ? -1 : static_cast<int32_t>(found->second);
  }

  int32_t object_number(int32_t thing) {
    if (thing < 0) return thing;
    auto [found, fresh] = object_numbers_.emplace(thing, objects_.size());
    if (fresh) objects_.push_back(thing);
    return static_cast<int32_t>(found->second);
  }

  int32_t namespace_number(const NamedThing &thing) {
    if (!thing.globals) return -1;
    for (size_t i = 0; i < namespaces_.size(); i++)
      if (namespaces_[i].first == thing.globals) return static_cast<int32_t>(i);
    namespaces_.emplace_back(thing.globals, thing.globals_name);
    return static_cast<int32_t>(namespaces_.size() - 1);
  }

  Offset<wire::CodeObject> write_one_code(CodeState &state) {
    std::vector<Offset<wire::Observation>> observations;
    for (int unit = 0; unit < state.observations.units(); unit++) {
      const Observed *seen = state.observations.find(unit);
      if (!seen) continue;
      auto operands = builder_.CreateVector(seen->operands, seen->operand_count);
      auto elements = builder_.CreateVector(seen->elements, seen->operand_count);
      observations.push_back(wire::CreateObservation(builder_, static_cast<uint32_t>(unit), seen->count, operands,
                                                     elements, seen->result, object_number(seen->object), seen->scope));
    }
    auto vector = builder_.CreateVector(observations);
    auto number = [this](PyCodeObject *code) {
      CodeState *nested = find_code_state(code);
      return nested ? code_number(nested) : -1;
    };
    return write_code(builder_, state, number, vector);
  }

  Offset<flatbuffers::Vector<Offset<wire::NamedObject>>> write_objects() {
    std::vector<Offset<wire::NamedObject>> objects;
    for (int32_t number : objects_) {
      const NamedThing &thing = named_thing(number);
      CodeState *callee = callee_state(number);
      auto name = builder_.CreateString(thing.name);
      auto module = builder_.CreateString(thing.module);
      auto defaults = builder_.CreateVector(thing.defaults);
      auto closure = builder_.CreateVector(thing.closure);
      objects.push_back(wire::CreateNamedObject(builder_, static_cast<uint8_t>(thing.kind), name, module,
                                                callee ? code_number(callee) : -1, namespace_number(thing), defaults,
                                                closure, static_cast<uint8_t>(thing.self)));
    }
    return builder_.CreateVector(objects);
  }

  Offset<flatbuffers::Vector<Offset<wire::EntrySlot>>> write_slots() {
    std::vector<Offset<wire::EntrySlot>> slots;
    for (const EntryValue &value : *request_.entry)
      slots.push_back(wire::CreateEntrySlot(builder_, value.kind, value.elements, value.step));
    return builder_.CreateVector(slots);
  }

  const TraceRequest &request_;
  FlatBufferBuilder builder_;
  std::vector<CodeState *> codes_;
  std::map<CodeState *, size_t> code_numbers_;
  std::vector<int32_t> objects_;
  std::map<int32_t, size_t> object_numbers_;
  std::vector<std::pair<const void *, std::string>> namespaces_;
};

}  // namespace

std::string write_trace(const TraceRequest &request) { return Document(request).write(); }

}  // namespace tracejit
