/* What is known of each code object: counts per place, what was recorded, what is installed.
 *
 * A state is made at the code object's first event and freed when the code object is destroyed (a code watcher). It
 * holds no reference to it. Other parts refer to a state that may die by its serial number. All calls need the GIL. */
#ifndef TRACEJIT_CODE_TABLE_H
#define TRACEJIT_CODE_TABLE_H

#include <Python.h>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>
#include "observation.h"
#include "runtime.h"
#include "../gen/kinds.h"

namespace tracejit {

/* What was in a frame slot at the entry (EntrySlot of traces/format/trace.ts). */
struct EntryValue {
  uint8_t kind = 0;
  KindMask elements = 0;
  int64_t step = 0; /* of range iterators; of enumerate and zip: inner_buffers() */
};

/* One installation of a place, with what it was asked for. */
struct Version {
  std::shared_ptr<Installation> installation;
  std::vector<EntryValue> entry;
  std::vector<uint64_t> triggers; /* by exit: count at which it is recorded again */
  uint64_t digest = 0;            /* of the trace it was made of (trace_digest.h); 0: not known */
};

/* Why the engine declined: its Refusal message. */
struct Declined {
  std::string reason; /* name of engine/base/bail.ts; empty: it did not */
  std::string detail;
  int32_t line = 0;
};

constexpr int kFullLevel = 2;

/* What `@jit` asked of a code object (marking.h). */
struct Mark {
  bool typed = false;                /* annotations say what it takes */
  bool parallel = false;             /* parallel=True: TJ_PARALLEL_Asked */
  int level = kFullLevel;            /* how hard to optimise: Trace.level */
  int direct_slots = -1;             /* localsplus of a call without a frame; -1: it needs one (direct_call.h) */
  std::vector<bool> given_up;        /* parameters that the code stores to or deletes */
  std::vector<PyObject *> functions; /* marked ones: owned weak references */
  size_t sweep_at = 16;              /* so many of them, and the dead are looked for */
  uint64_t armed = 0;                /* direct_epoch when a call last came through the first version; 0: none */
  uintptr_t armed_breaker = 0;       /* and the word that was asked whether the interpreter is wanted */
  Mark() = default;
  Mark(const Mark &) = delete;
  Mark &operator=(const Mark &) = delete;
  ~Mark();
};

/* A place where native code may be entered: a loop's back-edge target, or a function's start. */
struct Place {
  uint32_t unit = 0;
  bool function = false;
  bool warm = false;    /* the engine was asked to get ready, or need not be */
  bool chosen = false;  /* to be compiled in place of a hot loop inside it (heat.cc) */
  bool refused = false; /* nothing will be asked for any more */
  bool cache_searched = false;
  uint32_t skip = 0;         /* events to let pass before the place is looked at again */
  uint32_t request = 0;      /* id of the request under way; 0: none */
  uint32_t loop_end = 0;     /* unit of the loop's last back edge, 0: not looked up (loop_range.h) */
  uint32_t misses = 0;       /* passes in a row at which no version let itself be entered */
  uint32_t blocked = 0;      /* passes in a row at which entering was not to be thought of */
  uint32_t asks = 0;         /* versions asked for */
  uint32_t rerecordings = 0; /* recordings because of hot exits */
  uint32_t strikes = 0;      /* 2 for each entry that left native code almost at once, less 1 for each that ended so */
  uint32_t backoff = 64;     /* events to skip after the next run of strikes or misses */
  uint32_t short_lives = 0;  /* times in a row that all versions became invalid soon after the last was installed */
  uint64_t installed = 0;    /* ns: when that was */
  uint32_t last_reason = 0;  /* of the exit last taken */
  uint32_t recording = 0;    /* number of the recording that last counted passes here, and how many it counted */
  uint32_t passes = 0;
  uint64_t counting_since = 0; /* ns: when the passes in `counted` began (heat.cc) */
  uint64_t counted = 0;
  uint32_t sparse_rounds = 0; /* times it was passed often, but over a long time */
  std::vector<Version> versions;
  std::vector<std::string> answers; /* Install messages that wait for this place to come by */
  std::vector<EntryValue> asked;    /* entry of the request under way */
  uint64_t asked_digest = 0;        /* of its trace */
  Installation *replaces = nullptr; /* version that its answer replaces; compared only */
  Declined declined;                /* the last refusal */
};

/* A loop over prange whose iterations depend on each other: what its next call raises. */
struct PrangeFault {
  uint32_t call = 0; /* unit of the CALL */
  int32_t line = 0;
  uint8_t verdict = 0; /* tj_parallel_verdict */
  std::string detail;
};

struct CodeState {
  PyCodeObject *code = nullptr; /* borrowed: the state dies with it */
  uint64_t serial = 0;
  std::vector<std::unique_ptr<Place>> places;
  Place *last_place = nullptr;
  Place *function_place = nullptr; /* the one of the function's start */
  std::unique_ptr<Mark> mark;      /* null: nobody asked for it */
  Observations observations;
  uint32_t recording = 0;        /* number of the recording that watches it, 0: none */
  uint32_t depth = 0;            /* calls between the recorded root and this code, in that recording */
  std::vector<uint32_t> pranges; /* units of CALLs that called prange, in ascending order */
  std::vector<PrangeFault> prange_faults;

  /* The place, or null when nothing has been counted there. */
  Place *find_place(uint32_t unit, bool function);
  Place &add_place(uint32_t unit, bool function, uint32_t skip);
  /* How its loops may run on several cores. */
  tj_parallel_mode parallel() const;
  /* Its name in caches and bindings: code_hash, and `parallel()` where that is not Off. */
  const std::string &hash();
  /* What was asked for has changed: nothing that was compiled for something else is entered any more. */
  void ask_anew();

private:
  std::string hash_;
};

/* The state of `code`, made if need be. */
CodeState &code_state(PyCodeObject *code);
/* The state of `code`, or null. */
CodeState *find_code_state(PyCodeObject *code);
/* The state with this serial number, or null when its code object is gone. */
CodeState *find_code_state(uint64_t serial);
/* The state of recorded code with this hash, or null. */
CodeState *find_code_state_by_hash(const std::string &hash);
/* Applies `visit` to each state. */
void each_code_state(const std::function<void(CodeState &)> &visit);
void drop_code_states();

}  // namespace tracejit
#endif
