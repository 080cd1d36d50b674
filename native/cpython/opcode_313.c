/* The recorder's facts about CPython 3.13: opcodes as in co_code, and lookups that run no Python code. */
#include "internal_313.h"
#include "internal/pycore_descrobject.h"
#include "internal/pycore_dict.h"
#include "opcode_ids.h"
#define NEED_OPCODE_METADATA
/* A copy of our own under other names: libpython's is hidden, instruction_313.c has one of its own. */
#define _PyOpcode_num_popped tj_metadata_num_popped
#define _PyOpcode_num_pushed tj_metadata_num_pushed
#define _PyOpcode_opcode_metadata tj_metadata_opcodes
#define _PyOpcode_macro_expansion tj_metadata_macros
#define _PyOpcode_OpName tj_metadata_names
#define _PyOpcode_Caches tj_metadata_caches
#define _PyOpcode_Deopt tj_metadata_deopt
#define _PyOpcode_PseudoTargets tj_metadata_pseudo_targets
#pragma GCC visibility push(hidden)
#include "internal/pycore_opcode_metadata.h"
#pragma GCC visibility pop
#include "opcode.h"

tj_op_class tj_op_classify(int opcode) {
  switch (opcode) {
    case EXTENDED_ARG: return TJ_OP_EXTENDED_ARG;
    case CALL: return TJ_OP_CALL;
    case CALL_KW: return TJ_OP_CALL_KW;
    case LOAD_GLOBAL: return TJ_OP_LOAD_GLOBAL;
    case LOAD_NAME: return TJ_OP_LOAD_NAME;
    case LOAD_DEREF: return TJ_OP_LOAD_DEREF;
    case LOAD_ATTR: return TJ_OP_LOAD_ATTR;
    case RETURN_VALUE: return TJ_OP_RETURN_VALUE;
    case RETURN_CONST: return TJ_OP_RETURN_CONST;
    case FOR_ITER: return TJ_OP_FOR_ITER;
    case BINARY_SUBSCR:
    case DELETE_SUBSCR: return TJ_OP_SUBSCR;
    case STORE_SUBSCR: return TJ_OP_STORE_SUBSCR;
    case LIST_APPEND: return TJ_OP_LIST_APPEND;
    default: return TJ_OP_PLAIN;
  }
}

int tj_op_replaced_locals(int opcode, int oparg, int locals[2]) {
  locals[0] = locals[1] = oparg;
  switch (opcode) {
    case STORE_FAST:
    case DELETE_FAST:
    case LOAD_FAST_AND_CLEAR: return 1;
    case STORE_FAST_LOAD_FAST: locals[0] = oparg >> 4; return 1;
    case STORE_FAST_STORE_FAST: locals[0] = oparg >> 4, locals[1] = oparg & 15; return 2;
    default: return 0;
  }
}

int tj_op_caches(int opcode) { return tj_metadata_caches[opcode]; }

int tj_op_popped(int opcode, int oparg) { return tj_metadata_num_popped(opcode, oparg); }

int tj_op_jump_target(int opcode, int oparg, int unit) {
  if (!OPCODE_HAS_JUMP(opcode)) return -1;
  int next = unit + 1 + tj_metadata_caches[opcode];
  int backward = opcode == JUMP_BACKWARD || opcode == JUMP_BACKWARD_NO_INTERRUPT;
  return backward ? next - oparg : next + oparg;
}

bool tj_op_ends_flow(int opcode) {
  switch (opcode) {
    case RETURN_VALUE:
    case RETURN_CONST:
    case RAISE_VARARGS:
    case RERAISE:
    case JUMP_FORWARD:
    case JUMP_BACKWARD:
    case JUMP_BACKWARD_NO_INTERRUPT:
    case INTERPRETER_EXIT: return true;
    default: return false;
  }
}

PyObject *tj_code_local_names(PyCodeObject *code) { return code->co_localsplusnames; }
PyObject *tj_code_local_kinds(PyCodeObject *code) { return code->co_localspluskinds; }
int tj_code_locals(PyCodeObject *code) { return code->co_nlocalsplus; }
int tj_code_units(PyCodeObject *code) { return (int)Py_SIZE(code); }
bool tj_is_cell_slot(char kind) { return (kind & (CO_FAST_CELL | CO_FAST_FREE)) != 0; }

int tj_code_start(PyCodeObject *code) {
  for (int unit = 0; unit < tj_code_units(code); unit += tj_instruction_length(code, unit))
    if (tj_base_opcode(code, unit) == RESUME) return unit + 1;
  return -1;
}

PyObject *tj_dict_get(PyObject *dict, PyObject *name) {
  if (!dict || !PyDict_CheckExact(dict) || !PyUnicode_CheckExact(name)) return NULL;
  /* A table with other keys than str could ask one of them to compare itself. */
  if (((PyDictObject *)dict)->ma_keys->dk_kind == DICT_KEYS_GENERAL) return NULL;
  return _PyDict_GetItem_KnownHash(dict, name, PyObject_Hash(name));
}

/* Iterators over lists, tuples and reversed lists agree in their head. */
typedef struct {
  PyObject_HEAD Py_ssize_t index;
  PyObject *sequence; /* NULL once exhausted */
} sequence_iterator;

PyObject *tj_iterated_sequence(PyObject *iterator, Py_ssize_t *next) {
  *next = ((sequence_iterator *)iterator)->index;
  return ((sequence_iterator *)iterator)->sequence;
}

PyTypeObject *tj_descriptor_owner(PyObject *descriptor) { return PyDescr_TYPE(descriptor); }
const char *tj_descriptor_name(PyObject *descriptor) { return ((PyMethodDescrObject *)descriptor)->d_method->ml_name; }
PyObject *tj_type_lookup(PyTypeObject *type, PyObject *name) { return _PyType_Lookup(type, name); }
