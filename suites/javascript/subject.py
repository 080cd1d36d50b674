"""What the specs call from JavaScript."""

import os
import signal
import struct
import subprocess
import sys
import threading
import time


def echo(value):
    return value


def shape(*args, **keywords):
    return args, keywords


def describe(value):
    """Type and bits of a value as text; describe.ts is its twin, written from the definition and not from the codec."""
    kind = type(value)
    if kind is float:
        return "nan" if value != value else "float " + struct.pack(">d", value).hex()
    if kind is int:
        return "int %s" % hex(value)
    if kind is str:
        return "str " + value.encode("utf-16-be", "surrogatepass").hex()
    if kind is bytes:
        return "bytes " + value.hex()
    if kind is list or kind is tuple:
        return "%s(%s)" % (kind.__name__, ", ".join(map(describe, value)))
    if kind is set:
        return "set(%s)" % ", ".join(sorted(map(describe, value)))
    if kind is dict:
        return "dict(%s)" % ", ".join("%s: %s" % (describe(key), describe(item)) for key, item in value.items())
    return "%s %r" % (kind.__name__, value)


def described_echo(value):
    return describe(value), value


def residues(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


class Missing(LookupError):
    def __str__(self):
        return "nothing at %r" % (self.args[0],)


def raise_chain(place):
    try:
        [][place]
    except IndexError as error:
        missing = Missing(place, 2.0, object())
        missing.add_note("a note")
        raise missing from error


def raise_while_handling():
    try:
        {}["key"]
    except KeyError:
        1 / 0


def raise_group():
    raise ExceptionGroup("two", [ValueError("first"), Missing(2)])


def raise_unprintable():
    class Unprintable(Exception):
        def __str__(self):
            raise RuntimeError("no text")

    raise Unprintable()


def leave():
    sys.exit(3)


def unsupported(name):
    shared = [1]
    loop = []
    loop.append(loop)
    return {
        "complex": [0, {"key": 1j}],
        "bool subclass": [signal.SIGINT],
        "shared": (shared, shared),
        "cyclic": loop,
        "nan keys": {float("nan"): 1, float("nan"): 2},
        "minus zero key": {-0.0},
        "surrogates": "\ud800" + "\udc00",
    }[name]


def deep(levels):
    value = 0
    for _ in range(levels):
        value = [value]
    return value


def spin(started):
    print("spinning since", started, file=sys.stderr)
    while True:
        pass


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def exit_at_once(code):
    print("last words: ü", file=sys.stderr)
    os._exit(code)


def exit_leaving_a_child():
    """Ends while another process still has its stderr."""
    subprocess.Popen(["sleep", "8"])
    os._exit(0)


def linger():
    """Starts a thread for which Python waits when it ends."""
    threading.Thread(target=time.sleep, args=(60,)).start()


def kill_itself(name):
    os.kill(os.getpid(), getattr(signal, name))


def pid():
    return os.getpid()


def environment():
    """What a program that is started from here gets to see, and what stands on the module path."""
    channels = [name for name in os.environ if name.startswith("NODE_CHANNEL")]
    strange = [folder for folder in sys.path if "pythonia" in folder or "native/node" in folder]
    return channels, strange, sys.path[:2], sys.argv, "proxy" in sys.modules


count = 0


def counted():
    global count
    count += 1
    return count


class Config:
    LIMIT = 1.0
