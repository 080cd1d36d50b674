/**
 * Why native code hands over to the interpreter: the closed list behind every exit counter.
 * Generated into native/gen/exit_reasons.h; order is the wire format, append only.
 * `reach` says how the test-suite brings it about: suites/reasons holds a program for each.
 */
export interface ExitReasonRow {
  readonly name: string;
  readonly sentence: string;
  readonly hint: string;
  readonly reach: 'fuzz' | 'directed' | 'fault-injection';
}

export const EXIT_REASONS = [
  {
    name: 'EntryGuard',
    sentence: 'a variable had another type than the compiled entry expects',
    hint: 'keep the type of the variable the same at the head of the loop',
    reach: 'fuzz',
  },
  { name: 'Finished', sentence: 'the compiled part ended', hint: '', reach: 'fuzz' },
  {
    name: 'Poll',
    sentence: 'the interpreter was asked for: a signal, another thread, the garbage collector',
    hint: '',
    reach: 'directed',
  },
  {
    name: 'TypeChanged',
    sentence: 'a value had a type not seen while recording',
    hint: 'keep the types of the values in a container or variable alike',
    reach: 'fuzz',
  },
  { name: 'IntOverflow', sentence: 'an int left 64 bits', hint: 'mask the value if 64 bits are enough', reach: 'fuzz' },
  { name: 'DivisionByZero', sentence: 'a division by zero: the interpreter raises it', hint: '', reach: 'fuzz' },
  {
    name: 'IndexOutOfRange',
    sentence: 'an index outside the sequence: the interpreter raises it',
    hint: '',
    reach: 'fuzz',
  },
  {
    name: 'NeverSeen',
    sentence: 'a branch that was never taken while recording',
    hint: 'it is compiled in once it is taken often',
    reach: 'fuzz',
  },
  { name: 'Unbound', sentence: 'a variable without a value: the interpreter raises it', hint: '', reach: 'directed' },
  {
    name: 'NotCompiled',
    sentence: 'an operation the compiler leaves to the interpreter',
    hint: 'see `tracejit explain` for the operation and the line',
    reach: 'fuzz',
  },
  {
    name: 'DomainError',
    sentence: 'an argument outside the domain of a function: the interpreter decides',
    hint: '',
    reach: 'fuzz',
  },
  {
    name: 'TooManyVersions',
    sentence: 'too many combinations of types meet at one place',
    hint: 'keep the types of loop variables stable',
    reach: 'directed',
  },
  {
    name: 'RecursionLimit',
    sentence: 'the recursion limit is near: the interpreter goes on',
    hint: '',
    reach: 'directed',
  },
  {
    name: 'Finaliser',
    sentence: 'dropping an object could run Python code: the interpreter drops it',
    hint: '',
    reach: 'directed',
  },
  { name: 'NoMemory', sentence: 'an allocation failed: the interpreter raises it', hint: '', reach: 'fault-injection' },
  { name: 'CalleeExit', sentence: 'a native call further in left native code', hint: '', reach: 'fuzz' },
  { name: 'ModifiedLength', sentence: 'unpacking found another number of values', hint: '', reach: 'directed' },
  { name: 'Forced', sentence: 'forced by TRACEJIT_FORCE_EXIT (tests)', hint: '', reach: 'directed' },
] as const satisfies readonly ExitReasonRow[];

export type ExitReason = (typeof EXIT_REASONS)[number]['name'];

/** The wire number of a reason. */
export function exitReasonNumber(reason: ExitReason): number {
  return EXIT_REASONS.findIndex((row) => row.name === reason);
}
