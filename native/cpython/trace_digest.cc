#include "trace_digest.h"

namespace tracejit {
namespace {

/* FNV-1a, 64 bits, over 32-bit words. */
class Digest {
public:
  void add(uint64_t word) { value_ = (value_ ^ word) * 0x100000001b3u; }
  void add(const flatbuffers::Vector<uint32_t> *words) {
    add(words ? words->size() : 0);
    for (uint32_t i = 0; words && i < words->size(); i++) add(words->Get(i));
  }
  void add(const flatbuffers::String *text) {
    add(text ? text->size() : 0);
    for (uint32_t i = 0; text && i < text->size(); i++) add(static_cast<uint8_t>(text->Get(i)));
  }
  uint64_t value() const { return value_; }

private:
  uint64_t value_ = 0xcbf29ce484222325u;
};

void add_observation(Digest &digest, const wire::Observation &seen) {
  digest.add(seen.unit());
  digest.add(seen.operands());
  digest.add(seen.elements());
  digest.add(seen.result());
  digest.add(static_cast<uint32_t>(seen.object()));
  digest.add(seen.scope());
}

void add_object(Digest &digest, const wire::NamedObject &object) {
  digest.add(object.kind());
  digest.add(object.name());
  digest.add(object.module_());
  digest.add(static_cast<uint32_t>(object.code()));
  digest.add(static_cast<uint32_t>(object.namespace_()));
  digest.add(object.defaults());
  digest.add(object.closure());
  digest.add(object.self());
}

}  // namespace

uint64_t trace_digest(const wire::Trace &trace) {
  Digest digest;
  digest.add(trace.entry());
  digest.add(trace.unit());
  for (const wire::EntrySlot *slot : *trace.slots()) {
    digest.add(slot->kind());
    digest.add(slot->elements());
    digest.add(static_cast<uint64_t>(slot->step()));
  }
  for (const wire::CodeObject *code : *trace.codes()) {
    digest.add(code->hash()); /* says how its loops may run, too */
    digest.add(code->pranges());
    for (const wire::Observation *seen : *code->observations()) add_observation(digest, *seen);
  }
  for (const wire::NamedObject *object : *trace.objects()) add_object(digest, *object);
  return digest.value();
}

}  // namespace tracejit
