/* An Install message bound to the objects of this process. */
#include <dlfcn.h>

#include "../gen/kinds.h"
#include "../gen/bindings.h"
#include "binding.h"
#include "direct_call.h"
#include "installation.h"
#include "parallel.h"
#include "startup.h"
#include "unit_stats.h"
#include "watchers.h"

namespace tracejit {
namespace {

const char kBindingFailed[] = "BindingFailed";
const char kCompileFailed[] = "CompileFailed";

bool load_library(Installation &installation, std::string &why) {
  const auto *path = installation.message->so_path();
  installation.library = path ? dlopen(path->c_str(), RTLD_NOW | RTLD_LOCAL) : nullptr;
  if (installation.library) installation.entry = reinterpret_cast<tj_entry_fn>(dlsym(installation.library, "tj_entry"));
  if (installation.entry) return true;
  why = kCompileFailed;
  return false;
}

/* Numbers inside the message that code would follow without looking. */
bool message_holds_together(const wire::Install *message) {
  if (!message || !message->exits() || !message->snapshots()) return false;
  for (const wire::Exit *exit : *message->exits()) {
    if (exit->snapshot() >= message->snapshots()->size()) return false;
    const auto *snapshot = message->snapshots()->Get(exit->snapshot());
    if (!snapshot->frames() || snapshot->frames()->size() == 0 || snapshot->spills() > message->max_spills())
      return false;
  }
  return true;
}

}  // namespace

Installation::~Installation() {
  unit_ends(*this);
  forget_loop_costs(native);
  for (PyObject *object : owned) Py_DECREF(object);
  if (library) dlclose(library);
}

std::shared_ptr<Installation> install_code(std::string buffer, PyCodeObject *code, _PyInterpreterFrame *frame,
                                           std::string &why) {
  auto installation = std::make_shared<Installation>();
  installation->buffer = std::move(buffer);
  installation->message = wire::GetMessage(installation->buffer.data())->body_as_Install();
  if (!message_holds_together(installation->message)) {
    why = kCompileFailed;
    return nullptr;
  }
  tj_find_types();
  installation->codes.push_back(code);
  installation->frame_need = static_cast<int>(installation->message->frame_need());
  installation->cell_count = installation->message->cells();
  for (const wire::Exit *exit : *installation->message->exits()) installation->exit_reasons.push_back(exit->reason());
  installation->exit_counts.resize(installation->exit_reasons.size());
  installation->globals = tj_frame_globals(frame);
  installation->builtins = tj_frame_builtins(frame);
  BindingContext context{code, tj_frame_function(frame), installation->globals, installation->builtins};
  bool watched = watch_dict(installation->globals, installation) && watch_dict(installation->builtins, installation);
  if (!watched || !bind_objects(context, installation)) {
    why = kBindingFailed;
    return nullptr;
  }
  if (!load_library(*installation, why)) return nullptr;
  installation->native.objects = installation->objects.data();
  installation->native.owner = installation.get();
  unit_begins(*installation);
  startup_mark(kInstalled);
  counters().regions++;
  counters().code_bytes += installation->message->code_bytes();
  counters().ir_ops += installation->message->ir_ops();
  return installation;
}

bool installation_valid(const Installation &installation) { return installation.valid; }

void invalidate(Installation &installation) {
  if (!installation.valid) return;
  installation.valid = false;
  direct_epoch++;
  counters().invalidations++;
}

std::vector<uint64_t> &exit_counts(Installation &installation) { return installation.exit_counts; }
const wire::Install *install_message(const Installation &installation) { return installation.message; }

}  // namespace tracejit
