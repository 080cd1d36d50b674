/* Running the user's program as `python` would (CPython 3.13), and the check of layouts at load.
 *
 * The launcher itself was started by Py_RunMain. Instead of imitating that function, the interpreter's configuration is
 * made what it would have been without the launcher, and Py_RunMain is run again: scripts, folders and zip files with a
 * __main__, -c, -m, stdin, SystemExit, Ctrl-C and finalisation are then CPython's own. It ends the process, so the
 * frames below never go on. */
#include "internal_313.h"
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>

extern int Py_RunMain(void);

static PyConfig *config_of(PyThreadState *tstate) { return &tstate->interp->config; }

static int set_string(PyConfig *config, wchar_t **field, const wchar_t *value) {
  PyStatus status = PyConfig_SetString(config, field, value);
  if (!PyStatus_Exception(status)) return 0;
  PyErr_NoMemory();
  return -1;
}

/* CPython makes the script's path absolute, and keeps it as it is when that fails. "." is the folder itself. */
static int set_script(PyConfig *config, const wchar_t *name) {
  if (name[0] == L'/') return set_string(config, &config->run_filename, name);
  char *folder = getcwd(NULL, 0); /* NOLINT(clang-analyzer-unix.StdCLibraryFunctions): glibc allocates */
  wchar_t *wide = folder ? Py_DecodeLocale(folder, NULL) : NULL;
  free(folder);
  if (wide == NULL) return set_string(config, &config->run_filename, name);
  size_t size = wcslen(wide) + wcslen(name) + 2;
  wchar_t *path = PyMem_RawMalloc(size * sizeof(wchar_t));
  int failed = -1;
  if (path == NULL) {
    PyErr_NoMemory();
  } else {
    swprintf(path, size, L"%ls/%ls", wide, name);
    failed = set_string(config, &config->run_filename, wcscmp(name, L".") == 0 ? wide : path);
  }
  PyMem_RawFree(path);
  PyMem_RawFree(wide);
  return failed;
}

/* -c's text is run with a line end added. */
static int set_command(PyConfig *config, const wchar_t *text) {
  size_t size = wcslen(text) + 2;
  wchar_t *command = PyMem_RawMalloc(size * sizeof(wchar_t));
  if (command == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  swprintf(command, size, L"%ls\n", text);
  int failed = set_string(config, &config->run_command, command);
  PyMem_RawFree(command);
  return failed;
}

/* L'c' or L'm' when the program is given by that option, also where its text follows in the same word; else 0. */
static wchar_t program_option(Py_ssize_t argc, wchar_t **argv) {
  if (argc == 0 || argv[0][0] != L'-' || (argv[0][1] != L'c' && argv[0][1] != L'm')) return 0;
  return argc >= 2 || argv[0][2] ? argv[0][1] : 0;
}

/* What to run, and how many words of the command line say so before sys.argv[1]. -1 with an exception. */
static int choose_program(PyConfig *config, Py_ssize_t argc, wchar_t **argv) {
  wchar_t **fields[] = {&config->run_filename, &config->run_command, &config->run_module};
  for (int i = 0; i < 3; i++)
    if (set_string(config, fields[i], NULL) < 0) return -1;
  if (argc == 0 || wcscmp(argv[0], L"-") == 0) return argc == 0 ? 0 : 1;
  wchar_t option = program_option(argc, argv);
  if (!option) return set_script(config, argv[0]) < 0 ? -1 : 1;
  int words = argv[0][2] ? 1 : 2;
  const wchar_t *text = words == 1 ? argv[0] + 2 : argv[1];
  int failed = option == L'c' ? set_command(config, text) : set_string(config, &config->run_module, text);
  return failed < 0 ? -1 : words;
}

static int set_list(PyConfig *config, PyWideStringList *list, Py_ssize_t length, wchar_t **items, const char *name) {
  PyStatus status = PyConfig_SetWideStringList(config, list, length, items);
  PyObject *object = PyStatus_Exception(status) ? NULL : PyList_New(length);
  for (Py_ssize_t i = 0; object && i < length; i++) {
    PyObject *item = PyUnicode_FromWideChar(items[i], -1);
    if (item == NULL)
      Py_CLEAR(object);
    else
      PyList_SET_ITEM(object, i, item);
  }
  int failed = object == NULL || PySys_SetObject(name, object) < 0;
  Py_XDECREF(object);
  if (failed && !PyErr_Occurred()) PyErr_NoMemory();
  return failed ? -1 : 0;
}

/* sys.argv: `script args`, `-c args`, `-m args`; an empty word when the program comes from the terminal. */
static int set_argv(PyConfig *config, Py_ssize_t argc, wchar_t **argv, int words) {
  wchar_t empty[] = L"", name[] = {L'-', program_option(argc, argv), 0};
  Py_ssize_t rest = argc - words;
  wchar_t **list = PyMem_New(wchar_t *, rest + 1);
  if (list == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  list[0] = argc == 0 ? empty : name[1] ? name : argv[0];
  for (Py_ssize_t i = 0; i < rest; i++) list[i + 1] = argv[words + i];
  int failed = set_list(config, &config->argv, rest + 1, list, "argv");
  PyMem_Free(list);
  return failed;
}

/* sys.orig_argv without the `own` words that name the launcher: `python options… program…`. */
static int set_orig_argv(PyConfig *config, int own, Py_ssize_t argc, wchar_t **argv) {
  Py_ssize_t before = config->orig_argv.length - argc - own;
  if (before < 1) return 0;
  wchar_t **list = PyMem_New(wchar_t *, before + argc);
  if (list == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  for (Py_ssize_t i = 0; i < before + argc; i++) {
    const wchar_t *word = i < before ? config->orig_argv.items[i] : argv[i - before];
    list[i] = wcsdup(word);
  }
  int failed = set_list(config, &config->orig_argv, before + argc, list, "orig_argv");
  for (Py_ssize_t i = 0; i < before + argc; i++) free(list[i]);
  PyMem_Free(list);
  return failed;
}

/* Takes away what starting the launcher left: its folder in sys.path[0], and what was cached for its path. */
static int forget_launcher_path(PyConfig *config) {
  PyObject *path = PySys_GetObject("path");
  if (config->sys_path_0 != NULL && path && PyList_Check(path) && PyList_GET_SIZE(path) > 0)
    if (PyList_SetSlice(path, 0, 1, NULL) < 0) return -1;
  PyMem_RawFree(config->sys_path_0);
  config->sys_path_0 = NULL;
  PyObject *cache = PySys_GetObject("path_importer_cache");
  PyObject *file = config->run_filename ? PyUnicode_FromWideChar(config->run_filename, -1) : NULL;
  if (cache && file && PyDict_Contains(cache, file) == 1 && PyDict_DelItem(cache, file) < 0) PyErr_Clear();
  Py_XDECREF(file);
  return PyErr_Occurred() ? -1 : 0;
}

/* A new __main__, as it is before a program runs. The launcher's own stays out of the way: its frames, which are never left,
 * hold the namespace, and the objects in it would outlive those of a program's __main__ at the end of the process. */
static int reset_main_module(PyThreadState *tstate) {
  PyObject *module = PyModule_New("__main__");
  if (module == NULL) return -1;
  PyObject *dict = PyModule_GetDict(module);
  PyObject *loader = PyObject_GetAttrString(tstate->interp->imports.importlib, "BuiltinImporter");
  PyObject *builtins = PyImport_ImportModule("builtins");
  PyObject *name = PyUnicode_InternFromString("__main__");
  PyObject *annotations = PyDict_New();
  int failed = loader == NULL || builtins == NULL || name == NULL || annotations == NULL;
  if (!failed) {
    failed = PyDict_SetItemString(PyImport_GetModuleDict(), "__main__", module) < 0 ||
             PyDict_SetItemString(dict, "__name__", name) < 0 || PyDict_SetItemString(dict, "__doc__", Py_None) < 0 ||
             PyDict_SetItemString(dict, "__package__", Py_None) < 0 ||
             PyDict_SetItemString(dict, "__loader__", loader) < 0 ||
             PyDict_SetItemString(dict, "__spec__", Py_None) < 0 ||
             PyDict_SetItemString(dict, "__annotations__", annotations) < 0 ||
             PyDict_SetItemString(dict, "__builtins__", builtins) < 0;
  }
  Py_XDECREF(loader);
  Py_XDECREF(builtins);
  Py_XDECREF(name);
  Py_XDECREF(annotations);
  Py_DECREF(module);
  return failed ? -1 : 0;
}

/* No frame below, the whole recursion budget, no thread marked as running __main__. */
static void hide_launcher_frames(PyThreadState *tstate) {
  tstate->current_frame = NULL;
  tstate->py_recursion_remaining = tstate->py_recursion_limit;
  tstate->c_recursion_remaining = Py_C_RECURSION_LIMIT;
  tstate->interp->threads.main = NULL;
}

int tj_run_main(PyThreadState *tstate, int own, Py_ssize_t argc, wchar_t **argv) {
  PyConfig *config = config_of(tstate);
  if (forget_launcher_path(config) < 0 || set_orig_argv(config, own, argc, argv) < 0) return -1;
  int words = choose_program(config, argc, argv);
  if (words < 0 || set_argv(config, argc, argv, words) < 0 || reset_main_module(tstate) < 0) return -1;
  hide_launcher_frames(tstate);
  exit(Py_RunMain());
}
