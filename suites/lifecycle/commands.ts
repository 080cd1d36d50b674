/** The commands of a sequence: what can be drawn, when it makes sense, and the Python text it stands for. */
import fc from 'fast-check';
import { EDITS, type Edit } from './edits.ts';
import { type Model, otherSlot, SLOTS, type Slot } from './model.ts';
import type { SteppedPair } from './stepped-pair.ts';
import { canBeHooked, definition, TEMPLATES, type Template } from './templates.ts';

/** What was drawn. What it comes to depends on the model. */
interface Choice {
  /** What to do; null where it makes no sense. */
  resolve(model: Readonly<Model>): Resolved | null;
}

interface Resolved {
  readonly title: string;
  readonly hot: boolean;
  /** The Python text; changes the model. */
  text(model: Model): string;
}

/** Arguments by type; '' is the default. */
const ARGUMENTS = ['2', '', '-7', '0', '2.5', '-0.0', 'True', '1 << 62', '1 << 70', 'None', "'text'", "float('nan')"];

/** Passes of a call that heats nothing. */
const FEW = 5;

export type LifecycleCommand = fc.AsyncCommand<Model, SteppedPair>;

class DrawnCommand implements LifecycleCommand {
  readonly #choice: Choice;

  constructor(choice: Choice) {
    this.#choice = choice;
  }

  check(model: Readonly<Model>): boolean {
    return this.#choice.resolve(model) !== null;
  }

  async run(model: Model, real: SteppedPair): Promise<void> {
    const resolved = this.#choice.resolve(model);
    if (resolved) await real.step({ title: resolved.title, source: resolved.text(model), hot: resolved.hot });
  }

  /** fast-check adds `replayPath`; what was done is told by the steps of the pair. */
  toString(): string {
    return 'command';
  }
}

function defines(slot: Slot, template: Template, hooked: boolean): Choice {
  const hooks = hooked && canBeHooked(template);
  const resolved: Resolved = {
    title: `define ${slot}: ${template.name}${hooks ? ', hooked' : ''}`,
    hot: false,
    text(model) {
      const pieces = model.define([...template.needs, ...(hooks ? (['hook'] as const) : [])]);
      model.slots.set(slot, template);
      return [...pieces, definition(template, slot, hooks)].join('\n');
    },
  };
  return { resolve: () => resolved };
}

/** Hot: twice, with enough passes for the loop to be recorded, compiled, entered and left in one call. */
function calls(slot: Slot, argument: string, passes: number | null): Choice {
  const hot = passes !== null;
  const resolved: Resolved = {
    title: `call ${slot} ${hot ? 'hot' : 'once'} with ${argument || 'its default'}`,
    hot,
    text(model) {
      const choices = model.slots.get(slot)?.passes ?? [];
      const n = passes === null ? FEW : (choices[passes % choices.length] ?? 0);
      const call = `    RESULTS.append(${slot}(${n}${argument === '' ? '' : `, ${argument}`}))`;
      const lines = hot ? [call, call] : [call];
      return ['try:', ...lines, 'except Exception as error:', '    ERRORS.append(error)'].join('\n');
    },
  };
  return { resolve: (model) => (model.slots.has(slot) ? resolved : null) };
}

/** From one edit that makes no sense to the next: prime, so that heavy rows do not gather what their neighbours lose. */
const STRIDE = 17;

/** The drawn edit, or another where that one makes no sense. */
function changes(drawn: number, variant: number, slot: Slot, armed: boolean): Choice {
  return {
    resolve(model) {
      for (let k = 0; k < CHANGES.length; k++) {
        const edit = pick(CHANGES, drawn + k * STRIDE);
        const text = pick(edit.texts, variant);
        const inLoop = armed && model.pieces.has('hook');
        if (edit.onlyArmed && !inLoop) continue;
        if (model.allows(edit, text, slot)) return change(edit, text, slot, inLoop);
      }
      return null;
    },
  };
}

/** Armed: done by the next call of `hook`, in the middle of a loop. */
function change(edit: Edit, variant: string, slot: Slot, armed: boolean): Resolved {
  const source = variant.replaceAll('{f}', slot).replaceAll('{g}', otherSlot(slot));
  return {
    title: `${armed ? 'in the loop: ' : ''}${edit.kind}: ${source.replaceAll('\n', '; ')}`,
    hot: false,
    text(model) {
      const pieces = model.define(edit.needs);
      model.apply(edit, slot);
      return [...pieces, armed ? `ARMED.append(${JSON.stringify(source)})` : source].join('\n');
    },
  };
}

const indexOf = (rows: readonly unknown[]) => fc.nat({ max: rows.length - 1 });

/** By index, so that they shrink towards the first. */
function pick<T>(rows: readonly T[], index: number): T {
  const row = rows[index % rows.length];
  if (row === undefined) throw new RangeError('nothing to pick from');
  return row;
}

/** Mostly one of them, so that what is changed is what was hot. */
const slots = fc.nat({ max: 3 }).map((k) => pick(SLOTS, k === 3 ? 1 : 0));
/** Each row as often as it weighs. */
function weighed<T extends { readonly weight?: number }>(rows: readonly T[]): T[] {
  return rows.flatMap((row) => Array.from({ length: row.weight ?? 1 }, () => row));
}

const FUNCTIONS = weighed<Template>(TEMPLATES);
const CHANGES = weighed(EDITS);

const argument = indexOf(ARGUMENTS).map((k) => pick(ARGUMENTS, k));
/** Mostly what it was called with before. */
const usual = fc.oneof({ weight: 3, arbitrary: fc.constant('2') }, { weight: 2, arbitrary: argument });

const choices: fc.Arbitrary<Choice> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(slots, indexOf(FUNCTIONS), fc.boolean())
      .map(([slot, template, hooked]) => defines(slot, pick(FUNCTIONS, template), hooked)),
  },
  { weight: 12, arbitrary: fc.tuple(slots, usual, fc.nat({ max: 2 })).map(([slot, a, n]) => calls(slot, a, n)) },
  { weight: 1, arbitrary: fc.tuple(slots, argument).map(([slot, a]) => calls(slot, a, null)) },
  {
    weight: 16,
    arbitrary: fc
      .tuple(indexOf(CHANGES), fc.nat({ max: 9 }), slots, fc.boolean())
      .map(([drawn, variant, slot, armed]) => changes(drawn, variant, slot, armed)),
  },
);

/** A function is defined and called hot: nothing else makes sense before. */
export const openings: fc.Arbitrary<readonly LifecycleCommand[]> = fc
  .tuple(indexOf(FUNCTIONS), fc.boolean(), fc.nat({ max: 2 }))
  .map(([template, hooked, n]) => [defines('f', pick(FUNCTIONS, template), hooked), calls('f', '2', n)])
  .map((first) => first.map((choice) => new DrawnCommand(choice)));

/** What comes then. @param replayPath of a failure: which of the drawn commands were left after shrinking */
export function sequences(replayPath: string | null): fc.Arbitrary<Iterable<LifecycleCommand>> {
  const command = choices.map((choice) => new DrawnCommand(choice));
  return fc.commands<Model, SteppedPair, false>([command], {
    maxCommands: 40,
    size: 'max',
    ...(replayPath === null ? {} : { replayPath }),
  });
}
