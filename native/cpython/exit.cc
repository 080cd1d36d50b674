/* After native code: the frames as the interpreter must see them, then on in the interpreter.
 *
 * Everything that can fail (boxes, virtual objects, frames) is made first; then the state changes at once; only then
 * are old references dropped, because that may run Python code. */
#include <algorithm>

#include "../gen/sources.h"
#include "installation.h"
#include "opcode.h"
#include "snapshot_values.h"

namespace tracejit {
namespace {

/* The slots of one frame, ready to be put in. */
struct FramePlan {
  const wire::Frame *image;
  size_t record;                 /* whose snapshot it is of */
  std::vector<PyObject *> slots; /* locals, then stack; new references; NULL where kept */
};

/* One store into a module's namespace; all but `value` borrowed. */
struct NamePlan {
  PyObject *dict;
  PyObject *name;
  PyObject *value;
};

class Leaving {
public:
  Leaving(PyThreadState *tstate, _PyInterpreterFrame *frame, Installation &installation)
      : tstate_(tstate), installation_(installation) {
    frames_.push_back(frame);
  }

  void read_records(const int64_t *begin, const int64_t *end);
  bool prepare();
  void commit(tj_activation &activation, size_t cell_count);
  void drop();
  PyObject *resume();
  PyObject *finish_call();
  void give_up(tj_activation &activation, size_t cell_count);
  uint32_t count_exits();

private:
  PyThreadState *tstate_;
  Installation &installation_;
  std::vector<uint32_t> exits_;         /* by record, outermost first */
  std::vector<SnapshotValues> records_; /* likewise */
  std::vector<FramePlan> plans_;        /* by frame; plans_[0] is of the frame entered */
  std::vector<_PyInterpreterFrame *> frames_;
  std::vector<NamePlan> names_;
  std::vector<PyObject *> dropped_;

  bool plan_values();
  bool plan_names();
  bool push_frames();
  void take_cells(tj_activation &activation, size_t cell_count);
  void fill_entered_frame();
  void fill_pushed_frame(size_t index);
  void store_names();
  void set_position(_PyInterpreterFrame *frame, const wire::Frame &image);
};

/* Records lie innermost first, each ended by its exit number: read from the end, the outermost comes first. */
void Leaving::read_records(const int64_t *begin, const int64_t *end) {
  const auto &exits = *installation_.message->exits();
  while (end > begin) {
    auto number = static_cast<uint32_t>(end[-1]);
    const auto *snapshot = installation_.message->snapshots()->Get(exits[number]->snapshot());
    end -= 1 + snapshot->spills();
    exits_.push_back(number);
    records_.emplace_back(*snapshot, end, installation_.objects.data(), tj_frame_slots(frames_[0]));
  }
}

bool Leaving::plan_values() {
  for (size_t record = 0; record < records_.size(); record++) {
    for (const wire::Frame *image : *records_[record].snapshot().frames()) {
      plans_.push_back({image, record, {}});
      auto &slots = plans_.back().slots;
      for (const auto *sources : {image->locals(), image->stack()}) {
        if (!sources) continue;
        for (const wire::Source *source : *sources) {
          PyObject *value = nullptr;
          if (source->kind() != TJ_SOURCE_Keep && !records_[record].read(*source, &value)) return false;
          slots.push_back(value);
        }
      }
    }
  }
  return true;
}

bool Leaving::plan_names() {
  const auto &objects = installation_.objects;
  for (SnapshotValues &record : records_) {
    if (!record.snapshot().names()) continue;
    for (const wire::NameStore *store : *record.snapshot().names()) {
      PyObject *value = nullptr;
      if (!record.read(*store->value(), &value)) return false;
      names_.push_back(
          {objects[static_cast<size_t>(store->dict())], objects[static_cast<size_t>(store->name())], value});
    }
  }
  return true;
}

bool Leaving::push_frames() {
  for (size_t i = 1; i < plans_.size(); i++) {
    PyObject *function = installation_.objects[static_cast<size_t>(plans_[i].image->function())];
    _PyInterpreterFrame *frame = tj_push_frame(tstate_, function, frames_.back());
    if (!frame) return false;
    frames_.push_back(frame);
  }
  return true;
}

/* The exit that was taken: the innermost. */
uint32_t Leaving::count_exits() {
  for (uint32_t number : exits_) count_exit_reason(installation_.exit_reasons[number]);
  installation_.exit_counts[exits_.back()]++;
  return exits_.back();
}

bool Leaving::prepare() { return plan_values() && plan_names() && push_frames(); }

/* No memory for the frames: nothing was changed, and MemoryError is to be raised where native code was entered. */
void Leaving::give_up(tj_activation &activation, size_t cell_count) {
  PyObject *error = PyErr_GetRaisedException();
  for (size_t i = frames_.size(); i-- > 1;) tj_pop_frame(tstate_, frames_[i]);
  frames_.resize(1);
  for (auto &plan : plans_) dropped_.insert(dropped_.end(), plan.slots.begin(), plan.slots.end());
  for (const NamePlan &store : names_) dropped_.push_back(store.value);
  take_cells(activation, cell_count);
  drop();
  PyErr_SetRaisedException(error);
}

void Leaving::take_cells(tj_activation &activation, size_t cell_count) {
  dropped_.insert(dropped_.end(), activation.cells, activation.cells + cell_count);
  std::fill(activation.cells, activation.cells + cell_count, nullptr);
}

void Leaving::set_position(_PyInterpreterFrame *frame, const wire::Frame &image) {
  auto unit = static_cast<int>(image.unit());
  tj_frame_set_unit(frame, unit);
  if (image.waiting()) tj_frame_set_return_offset(frame, tj_instruction_length(tj_frame_code(frame), unit));
}

void Leaving::fill_entered_frame() {
  _PyInterpreterFrame *frame = frames_[0];
  const FramePlan &plan = plans_[0];
  PyObject **slots = tj_frame_slots(frame);
  size_t locals = plan.image->locals() ? plan.image->locals()->size() : 0;
  auto stacktop = static_cast<size_t>(tj_frame_stacktop(frame));
  for (size_t i = 0; i < plan.slots.size(); i++) {
    const auto *source = i < locals ? plan.image->locals()->Get(static_cast<uint32_t>(i))
                                    : plan.image->stack()->Get(static_cast<uint32_t>(i - locals));
    if (source->kind() == TJ_SOURCE_Keep) continue;
    if (i < stacktop) dropped_.push_back(slots[i]); /* above it are leftovers that nobody owns */
    slots[i] = plan.slots[i];
  }
  for (size_t i = plan.slots.size(); i < stacktop; i++) dropped_.push_back(slots[i]);
  tj_frame_set_stacktop(frame, static_cast<int>(plan.slots.size()));
  set_position(frame, *plan.image);
}

void Leaving::fill_pushed_frame(size_t index) {
  const FramePlan &plan = plans_[index];
  std::copy(plan.slots.begin(), plan.slots.end(), tj_frame_slots(frames_[index]));
  tj_frame_set_stacktop(frames_[index], static_cast<int>(plan.slots.size()));
  set_position(frames_[index], *plan.image);
}

/* Old values are held until everything is in place. A store finds no memory only when the name is new to the dict. */
void Leaving::store_names() {
  for (const NamePlan &store : names_) {
    dropped_.push_back(Py_XNewRef(PyDict_GetItemWithError(store.dict, store.name)));
    if (PyDict_SetItem(store.dict, store.name, store.value) < 0) PyErr_WriteUnraisable(store.dict);
    dropped_.push_back(store.value);
  }
  names_.clear();
}

void Leaving::commit(tj_activation &activation, size_t cell_count) {
  for (SnapshotValues &record : records_) record.update_in_place(dropped_);
  store_names();
  fill_entered_frame();
  for (size_t i = 1; i < frames_.size(); i++) fill_pushed_frame(i);
  take_cells(activation, cell_count);
}

/* Finalisers see the frames as they would have been: the innermost one is current. */
void Leaving::drop() {
  int tracing = tj_set_tracing(tstate_, 0);
  _PyInterpreterFrame *outer = tj_swap_current_frame(tstate_, frames_.back());
  records_.clear();
  for (PyObject *object : dropped_) Py_XDECREF(object);
  dropped_.clear();
  tj_swap_current_frame(tstate_, outer);
  tj_set_tracing(tstate_, tracing);
}

PyObject *Leaving::resume() {
  auto depth = static_cast<int>(frames_.size()) - 1;
  if (depth == 0) return Py_NewRef(Py_None);
  _PyInterpreterFrame *outer = frames_[0];
  int unit = tj_frame_unit(outer);
  PyObject *result = tj_run_frames(tstate_, frames_.data(), depth);
  if (!result) return tj_raise_in_frame(tstate_, outer, unit);
  int stacktop = tj_frame_stacktop(outer);
  tj_frame_slots(outer)[stacktop] = result;
  tj_frame_set_stacktop(outer, stacktop + 1);
  tj_frame_set_unit(outer, unit + tj_instruction_length(tj_frame_code(outer), unit));
  return Py_NewRef(Py_None);
}

/* The frame entered is no evaluation loop's yet: it is run like those above it. */
PyObject *Leaving::finish_call() {
  auto depth = static_cast<int>(frames_.size());
  frames_.insert(frames_.begin(), tj_current_frame(tstate_));
  return tj_run_call(tstate_, frames_.data(), depth);
}

/* The frame a call would have had, with its arguments, after RESUME; NULL with MemoryError. */
_PyInterpreterFrame *frame_of_call(PyThreadState *tstate, PyObject *function, const Installation &installation,
                                   PyObject *const *slots) {
  _PyInterpreterFrame *frame = tj_push_frame(tstate, function, tj_current_frame(tstate));
  if (!frame) return nullptr;
  int locals = tj_code_locals(tj_frame_code(frame));
  for (int i = 0; i < locals; i++) tj_frame_slots(frame)[i] = Py_XNewRef(slots[i]);
  tj_frame_set_stacktop(frame, locals);
  tj_frame_set_unit(frame, static_cast<int>(installation.message->unit()));
  return frame;
}

}  // namespace

PyObject *leave_native(PyThreadState *tstate, _PyInterpreterFrame *frame, Installation &installation,
                       tj_activation &activation, const int64_t *spill, size_t cell_count) {
  Leaving leaving(tstate, frame, installation);
  leaving.read_records(spill, activation.spill);
  if (!leaving.prepare()) {
    leaving.give_up(activation, cell_count);
    return tj_raise_in_frame(tstate, frame, tj_frame_unit(frame));
  }
  leaving.commit(activation, cell_count);
  note_exit(installation, leaving.count_exits(), frame);
  leaving.drop();
  return leaving.resume();
}

PyObject *leave_call(PyThreadState *tstate, PyObject *function, Installation &installation, tj_activation &activation,
                     const int64_t *spill, size_t cell_count) {
  _PyInterpreterFrame *frame = frame_of_call(tstate, function, installation, activation.slots);
  if (!frame) {
    for (size_t i = 0; i < cell_count; i++) Py_CLEAR(activation.cells[i]);
    return nullptr;
  }
  Leaving leaving(tstate, frame, installation);
  leaving.read_records(spill, activation.spill);
  if (!leaving.prepare()) {
    leaving.give_up(activation, cell_count);
    tj_pop_frame(tstate, frame);
    return nullptr;
  }
  leaving.commit(activation, cell_count);
  note_exit(installation, leaving.count_exits(), frame);
  leaving.drop();
  return leaving.finish_call();
}

}  // namespace tracejit
