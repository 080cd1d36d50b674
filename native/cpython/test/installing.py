"""Install messages and native code by hand: what the engine would send, for a few fixed loops.

A loop body is run symbolically, one instruction at a time, so that there is an exit for each of its code units; the native
code is C that computes the values and leaves by the exit it is told to.
"""

import ctypes
import dis
import json
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def table(header, prefix):
    """The numbers of a generated header, by name."""
    with open(os.path.join(ROOT, "native/gen", header)) as file:
        return {name: int(number) for name, number in re.findall(prefix + r"_(\w+) = (\d+)", file.read())}


SOURCE = table("sources.h", "TJ_SOURCE")
VIRTUAL = table("sources.h", "TJ_VIRTUAL")
BINDING = table("bindings.h", "TJ_BINDING")
EXIT = table("exit_reasons.h", "TJ_EXIT")
KIND = table("kinds.h", "TJ_KIND")


def source(kind, a=0, b=0):
    return {"kind": SOURCE[kind], "a": a, "b": b}


KEEP, NULL = source("Keep"), source("Null")


def body_states(code, start, locals_, stack, values):
    """(unit, locals, stack) before each instruction of straight code from `start` on, until it leaves the body.

    `values` gives what each BINARY_OP and CALL pushes, in order; None ends the walk.
    """
    results = iter(values)
    by_unit = {i.offset // 2: i for i in dis.get_instructions(code)}
    locals_, stack, states, unit = list(locals_), list(stack), [], start
    while unit in by_unit:
        op = by_unit[unit]
        if op.opname not in ("RESUME", "END_FOR"):
            states.append((unit, list(locals_), list(stack), op.opname))
        if not step(op, code, locals_, stack, results):
            return states
        unit = min(u for u in list(by_unit) + [1 << 30] if u > unit)
    return states


def step(op, code, locals_, stack, results):
    """Runs one instruction on sources. False when the straight part ends."""
    name, arg = op.opname, op.arg
    if name == "LOAD_FAST":
        stack.append(locals_[arg])
    elif name == "LOAD_FAST_LOAD_FAST":
        stack += [locals_[arg >> 4], locals_[arg & 15]]
    elif name == "STORE_FAST":
        locals_[arg] = stack.pop()
    elif name == "LOAD_CONST":
        stack.append(("Const", arg))
    elif name == "LOAD_GLOBAL":
        stack += [("Global", op.argval), NULL] if arg & 1 else [("Global", op.argval)]
    elif name in ("BINARY_OP", "CALL"):
        del stack[-(2 if name == "BINARY_OP" else arg + 2):]
        value = next(results)
        if value is None:
            return False
        stack.append(value)
    elif name in ("STORE_NAME", "JUMP_BACKWARD", "RETURN_VALUE"):
        return False
    elif name != "RESUME":
        raise NotImplementedError(name)
    return True


class Message:
    """An Install message under construction."""

    def __init__(self, unit, spills, entry=0):
        self.fields = dict(version=1, entry=entry, unit=unit, bindings=[], exits=[], snapshots=[], cells=0,
                           max_spills=spills, frame_need=4, code_bytes=1, times=[])
        self.spills = spills

    def bind(self, kind, name="", parent=-1, **more):
        self.fields["bindings"].append(dict(kind=BINDING[kind], name=name, parent=parent, **more))
        return len(self.fields["bindings"]) - 1

    def bound(self, item, parent=-1):
        """A symbolic constant or global as a source."""
        if not isinstance(item, tuple):
            return item
        kind, what = item
        if kind == "Const":
            return source("Binding", self.bind("Const", path=[what], parent=parent))
        return source("Binding", self.bind("Global", what, parent=parent))

    def frame(self, unit, locals_, stack, waiting=False, function=-1):
        return dict(unit=unit, waiting=waiting, function=function,
                    locals=[self.bound(x, function) for x in locals_], stack=[self.bound(x, function) for x in stack])

    def exit(self, frames, virtuals=(), names=(), reason="Finished"):
        self.fields["snapshots"].append(dict(frames=list(frames), virtuals=list(virtuals), names=list(names), spills=self.spills))
        self.fields["exits"].append(dict(reason=EXIT[reason], snapshot=len(self.fields["snapshots"]) - 1))
        return len(self.fields["exits"]) - 1

    def buffer(self, folder, so_path):
        self.fields["so_path"] = so_path
        path = os.path.join(folder, "install.json")
        with open(path, "w") as file:
            json.dump({"body_type": "Install", "body": self.fields}, file)
        subprocess.run(["flatc", "-b", "-o", folder, os.path.join(ROOT, "traces/format/trace.fbs"), path], check=True)
        with open(os.path.join(folder, "install.bin"), "rb") as file:
            return file.read()


class Native:
    """C code as a shared object whose globals the test sets: which exit to take, after how many iterations."""

    counter = 0

    def __init__(self, folder, text):
        Native.counter += 1
        base = os.path.join(folder, "native%d" % Native.counter)
        with open(base + ".c", "w") as file:
            file.write(text)
        include = __import__("sysconfig").get_path("include")
        subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-I", include, "-I", os.path.join(ROOT, "native/primitives"),
                        base + ".c", "-o", base + ".so"], check=True)
        self.path = base + ".so"
        self.library = ctypes.CDLL(self.path)

    def __setattr__(self, name, value):
        if name in ("path", "library"):
            object.__setattr__(self, name, value)
        else:
            ctypes.c_long.in_dll(self.library, name).value = value
