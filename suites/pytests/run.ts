/** `tracejit test`: the interpreter twice, to see what is steady, then each configuration against it. */
import { type Configuration, findConfiguration, INTERPRETER, JIT_CONFIGURATIONS } from '../oracle/configurations.ts';
import { compareSubjects } from './compare.ts';
import type { Surroundings } from './launch.ts';
import { reportConfiguration, reportTests, type TestReport, whyNotComparable } from './report.ts';
import { runScript } from './script.ts';
import type { Run } from './subject.ts';
import { type Runner, runSuite } from './suite.ts';
import { findTarget, WrongTarget } from './targets.ts';

export interface TestOptions extends Surroundings {
  readonly paths: readonly string[];
  /** Words for the script, or for pytest. */
  readonly args: readonly string[];
  /** Names of JIT_CONFIGURATIONS; none: the three thresholds. */
  readonly configurations: readonly string[];
  /** null: pytest where it is installed. */
  readonly runner: Runner | null;
  /** Ids of the only tests to run; none: all. */
  readonly only: readonly string[];
  /** Told what begins. */
  readonly progress: (line: string) => void;
}

const THRESHOLDS = ['threshold-2', 'threshold-7', 'threshold-default'];

/** @throws WrongTarget when there is nothing to run */
export async function runTests(options: TestOptions): Promise<TestReport> {
  const configurations = findConfigurations(options.configurations);
  const run = runnerOf(options);
  options.progress('interpreter, twice');
  const interpreted = await run(INTERPRETER);
  if (whyNotComparable(interpreted) !== null) return reportTests(interpreted, [], []);
  const flaky = compareSubjects(interpreted.subjects, (await run(INTERPRETER)).subjects);
  const reports = [];
  for (const configuration of configurations) {
    options.progress(configuration.name);
    reports.push(reportConfiguration(configuration.name, interpreted, await run(configuration), flaky));
  }
  return reportTests(interpreted, flaky, reports);
}

function runnerOf(options: TestOptions): (configuration: Configuration) => Promise<Run> {
  const target = findTarget(options.paths, options.runner, options.python);
  if (target.kind === 'script') {
    if (options.only.length > 0) throw new WrongTarget(`--only chooses among tests, and ${target.path} is a script`);
    return (configuration) => runScript(target.path, options.args, configuration, options);
  }
  if (target.runner === 'unittest' && options.args.length > 0)
    throw new WrongTarget(`unittest takes no arguments after --: ${options.args.join(' ')}`);
  const only = options.only.length > 0 ? options.only : null;
  return (configuration) => runSuite({ ...target, args: options.args, only }, configuration, options);
}

function findConfigurations(names: readonly string[]): Configuration[] {
  return (names.length > 0 ? names : THRESHOLDS).map((name) => {
    const found = findConfiguration(name);
    if (found) return found;
    const known = JIT_CONFIGURATIONS.map((configuration) => configuration.name).join(', ');
    throw new WrongTarget(`--configuration ${name} is none of ${known}`);
  });
}
