#include "code_writer.h"

#include "object_naming.h"
#include "opcode.h"

namespace tracejit {
namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;

/* Kinds of constants: CONST_KINDS of traces/format/kinds.ts. */
enum ConstKind : uint8_t {
  TJ_CONST_None,
  TJ_CONST_Ellipsis,
  TJ_CONST_Bool,
  TJ_CONST_Int,
  TJ_CONST_BigInt,
  TJ_CONST_Float,
  TJ_CONST_Str,
  TJ_CONST_Tuple,
  TJ_CONST_Code,
  TJ_CONST_Other,
};

Offset<wire::Const> write_const(FlatBufferBuilder &builder, PyObject *value, const CodeNumber &number);

Offset<wire::Const> write_int(FlatBufferBuilder &builder, PyObject *value) {
  int overflow = 0;
  long long small = PyLong_AsLongLongAndOverflow(value, &overflow);
  if (!overflow) return wire::CreateConst(builder, TJ_CONST_Int, small);
  PyObject *digits = PyNumber_ToBase(value, 10);
  if (!digits) PyErr_Clear(); /* beyond sys.set_int_max_str_digits: no literal is that long */
  auto text = builder.CreateString(digits ? text_of(digits) : std::string("int"));
  ConstKind kind = digits ? TJ_CONST_BigInt : TJ_CONST_Other;
  Py_XDECREF(digits);
  return wire::CreateConst(builder, kind, 0, 0, text);
}

Offset<wire::Const> write_tuple(FlatBufferBuilder &builder, PyObject *value, const CodeNumber &number) {
  std::vector<Offset<wire::Const>> items;
  items.reserve(static_cast<size_t>(PyTuple_GET_SIZE(value)));
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(value); i++)
    items.push_back(write_const(builder, PyTuple_GET_ITEM(value, i), number));
  auto vector = builder.CreateVector(items);
  return wire::CreateConst(builder, TJ_CONST_Tuple, 0, 0, 0, vector);
}

/* The default 0.0 is left out by ==, which would lose the sign of -0.0. */
Offset<wire::Const> write_float(FlatBufferBuilder &builder, double value) {
  builder.ForceDefaults(true);
  auto written = wire::CreateConst(builder, TJ_CONST_Float, 0, value);
  builder.ForceDefaults(false);
  return written;
}

Offset<wire::Const> write_const(FlatBufferBuilder &builder, PyObject *value, const CodeNumber &number) {
  if (value == Py_None) return wire::CreateConst(builder, TJ_CONST_None);
  if (value == Py_Ellipsis) return wire::CreateConst(builder, TJ_CONST_Ellipsis);
  if (PyBool_Check(value)) return wire::CreateConst(builder, TJ_CONST_Bool, value == Py_True);
  if (PyLong_CheckExact(value)) return write_int(builder, value);
  if (PyFloat_CheckExact(value)) return write_float(builder, PyFloat_AS_DOUBLE(value));
  if (PyTuple_CheckExact(value)) return write_tuple(builder, value, number);
  if (PyCode_Check(value)) {
    int32_t code = number(reinterpret_cast<PyCodeObject *>(value));
    return wire::CreateConst(builder, TJ_CONST_Code, 0, 0, 0, 0, code);
  }
  bool str = PyUnicode_CheckExact(value);
  auto text = builder.CreateString(str ? text_of(value) : std::string(Py_TYPE(value)->tp_name));
  return wire::CreateConst(builder, str ? TJ_CONST_Str : TJ_CONST_Other, 0, 0, text);
}

Offset<flatbuffers::Vector<Offset<flatbuffers::String>>> write_names(FlatBufferBuilder &builder, PyObject *names) {
  std::vector<std::string> texts;
  texts.reserve(static_cast<size_t>(PyTuple_GET_SIZE(names)));
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) texts.push_back(text_of(PyTuple_GET_ITEM(names, i)));
  return builder.CreateVectorOfStrings(texts);
}

Offset<flatbuffers::Vector<uint8_t>> write_bytes(FlatBufferBuilder &builder, PyObject *bytes) {
  return builder.CreateVector(reinterpret_cast<const uint8_t *>(PyBytes_AS_STRING(bytes)),
                              static_cast<size_t>(PyBytes_GET_SIZE(bytes)));
}

}  // namespace

Offset<wire::CodeObject> write_code(FlatBufferBuilder &builder, CodeState &state, const CodeNumber &number,
                                    Offset<flatbuffers::Vector<Offset<wire::Observation>>> observations) {
  PyCodeObject *code = state.code;
  std::vector<Offset<wire::Const>> consts;
  consts.reserve(static_cast<size_t>(PyTuple_GET_SIZE(code->co_consts)));
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(code->co_consts); i++)
    consts.push_back(write_const(builder, PyTuple_GET_ITEM(code->co_consts, i), number));
  auto consts_vector = builder.CreateVector(consts);
  auto name = builder.CreateString(text_of(code->co_name));
  auto qualname = builder.CreateString(text_of(code->co_qualname));
  auto filename = builder.CreateString(text_of(code->co_filename));
  const std::string &plain = state.observations.bytes();
  auto bytes = builder.CreateVector(reinterpret_cast<const uint8_t *>(plain.data()), plain.size());
  auto names = write_names(builder, code->co_names);
  auto local_names = write_names(builder, tj_code_local_names(code));
  auto local_kinds = write_bytes(builder, tj_code_local_kinds(code));
  auto exceptions = write_bytes(builder, code->co_exceptiontable);
  auto lines = write_bytes(builder, code->co_linetable);
  auto hash = builder.CreateString(state.hash());
  auto pranges = builder.CreateVector(state.pranges);
  return wire::CreateCodeObject(
      builder, name, qualname, filename, code->co_firstlineno, static_cast<uint32_t>(code->co_flags), code->co_argcount,
      code->co_posonlyargcount, code->co_kwonlyargcount, code->co_stacksize, bytes, consts_vector, names, local_names,
      local_kinds, exceptions, lines, hash, observations, static_cast<uint8_t>(state.parallel()), pranges);
}

}  // namespace tracejit
