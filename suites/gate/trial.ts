/** One process, one kernel, a few timed calls: the unit that is repeated. */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { hostPython, suiteFile } from '../machine.ts';

/** A program that is measured: one of the two builds, or CPython. */
export interface Arm {
  readonly name: 'base' | 'head' | 'control';
  /** Command line before the script. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What all trials of a round share, so that luck with the layout of memory meets its arms alike, and varies from round to round. */
export interface Setting {
  readonly hashSeed: number;
  /** Bytes by which the environment is longer: it moves the stack. */
  readonly pad: number;
}

export interface Trial {
  /** Processor time of each timed call; the trial's value is the smallest. */
  readonly cpuNs: readonly number[];
  readonly wallNs: readonly number[];
  readonly result: string;
  /** As `tracejit.stats()`; null where there is no JIT. */
  readonly counters: Readonly<Record<string, unknown>> | null;
  /** Peak resident memory of the process; trials kept before it was asked for have none. */
  readonly peakKb?: number;
  /** Of trials that began with nothing compiled. */
  readonly cold?: ColdStart;
}

/** As cold.py tells it. */
export interface ColdStart {
  /** Process start to end, by the wall's clock. */
  readonly ns: number;
  /** Processor time of the process and of its engine. */
  readonly cpuNs: number;
  /** Process start to the first native entry; null where there was none. */
  readonly firstEntryNs: number | null;
  readonly engineKb: number;
}

/** What one trial does. */
export interface Work {
  readonly kernel: string;
  readonly scale: number;
  readonly calls?: number;
  /** One call in a process that has nothing compiled, and starts an engine of its own. */
  readonly cold?: boolean;
}

/** The process of a trial did not give one. */
export class TrialFault extends Error {
  override name = 'TrialFault';
}

const COLD = { TRACEJIT_CACHE: '', TRACEJIT_ENGINE: '' } as const;
const WARM_UPS = 2;
const CALLS = 5;
const TIMEOUT_MS = 60_000;
/** Room for an arm's own variables: environments are filled up to this, so that all arms' are of one size. */
const ENVIRONMENT_BYTES = 2048;

/** What goes before a command so that it stands still: no address randomisation, one core, the last; harness and kernel share the rest. */
export function steadyPrefix(): readonly string[] {
  const tools = [
    ['setarch', '-R'],
    ['taskset', '-c', String(cpus().length - 1)],
  ];
  return tools.filter(([tool = '', ...words]) => spawnSync(tool, [...words, 'true']).status === 0).flat();
}

/** @throws TrialFault when the process ends otherwise than well, takes a minute, or answers no numbers */
export function runTrial(
  arm: Arm,
  work: Work,
  setting: Setting,
  prefix: readonly string[],
  timeoutMs = TIMEOUT_MS,
): Trial {
  const script = [suiteFile('gate', 'trial.py'), suiteFile('kernels', work.kernel, 'kernel.py')];
  const [warmUps, calls] = work.cold ? [0, 1] : [WARM_UPS, work.calls ?? CALLS];
  const starter = work.cold ? [hostPython().path, '-I', '-S', suiteFile('gate', 'cold.py')] : [];
  const counts = [work.scale, warmUps, calls].map(String);
  const words = [...prefix, ...starter, ...arm.command, ...script, ...counts];
  const [program = '', ...args] = words;
  const child = spawnSync(program, args, {
    encoding: 'utf8',
    env: environment(work.cold ? { ...arm, env: { ...arm.env, ...COLD } } : arm, setting),
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const who = `${arm.name}, ${work.kernel}${work.cold ? ', cold' : ''}`;
  if (child.error && 'code' in child.error && child.error.code === 'ETIMEDOUT')
    throw new TrialFault(`${who}: not done after ${timeoutMs / 1000} s`);
  if (child.error) throw new TrialFault(`${who}: ${child.error.message}`);
  if (child.status !== 0) {
    const end = child.signal === null ? `exit code ${child.status}` : `ended by ${child.signal}`;
    throw new TrialFault(`${who}: ${end}: ${child.stderr.trim().split('\n').at(-1) ?? ''}`);
  }
  return readTrial(child.stdout, who);
}

/** @throws TrialFault when it is not what trial.py prints */
export function readTrial(text: string, who: string): Trial {
  let trial: Partial<Trial> | null;
  try {
    trial = JSON.parse(text) as Partial<Trial> | null;
  } catch (cause) {
    throw new TrialFault(`${who}: answered ${JSON.stringify(text.slice(0, 100))} instead of times`, { cause });
  }
  const { cpuNs, wallNs, result, counters = null, peakKb, cold } = trial ?? {};
  if (!isTimes(cpuNs) || !isTimes(wallNs) || typeof result !== 'string')
    throw new TrialFault(`${who}: answered ${JSON.stringify(text.slice(0, 100))} instead of times`);
  return { cpuNs, wallNs, result, counters, ...(peakKb && { peakKb }), ...(cold && { cold }) };
}

function isTimes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((time) => typeof time === 'number' && time > 0);
}

/** Nothing of the user's own that could reach one side only. */
function environment(arm: Arm, { hashSeed, pad }: Setting): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TRACEJIT|PYTHON)/.test(name));
  const own = { ...arm.env, PYTHONHASHSEED: String(hashSeed) };
  const size = Object.entries(own).reduce((bytes, [name, value]) => bytes + name.length + value.length + 2, 0);
  return { ...Object.fromEntries(inherited), ...own, ENV_PAD: 'x'.repeat(Math.max(0, ENVIRONMENT_BYTES - size) + pad) };
}
