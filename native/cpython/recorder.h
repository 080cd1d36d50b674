/* One recording at a time: which code objects are watched instruction by instruction, for whom, until when. */
#ifndef TRACEJIT_RECORDER_H
#define TRACEJIT_RECORDER_H

#include <Python.h>
#include <cstdint>
#include <vector>
#include "code_table.h"

namespace tracejit {

enum class RecordingCause { Hot, AnotherEntry, HotExit };

struct Recording {
  uint32_t number = 0; /* 0: none under way */
  RecordingCause cause = RecordingCause::Hot;
  PyThreadState *thread = nullptr; /* compared only */
  uint64_t root = 0;               /* serial number of the code entered */
  Place *place = nullptr;          /* in it; lives as long as the code object, which `codes` holds */
  _PyInterpreterFrame *frame =
      nullptr;           /* running at the place; null between two runs, and where `nests`; compared only */
  bool nests = false;    /* a function that calls itself: it is left all the time */
  bool one_call = false; /* a function with annotations: its first call says enough */
  std::vector<EntryValue> entry;
  PyObject *globals = nullptr;       /* of the frame; strong */
  Installation *replaces = nullptr;  /* HotExit: the version whose exit is hot; compared only */
  std::vector<PyCodeObject *> codes; /* watched; strong references */
  uint32_t events = 0;
  uint32_t root_edges = 0;    /* passes of the place since the start */
  uint32_t other_edges = 0;   /* passes of other places */
  uint32_t waiting_edges = 0; /* of these, since the frame recorded was left */
  uint64_t started = 0;       /* monotonic ns */
};

/* The recording under way, or null. */
Recording *recording_under_way();
/* Starts one with `root` watched. False when one is under way or CPython refuses. */
bool start_recording(CodeState &root, Place &place, PyThreadState *tstate, _PyInterpreterFrame *frame,
                     std::vector<EntryValue> entry, RecordingCause cause);
/* Sets the events that our tool gets of this code alone; false with an exception. */
bool set_local_events(PyCodeObject *code, int events);
/* Watches `code` too, as called from code `depth` calls below the root. */
void watch_in_recording(PyCodeObject *code, uint32_t depth);
/* Nothing is watched any more; gives the recording back, with `globals` for the caller to release. */
Recording stop_recording();

/* hotness.cc: the frame that was recorded returns (`left`), or enough events passed. May end the recording. */
void recording_interrupted(bool left);

/* What is in the slots of `frame` up to its stacktop. */
std::vector<EntryValue> entry_values(_PyInterpreterFrame *frame);
uint64_t monotonic_ns();

}  // namespace tracejit
#endif
