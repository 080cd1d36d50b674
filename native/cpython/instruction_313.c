/* Instructions of CPython 3.13 under specialisation and instrumentation. The tables of pycore_opcode_metadata.h do not
 * compile as C++, and their own copy must not clash with libpython's: C, hidden. */
#include "internal_313.h"
#include "opcode_ids.h"
#define NEED_OPCODE_METADATA
#pragma GCC visibility push(hidden)
#include "internal/pycore_opcode_metadata.h"
#pragma GCC visibility pop

static int without_instrumentation(int opcode) {
  switch (opcode) {
    case INSTRUMENTED_RESUME: return RESUME;
    case INSTRUMENTED_RETURN_VALUE: return RETURN_VALUE;
    case INSTRUMENTED_RETURN_CONST: return RETURN_CONST;
    case INSTRUMENTED_CALL: return CALL;
    case INSTRUMENTED_CALL_KW: return CALL_KW;
    case INSTRUMENTED_CALL_FUNCTION_EX: return CALL_FUNCTION_EX;
    case INSTRUMENTED_YIELD_VALUE: return YIELD_VALUE;
    case INSTRUMENTED_JUMP_FORWARD: return JUMP_FORWARD;
    case INSTRUMENTED_JUMP_BACKWARD: return JUMP_BACKWARD;
    case INSTRUMENTED_POP_JUMP_IF_FALSE: return POP_JUMP_IF_FALSE;
    case INSTRUMENTED_POP_JUMP_IF_TRUE: return POP_JUMP_IF_TRUE;
    case INSTRUMENTED_POP_JUMP_IF_NONE: return POP_JUMP_IF_NONE;
    case INSTRUMENTED_POP_JUMP_IF_NOT_NONE: return POP_JUMP_IF_NOT_NONE;
    case INSTRUMENTED_FOR_ITER: return FOR_ITER;
    case INSTRUMENTED_END_FOR: return END_FOR;
    case INSTRUMENTED_END_SEND: return END_SEND;
    case INSTRUMENTED_LOAD_SUPER_ATTR: return LOAD_SUPER_ATTR;
    default: return opcode;
  }
}

int tj_base_opcode(PyCodeObject *code, int unit) {
  int opcode = _PyCode_CODE(code)[unit].op.code;
  _PyCoMonitoringData *monitoring = code->_co_monitoring;
  if (opcode == INSTRUMENTED_LINE) opcode = monitoring->lines[unit].original_opcode;
  if (opcode == INSTRUMENTED_INSTRUCTION) opcode = monitoring->per_instruction_opcodes[unit];
  return _PyOpcode_Deopt[without_instrumentation(opcode)];
}

int tj_instruction_length(PyCodeObject *code, int unit) { return 1 + _PyOpcode_Caches[tj_base_opcode(code, unit)]; }

void tj_rearm_start(PyCodeObject *code, int unit, int tool) {
  _PyCoMonitoringData *monitoring = code->_co_monitoring;
  if (monitoring == NULL) return;
  uint8_t *at = &_PyCode_CODE(code)[unit].op.code;
  if (*at == INSTRUMENTED_LINE) at = &monitoring->lines[unit].original_opcode;
  if (*at == INSTRUMENTED_INSTRUCTION) at = &monitoring->per_instruction_opcodes[unit];
  if (monitoring->tools) monitoring->tools[unit] |= (uint8_t)(1u << tool);
  if (*at == RESUME || *at == RESUME_CHECK) *at = INSTRUMENTED_RESUME;
}
