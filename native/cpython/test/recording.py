"""Scripts run under the recorder, and the traces they leave: decoded by flatc, read by instruction and kind names."""

import dis
import json
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import textwrap
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
SCHEMA = os.path.join(ROOT, "traces/format/trace.fbs")
FOLDER = tempfile.mkdtemp(prefix="tracejit-recording-test-")
with open(os.path.join(ROOT, "traces/format/kinds.ts")) as kinds_file:
    KINDS = re.findall(r"^  '(\w+)',$", kinds_file.read(), re.MULTILINE)

PRELUDE = "import _tracejit, sys\n_tracejit.start()\n"


def flatc(*args):
    subprocess.run(["flatc", *args], check=True, cwd=FOLDER, stdout=subprocess.DEVNULL)


def decode(message):
    """The body of a Message buffer as flatc prints it: fields that hold their default are absent."""
    path = os.path.join(FOLDER, "message-%d.bin" % threading.get_ident())
    with open(path, "wb") as file:
        file.write(message)
    flatc("--json", "--raw-binary", "--strict-json", "-o", FOLDER, SCHEMA, "--", path)
    with open(path[:-3] + "json") as file:
        return json.load(file)["body"]


def encode(body_type, body):
    path = os.path.join(FOLDER, "answer-%d.json" % threading.get_ident())
    with open(path, "w") as file:
        json.dump({"body_type": body_type, "body": body}, file)
    flatc("-b", "-o", FOLDER, SCHEMA, path)
    with open(path[:-4] + "bin", "rb") as file:
        return file.read()


def kinds(mask):
    return {name for bit, name in enumerate(KINDS) if mask >> bit & 1}


class Seen:
    """One observation, by names."""

    def __init__(self, trace, code, fields):
        self.unit = fields.get("unit", 0)
        self.op = dis.opname[code["code"][2 * self.unit]]
        self.count = fields["count"]
        self.operands = [kinds(mask) for mask in fields["operands"]]
        self.elements = [kinds(mask) for mask in fields["elements"]]
        self.result = kinds(fields.get("result", 0))
        number = fields.get("object", -1)
        self.object = trace.objects[number] if number >= 0 else number
        self.scope = fields.get("scope", 0)


class Trace:
    def __init__(self, message):
        body = decode(message)
        self.entry, self.unit, self.slots = body.get("entry", 0), body.get("unit", 0), body["slots"]
        self.objects, self.codes, self.namespaces = body["objects"], body["codes"], body["namespaces"]
        self.slot_kinds = [KINDS[slot.get("kind", 0)] for slot in self.slots]

    def code(self, name):
        return next(code for code in self.codes if code["name"] == name)

    def seen(self, name, op=None):
        code = self.code(name)
        found = [Seen(self, code, fields) for fields in code["observations"]]
        return [one for one in found if op in (None, one.op)]


def run(script, *args, check=True, **environment):
    """Runs `script` with the recorder on; the finished process. With a threshold given, what is passed often counts as hot,
    however fast (native/cpython/heat.cc)."""
    path = os.path.join(FOLDER, "script.py")
    with open(path, "w") as file:
        file.write(PRELUDE + textwrap.dedent(script))
    settings = {**os.environ, "TRACEJIT_NODE": "/bin/false", "TRACEJIT_THRESHOLD": "1000", **environment}
    done = subprocess.run([sys.executable, path, *args], env=settings, capture_output=True, text=True, timeout=120)
    if check and (done.returncode or done.stderr):
        raise AssertionError("exit code %d\n%s" % (done.returncode, done.stderr))
    return done


def record(script, **environment):
    """The traces of a script, in order. Its engine is silent: of one that cannot be started it may be noticed only after the
    first trace was sent that it is gone, and the trace is then made again."""
    folder = tempfile.mkdtemp(dir=FOLDER)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(os.path.join(folder, "engine"))
        silent.listen()
        run(script, **{"TRACEJIT_TRACE_DIR": folder, "TRACEJIT_ENGINE": os.path.join(folder, "engine"), **environment})
    os.unlink(os.path.join(folder, "engine"))
    traces = []
    for number in range(1, len(os.listdir(folder)) + 1):
        with open(os.path.join(folder, "%d.trace" % number), "rb") as file:
            traces.append(Trace(file.read()))
    return traces


class FakeEngine:
    """An engine that answers each Trace with what `answer` (called with the body) returns: (body type, body), bytes to
    send as they are, or None to close the connection."""

    def __init__(self, answer):
        self.path = tempfile.mktemp(dir=FOLDER, suffix=".sock")
        self.answer = answer
        self.requests = []
        self.connections = 0
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection, connection.makefile("rb") as stream:
            while len(head := stream.read(4)) == 4:
                body = decode(stream.read(struct.unpack("<I", head)[0]))
                self.requests.append(body)
                reply = self.answer(body)
                if reply is None:
                    return
                if not isinstance(reply, bytes):
                    message = encode(*reply)
                    reply = struct.pack("<I", len(message)) + message
                connection.sendall(reply)


def refuse(body):
    return "Refusal", {"request_id": body["request_id"], "reason": "AlwaysExits", "detail": "", "code_name": ""}
