/* Facts about opcodes and about layouts that CPython keeps private: the recorder's part of the version seam.
 * One file per Python version implements it (opcode_313.c). Opcodes here are plain ones: nothing instrumented, nothing
 * specialised (as in co_code). Nothing here runs Python code. */
#ifndef TRACEJIT_OPCODE_H
#define TRACEJIT_OPCODE_H

#include <Python.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Opcodes that the recorder treats apart. */
typedef enum {
  TJ_OP_PLAIN,
  TJ_OP_EXTENDED_ARG,
  TJ_OP_CALL,        /* oparg: number of arguments; stack: callable, self or NULL, arguments */
  TJ_OP_CALL_KW,     /* as CALL, then the tuple of keyword names */
  TJ_OP_LOAD_GLOBAL, /* name index: oparg >> 1 */
  TJ_OP_LOAD_NAME,   /* name index: oparg */
  TJ_OP_LOAD_DEREF,  /* slot: oparg */
  TJ_OP_LOAD_ATTR,   /* name index: oparg >> 1 */
  TJ_OP_RETURN_VALUE,
  TJ_OP_RETURN_CONST,
  TJ_OP_FOR_ITER,
  TJ_OP_SUBSCR,       /* stack: container, index */
  TJ_OP_STORE_SUBSCR, /* stack: value, container, index */
  TJ_OP_LIST_APPEND,  /* pops the value; the list lies `oparg` below it */
} tj_op_class;

tj_op_class tj_op_classify(int opcode);
/* How many locals the instruction stores to, clears or deletes: 0 to 2, put into `locals`. */
int tj_op_replaced_locals(int opcode, int oparg, int locals[2]);
/* Inline cache units after the opcode. */
int tj_op_caches(int opcode);
/* Values popped. */
int tj_op_popped(int opcode, int oparg);
/* Unit of the jump's target for an opcode with its caches at `unit`, or -1 when it does not jump. */
int tj_op_jump_target(int opcode, int oparg, int unit);
/* True when control never goes on to the next unit. */
bool tj_op_ends_flow(int opcode);

/* co_localsplusnames / co_localspluskinds (borrowed tuple, bytes), co_nlocalsplus. */
PyObject *tj_code_local_names(PyCodeObject *code);
PyObject *tj_code_local_kinds(PyCodeObject *code);
int tj_code_locals(PyCodeObject *code);
int tj_code_units(PyCodeObject *code);
/* Whether a slot with this kind (of tj_code_local_kinds) holds a cell, own or free. */
bool tj_is_cell_slot(char kind);
/* Unit after the RESUME of a function's start, -1 where there is none. */
int tj_code_start(PyCodeObject *code);

/* Value of the exact str `name` in an exact dict whose keys are all str, borrowed; else NULL, never an exception. */
PyObject *tj_dict_get(PyObject *dict, PyObject *name);
/* The sequence behind a list, tuple or reversed-list iterator and the index of the next item; NULL when exhausted. */
PyObject *tj_iterated_sequence(PyObject *iterator, Py_ssize_t *next);
/* The type an exact method descriptor belongs to, borrowed, and its name. */
PyTypeObject *tj_descriptor_owner(PyObject *descriptor);
const char *tj_descriptor_name(PyObject *descriptor);
/* Attribute of a type as _PyType_Lookup finds it, borrowed or NULL. Only for types whose lookup runs no Python. */
PyObject *tj_type_lookup(PyTypeObject *type, PyObject *name);

#ifdef __cplusplus
}
#endif
#endif
