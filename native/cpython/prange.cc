#include "prange.h"

#include <algorithm>

#include "../gen/parallel_verdicts.h"
#include "frame.h"

namespace tracejit {
namespace {

/* False with tracejit.ParallelError. */
bool raise_fault(PyCodeObject *code, const PrangeFault &fault) {
  PyObject *module = PyImport_ImportModule("tracejit.parallel");
  PyObject *error = module ? PyObject_CallMethod(module, "fault", "Oiss", code, static_cast<int>(fault.line),
                                                 tj_parallel_verdict_names[fault.verdict], fault.detail.c_str())
                           : nullptr;
  if (error) PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(error)), error);
  Py_XDECREF(module);
  Py_XDECREF(error);
  return false;
}

/* The CALL at `unit` calls prange. False with an exception when it should not. */
bool called_at(CodeState &state, uint32_t unit) {
  auto &calls = state.pranges;
  auto place = std::lower_bound(calls.begin(), calls.end(), unit);
  if (place == calls.end() || *place != unit) calls.insert(place, unit);
  for (const PrangeFault &fault : state.prange_faults)
    if (fault.call == unit) return raise_fault(state.code, PrangeFault(fault)); /* the state may go meanwhile */
  return true;
}

std::string text_of(const flatbuffers::String *text) { return text ? text->str() : ""; }

bool depends(const wire::LoopVerdict &loop) {
  return loop.prange() && loop.call() >= 0 && loop.verdict() < TJ_VERDICT_COUNT &&
         tj_parallel_verdict_dependence[loop.verdict()];
}

void keep(CodeState &state, const wire::LoopVerdict &loop) {
  auto call = static_cast<uint32_t>(loop.call());
  for (const PrangeFault &known : state.prange_faults)
    if (known.call == call) return;
  state.prange_faults.push_back({call, loop.line(), loop.verdict(), text_of(loop.detail())});
}

}  // namespace

PrangeAnswer keep_prange_faults(const wire::Install &install, CodeState *root) {
  PrangeAnswer answer;
  if (!install.verdicts()) return answer;
  answer.entered_behind = true;
  for (const wire::LoopVerdict *loop : *install.verdicts()) {
    if (!depends(*loop)) continue;
    std::string hash = text_of(loop->hash());
    CodeState *state = root && root->hash() == hash ? root : find_code_state_by_hash(hash);
    if (state) keep(*state, *loop);
    if (!answer.broken) answer.broken = loop;
    answer.entered_behind &= state && state == root && install.entry() == 0 && install.unit() == loop->unit();
  }
  return answer;
}

PyObject *py_prange(PyObject *, PyObject *const *args, Py_ssize_t nargs) {
  _PyInterpreterFrame *frame = tj_current_frame(PyThreadState_GetUnchecked());
  if (frame && !called_at(code_state(tj_frame_code(frame)), static_cast<uint32_t>(tj_frame_unit(frame))))
    return nullptr;
  return PyObject_Vectorcall(reinterpret_cast<PyObject *>(&PyRange_Type), args, static_cast<size_t>(nargs), nullptr);
}

}  // namespace tracejit
