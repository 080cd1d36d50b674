import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostPython, suiteFile } from '../machine.ts';

/**
 * Calls the plugin's hooks as pytest 9.2 was seen to call them, with objects that have what its reports have. The plugin
 * needs nothing of pytest, so that the python of the tests need not have it.
 */
const DRIVER = `
import json, sys
from types import SimpleNamespace as Object
import tracejit_pytest

# As the extension would count: between two questions three entries for the user's code, and some for the recorder's own.
asked = 0
def stats_json():
    global asked
    asked += 1
    def unit(file, entries):
        return {"file": file, "entries": entries, "exits": [{"reason": "Finished", "count": entries}]}
    own = unit(tracejit_pytest.__file__, 100 * asked)
    return json.dumps({"units": [own, unit("user.py", 3 * asked), *[unit("late.py", 0)] * (asked // 2)]})
sys.modules["_tracejit"] = Object(stats_json=stats_json)

record, selection = sys.argv[1:]
plugins = []
options = {"tracejit_record": record, "tracejit_selection": selection}
tracejit_pytest.pytest_configure(Object(getoption=options.get, pluginmanager=Object(register=plugins.append)))
[plugin] = plugins
options["tracejit_record"] = ""
tracejit_pytest.pytest_configure(Object(getoption=options.get, pluginmanager=Object(register=plugins.append)))
assert len(plugins) == 1, "no record was asked for"

def phase(when, outcome, error=None, **more):
    plugin.pytest_runtest_makereport(Object(when=when, excinfo=error and Object(value=error)))
    flags = {name: name == outcome for name in ("passed", "failed", "skipped")}
    plugin.pytest_runtest_logreport(Object(when=when, outcome=outcome, **flags, **more))

def run(nodeid, *phases, **more):
    plugin.pytest_runtest_logstart(nodeid)
    for words in phases:
        phase(*words, **more)
    plugin.pytest_runtest_logfinish()

def raised():
    try:
        try:
            raise KeyError("first")
        except KeyError:
            raise ValueError(f"second {object()}")
    except ValueError as error:
        return error

items = [Object(nodeid=name) for name in ("t.py::a", "t.py::b", "t.py::c")]
plugin.pytest_collection_modifyitems(items)
print(*(item.nodeid for item in items))
plugin.pytest_collectreport(Object(failed=False, nodeid="", longreprtext=""))
plugin.pytest_collectreport(Object(failed=True, nodeid="bad.py", longreprtext="ImportError at 0x7f1234567890"))
run("t.py::passes", ("setup", "passed"), ("call", "passed"), ("teardown", "passed"))
run("t.py::fails", ("setup", "passed"), ("call", "failed", raised()), ("teardown", "passed"))
run("t.py::breaks", ("setup", "failed", raised()), ("teardown", "passed"))
run("t.py::late", ("setup", "passed"), ("call", "passed"), ("teardown", "failed", raised()))
run("t.py::skipped", ("setup", "skipped", raised()), ("teardown", "passed"))
run("t.py::xfailed", ("call", "skipped", raised()), wasxfail="reason")
run("t.py::xpassed", ("call", "passed"), wasxfail="reason")
plugin.pytest_sessionfinish()
`;

interface Line {
  readonly test?: string;
  readonly outcome?: string;
  readonly errors?: readonly { readonly type: string; readonly text: string; readonly frames: readonly string[] }[];
  readonly counters?: object | null;
  readonly begin?: string;
  readonly end?: string;
}

describe('the pytest plugin (starts python)', () => {
  let folder: string;
  let stdout: string;
  let lines: Line[];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracejit-plugin-spec-'));
    const [record, selection, driver] = [join(folder, 'record'), join(folder, 'selection'), join(folder, 'driver.py')];
    writeFileSync(selection, '{"only": ["t.py::a", "t.py::b"], "skip": ["t.py::a"]}');
    writeFileSync(driver, DRIVER);
    const env = { ...process.env, PYTHONPATH: suiteFile('pytests', 'runner') };
    const child = spawnSync(hostPython().path, ['-B', driver, record, selection], { encoding: 'utf8', env });
    assert.equal(child.stderr, '');
    stdout = child.stdout;
    lines = readFileSync(record, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('runs the tests that are wanted and have not been run', () => {
    assert.equal(stdout, 't.py::b\n');
  });

  it("records outcomes in the words of pytest's summary, and what could not be collected", () => {
    assert.deepEqual(
      lines.filter(({ test }) => test !== undefined).map(({ test, outcome }) => [test, outcome]),
      [
        ['bad.py', 'not collected'],
        ['t.py::passes', 'passed'],
        ['t.py::fails', 'failed'],
        ['t.py::breaks', 'error'],
        ['t.py::late', 'error'],
        ['t.py::skipped', 'skipped'],
        ['t.py::xfailed', 'xfailed'],
        ['t.py::xpassed', 'xpassed'],
      ],
    );
  });

  it('says what begins before it runs, and when all is over', () => {
    assert.equal(
      lines.findIndex(({ begin }) => begin === 't.py::fails') + 1,
      lines.findIndex(({ test }) => test === 't.py::fails'),
    );
    assert.equal(lines.at(-1)?.end, 'pytest');
  });

  it('counts what ran natively during a test, but for its own', () => {
    const passes = lines.find(({ test }) => test === 't.py::passes');
    assert.deepEqual(passes?.counters, { regions: 1, entries: 3, exits: { Finished: 3 } });
  });

  it('records the chain of an exception with frames and columns, and no addresses', () => {
    const errors = lines.find(({ test }) => test === 't.py::fails')?.errors ?? [];
    assert.deepEqual(
      errors.map(({ type, text }) => [type, text]),
      [
        ['builtins.ValueError', 'ValueError: second <object object at 0x…>'],
        ['builtins.KeyError', "KeyError: 'first'"],
      ],
    );
    assert.match(errors[0]?.frames.join('\n') ?? '', /^\S+driver\.py:\d+:12-50 in raised$/);
    assert.equal(lines.find(({ test }) => test === 't.py::skipped')?.errors?.length, 0);
    assert.equal(lines.find(({ test }) => test === 'bad.py')?.errors?.[0]?.text, 'ImportError at 0x…');
  });
});
