"""Runs shared objects made of whole regions: regions.spec.ts's other half.

argv[1]: JSON list of {name, so, runs: [{setup, check}]}. `setup` says by statements what the run gets (operands, objects, depth, breaker,
stack_limit), `check` is an expression over these, `number` (the exit taken), `record` (the words spilled) and `machine`.
Prints JSON: by name, the runs that do not hold.
"""
import ctypes
import json
import sys

import drive


def run(machine, entry, setup, check):
    names = {**vars(drive), "operands": (), "objects": (), "depth": 100, "breaker": 0, "stack_limit": None, "machine": machine, "entry": entry}
    exec(setup, names)
    names["number"] = machine.run(entry, names["operands"], names["objects"], names["depth"], names["stack_limit"], names["breaker"])
    names["record"] = machine.record()
    return None if eval(check, names) else f"{setup}: exit {names['number']}, {names['record']}, not {check}"


def main():
    machine = drive.Machine()
    outcomes = {}
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        entry = ctypes.PyDLL(row["so"]).tj_entry
        entry.restype = ctypes.c_int32
        entry.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        found = [run(machine, entry, one["setup"], one["check"]) for one in row["runs"]]
        outcomes[row["name"]] = [message for message in found if message]
    print(json.dumps(outcomes))


main()
