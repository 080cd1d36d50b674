/** The report as people read it: a line for each configuration, each difference with the command that shows it again. */
import type { Difference } from './compare.ts';
import type { ConfigurationReport, TestReport } from './report.ts';
import { SCRIPT } from './script.ts';

/** Differences that are shown in full; the rest is counted. */
const SHOWN = 20;

/** Longest line of what was expected and seen. */
const WIDTH = 200;

/** @param again the command that shows one difference again, by configuration and id */
export function formatTestReport(report: TestReport, again: (configuration: string, id: string) => string): string {
  const { interpreter, runner, flaky, configurations, reason } = report;
  const outcomes = Object.entries(interpreter.outcomes);
  const described =
    runner === SCRIPT
      ? outcomes.map(([outcome]) => outcome).join()
      : `${runner}, ${count(interpreter.tests, 'test')}: ${outcomes.map(([outcome, times]) => `${times} ${outcome}`).join(', ')}`;
  const notices = new Set(configurations.flatMap((configuration) => configuration.notices));
  return [
    ...(interpreter.tests > 0 ? [`interpreter: ${described}; ${seconds(interpreter)}`] : []),
    ...configurations.map((configuration) => configurationLine(configuration, runner === SCRIPT)),
    ...notices,
    ...flaky.flatMap(({ id, divergence }) => [
      '',
      `not compared, because two interpreted runs differ: ${id}`,
      ...divergenceLines(divergence, ['first', 'second']),
    ]),
    ...differenceLines(configurations, again),
    ...lastWords(configurations),
    ...(reason === '' ? [] : ['', reason]),
  ].join('\n');
}

/** What a process said before it died, of the first that did. */
function lastWords(configurations: readonly ConfigurationReport[]): string[] {
  const died = configurations.find(({ differences }) =>
    differences.some(({ divergence }) => divergence.channel === 'exit'),
  );
  if (died === undefined || died.output === '') return [];
  return ['', `the end of its output (${died.name}):`, ...died.output.trimEnd().split('\n').slice(-20)];
}

function configurationLine(report: ConfigurationReport, isScript: boolean): string {
  const { name, compared, differences, native, counters } = report;
  const tests = isScript
    ? `${differences.length > 0 ? 'differs' : 'the same'}, ${native > 0 ? 'ran natively' : 'nothing ran natively'}`
    : `${count(compared, 'test')}, ${differences.length} differ, ${native} ran natively`;
  const exits = Object.entries(counters.exits)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, times]) => `${reason} ${times}`);
  const ran = `regions ${counters.regions}, entries ${counters.entries}`;
  return `${name}: ${tests}; ${ran}${exits.length > 0 ? `; exits: ${exits.join(', ')}` : ''}; ${seconds(report)}`;
}

/** What differs in the same way in several configurations is shown once, with the command for the first. */
function differenceLines(
  configurations: readonly ConfigurationReport[],
  again: (configuration: string, id: string) => string,
): string[] {
  const groups = new Map<string, { names: string[]; difference: Difference }>();
  for (const { name, differences } of configurations) {
    for (const difference of differences) {
      const key = JSON.stringify(difference);
      const group = groups.get(key);
      if (group) group.names.push(name);
      else groups.set(key, { names: [name], difference });
    }
  }
  const lines = [...groups.values()]
    .slice(0, SHOWN)
    .flatMap(({ names, difference: { id, divergence } }) => [
      '',
      `differs (${names.join(', ')}): ${id}`,
      ...divergenceLines(divergence, ['python', 'tracejit']),
      `  again:    ${again(names[0] ?? '', id)}`,
    ]);
  const rest = groups.size - SHOWN;
  return rest > 0 ? [...lines, '', `and ${rest} more differences (--json lists them)`] : lines;
}

function divergenceLines(
  { channel, kind, where, expected, actual }: Difference['divergence'],
  names: [string, string],
): string[] {
  return [
    `  ${channel}${where === '' ? '' : `, ${where}`}: ${kind}`,
    `  ${`${names[0]}:`.padEnd(10)}${cut(expected)}`,
    `  ${`${names[1]}:`.padEnd(10)}${cut(actual)}`,
  ];
}

function cut(text: string): string {
  if (text === '') return '(nothing)';
  const line = text.replaceAll('\n', ' / ');
  return line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function seconds(timed: { readonly seconds: number }): string {
  return `${timed.seconds.toFixed(1)} s`;
}
