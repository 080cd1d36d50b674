#include "watchers.h"

#include "direct_call.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "installation.h"

namespace tracejit {
namespace {

using Users = std::vector<std::weak_ptr<Installation>>;

struct WatchedDict {
  Users users;                                     /* of the dict itself */
  std::vector<std::pair<PyObject *, Users>> names; /* strong references */
};

/* Keys are addresses, never followed: an entry goes when CPython says that its object dies. */
struct Watches {
  int dict_watcher = -1;
  int function_watcher = -1;
  std::unordered_map<PyObject *, WatchedDict> dicts;
  std::unordered_map<PyObject *, Users> functions;
};

Watches &watches() {
  static Watches instance;
  return instance;
}

void break_users(Users &users) {
  for (auto &user : users) {
    auto installation = user.lock();
    if (installation) invalidate(*installation);
  }
  users.clear();
}

/* Names are interned in code; a key made at run time may not be. */
bool same_name(PyObject *name, PyObject *key) {
  if (name == key) return true;
  if (PyUnicode_CHECK_INTERNED(key) || PyUnicode_GET_LENGTH(name) != PyUnicode_GET_LENGTH(key)) return false;
  return PyUnicode_Compare(name, key) == 0;
}

int on_dict_event(PyDict_WatchEvent event, PyObject *dict, PyObject *key, PyObject *) {
  auto found = watches().dicts.find(dict);
  if (found == watches().dicts.end()) return 0;
  bool one_key = event == PyDict_EVENT_ADDED || event == PyDict_EVENT_MODIFIED || event == PyDict_EVENT_DELETED;
  for (auto &[name, users] : found->second.names)
    if (!users.empty() && (!one_key || (PyUnicode_CheckExact(key) && same_name(name, key)))) break_users(users);
  if (event == PyDict_EVENT_DEALLOCATED) {
    break_users(found->second.users);
    for (auto &entry : found->second.names) Py_DECREF(entry.first);
    watches().dicts.erase(found);
  }
  return 0;
}

int on_function_event(PyFunction_WatchEvent event, PyFunctionObject *function, PyObject *) {
  if (event == PyFunction_EVENT_CREATE) return 0;
  auto found = watches().functions.find(reinterpret_cast<PyObject *>(function));
  if (found == watches().functions.end()) return 0;
  break_users(found->second);
  if (event == PyFunction_EVENT_DESTROY) watches().functions.erase(found);
  return 0;
}

/* Forgets installations that are gone. */
void add_user(Users &users, const std::shared_ptr<Installation> &installation) {
  users.erase(std::remove_if(users.begin(), users.end(), [](const auto &user) { return user.expired(); }), users.end());
  users.push_back(installation);
}

/* Null when CPython has no watcher left; no exception is left set. */
WatchedDict *watch(PyObject *dict) {
  Watches &all = watches();
  if (all.dict_watcher < 0) all.dict_watcher = PyDict_AddWatcher(on_dict_event);
  if (all.dict_watcher >= 0 && PyDict_Watch(all.dict_watcher, dict) == 0) return &all.dicts[dict];
  PyErr_Clear();
  return nullptr;
}

}  // namespace

bool watch_dict(PyObject *dict, const std::shared_ptr<Installation> &installation) {
  WatchedDict *watched = watch(dict);
  if (watched) add_user(watched->users, installation);
  return watched != nullptr;
}

bool watch_name(PyObject *dict, PyObject *name, const std::shared_ptr<Installation> &installation) {
  WatchedDict *watched = watch(dict);
  if (!watched) return false;
  auto &names = watched->names;
  auto found = std::find_if(names.begin(), names.end(), [&](const auto &entry) { return entry.first == name; });
  if (found == names.end()) found = names.insert(names.end(), {Py_NewRef(name), Users()});
  add_user(found->second, installation);
  return true;
}

bool watch_function(PyObject *function, const std::shared_ptr<Installation> &installation) {
  Watches &all = watches();
  if (all.function_watcher < 0) all.function_watcher = PyFunction_AddWatcher(on_function_event);
  if (all.function_watcher < 0) {
    PyErr_Clear();
    return false;
  }
  add_user(all.functions[function], installation);
  return true;
}

void watchers_shutdown() {
  Watches &all = watches();
  for (auto &[dict, watched] : all.dicts)
    for (auto &entry : watched.names) Py_DECREF(entry.first);
  all.dicts.clear();
  all.functions.clear();
  if (all.dict_watcher >= 0 && PyDict_ClearWatcher(all.dict_watcher) < 0) PyErr_Clear();
  if (all.function_watcher >= 0 && PyFunction_ClearWatcher(all.function_watcher) < 0) PyErr_Clear();
  all.dict_watcher = all.function_watcher = -1;
}

}  // namespace tracejit
