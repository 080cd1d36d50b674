#include "recorder.h"

#include <ctime>
#include "direct_call.h"
#include "marking.h"
#include "observe.h"
#include "opcode.h"
#include "self_call.h"
#include "tool.h"

namespace tracejit {
namespace {

constexpr uint32_t kMaxEvents = 20000;
constexpr uint32_t kMaxDepth = 8;
constexpr int kMaxUnits = 2000;

Recording current;
uint32_t last_number = 0;

/* What is asked for may fail without memory: the recording is then not begun, or the code stays watched for a while. */
bool set_events(const CodeState &state, int more) {
  if (set_local_events(state.code, standing_events(state) | more)) return true;
  PyErr_Clear();
  return false;
}

bool watch(PyCodeObject *code, uint32_t depth) {
  CodeState &state = code_state(code);
  if (state.recording == current.number) return true;
  if (!state.observations.prepare(code)) return false;
  if (!set_events(state, 1 << PY_MONITORING_EVENT_INSTRUCTION)) return false;
  state.recording = current.number;
  state.depth = depth;
  current.codes.push_back(reinterpret_cast<PyCodeObject *>(Py_NewRef(code)));
  return true;
}

bool returns(tj_op_class op) { return op == TJ_OP_RETURN_VALUE || op == TJ_OP_RETURN_CONST; }

}  // namespace

bool set_local_events(PyCodeObject *code, int events) {
  PyObject *set = monitoring().set_local_events;
  if (!set || !tool_is_ours()) return true; /* not started, ended, or the program's: nothing comes */
  PyObject *tool = PyLong_FromLong(kToolId), *mask = PyLong_FromLong(events);
  PyObject *args[] = {tool, reinterpret_cast<PyObject *>(code), mask};
  PyObject *done = tool && mask ? PyObject_Vectorcall(set, args, 3, nullptr) : nullptr;
  Py_XDECREF(tool);
  Py_XDECREF(mask);
  Py_XDECREF(done);
  return done != nullptr;
}

Recording *recording_under_way() { return current.number ? &current : nullptr; }

bool start_recording(CodeState &root, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame,
                     std::vector<EntryValue> entry, RecordingCause cause) {
  if (current.number) return false;
  current = Recording();
  direct_epoch++;
  current.number = ++last_number;
  current.cause = cause;
  current.thread = tstate;
  current.root = root.serial;
  current.place = &place;
  current.one_call = place.function && root.mark && root.mark->typed && cause == RecordingCause::Hot;
  current.nests = place.function && calls_itself(root.code);
  current.frame = current.nests ? nullptr : frame;
  current.entry = std::move(entry);
  current.globals = Py_NewRef(tj_frame_globals(frame));
  current.started = monotonic_ns();
  if (watch(root.code, 0)) return true;
  Py_DECREF(stop_recording().globals);
  return false;
}

void watch_in_recording(PyCodeObject *code, uint32_t depth) {
  if (current.number && depth <= kMaxDepth && tj_code_units(code) <= kMaxUnits) watch(code, depth);
}

Recording stop_recording() {
  direct_epoch++;
  Recording stopped = std::move(current);
  current = Recording();
  for (PyCodeObject *code : stopped.codes) {
    if (CodeState *state = find_code_state(code)) {
      set_events(*state, 0);
      state->recording = 0;
    }
    Py_DECREF(code);
  }
  stopped.codes.clear();
  return stopped;
}

std::vector<EntryValue> entry_values(_PyInterpreterFrame *frame) {
  PyObject **slots = tj_frame_slots(frame);
  std::vector<EntryValue> values(static_cast<size_t>(tj_frame_stacktop(frame)));
  for (size_t i = 0; i < values.size(); i++) {
    values[i].kind = kind_of(slots[i]);
    values[i].elements = element_kinds(slots[i], 16);
    if (values[i].kind == TJ_KIND_Enumerate || values[i].kind == TJ_KIND_Zip) values[i].step = inner_buffers(slots[i]);
    if (values[i].kind != TJ_KIND_RangeIter) continue;
    int64_t next, left;
    tj_range_iter_get(slots[i], &next, &left, &values[i].step);
  }
  return values;
}

uint64_t monotonic_ns() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

PyObject *on_instruction(PyObject *, PyObject *const *args, Py_ssize_t nargs) {
  if (nargs < 2) Py_RETURN_NONE;
  CodeState *state = find_code_state(reinterpret_cast<PyCodeObject *>(args[0]));
  if (!current.number || !state || state->recording != current.number) Py_RETURN_NONE;
  PyThreadState *tstate = PyThreadState_GetUnchecked();
  if (tstate != current.thread) Py_RETURN_NONE;
  int unit = static_cast<int>(PyLong_AsLong(args[1]) / 2);
  if (unit < 0 || unit >= state->observations.units()) Py_RETURN_NONE;
  _PyInterpreterFrame *frame = tj_current_frame(tstate);
  bool quenched = observe(*state, frame, unit);
  bool left = frame == current.frame && returns(tj_op_classify(state->observations.opcode(unit)));
  if (++current.events >= kMaxEvents || left) recording_interrupted(left);
  return Py_NewRef(quenched ? monitoring().disable : Py_None);
}

}  // namespace tracejit
