/** The programs that mutants are tried with, by number, each with what the interpreter makes of it: once for all mutants. */
import type fc from 'fast-check';
import { POLICY_NAMES, type PolicyName } from '../../arbitraries/program/policies.ts';
import { type GeneratedProgram, programs, programsOf } from '../../arbitraries/program/program.ts';
import type { Mutant } from '../../mutants/mutant.ts';
import { INTERPRETER } from '../../oracle/configurations.ts';
import type { Observer, Program } from '../../oracle/examine.ts';
import type { Observation } from '../../oracle/observation.ts';
import { programSeed } from '../program-seed.ts';
import { valueOfSeed } from '../shrink.ts';

export interface Interpreted {
  readonly program: Program;
  readonly observation: Observation;
  /** What made it, for shrinking. */
  readonly made: { readonly arbitrary: fc.Arbitrary<GeneratedProgram>; readonly seed: number };
}

/** Calls of `main` after the first, where it is asked whether memory is lost. */
const REPEAT = 6;

export class InterpretedPrograms {
  readonly #seed: number;
  readonly #interpreter: Observer;
  readonly #known = new Map<string, Promise<Interpreted>>();

  /** @param interpreter borrowed; may be asked by several at once */
  constructor(seed: number, interpreter: Observer) {
    this.#seed = seed;
    this.#interpreter = interpreter;
  }

  /** The mutant's program of that number, from 1 on: of its own policy and of all policies by turns. */
  get({ policy, expected }: Pick<Mutant, 'policy' | 'expected'>, number: number): Promise<Interpreted> {
    const own = POLICY_NAMES.find((name) => name === policy);
    const drawn = number % 2 === 0 ? (own ?? null) : null;
    const index = own === undefined ? number : Math.floor(number / 2);
    return this.#interpreted(drawn, index, expected.channels.includes('lifetime'));
  }

  #interpreted(policy: PolicyName | null, index: number, repeated: boolean): Promise<Interpreted> {
    const name = `kill-${this.#seed}-${policy ?? 'any'}-${index}.py`;
    const key = `${name} ${repeated}`;
    const known = this.#known.get(key) ?? this.#interpret(name, policy, index, repeated);
    this.#known.set(key, known);
    return known;
  }

  async #interpret(name: string, policy: PolicyName | null, index: number, repeated: boolean): Promise<Interpreted> {
    const made = { arbitrary: policy === null ? programs() : programsOf(policy), seed: programSeed(this.#seed, index) };
    const { source } = valueOfSeed(made.arbitrary, made.seed);
    const program = { name, source, ...(repeated ? { repeat: REPEAT } : {}) };
    return { program, made, observation: await this.#interpreter.observe(INTERPRETER, program) };
  }
}
