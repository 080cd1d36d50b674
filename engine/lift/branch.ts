/** Jumps. A way never taken while recording becomes a side exit. */
import { isNone, NONE } from './abstract-value.ts';
import { wasSeen } from './code-context.ts';
import type { Arm, Lifting } from './lifting.ts';
import { asNumber, operandMask } from './numbers.ts';
import { release } from './ownership.ts';

export function jumpForward(lifting: Lifting): void {
  lifting.frame.at = lifting.instruction.target;
}

/**
 * Every loop asks here whether the interpreter is wanted. Back edges to one header ask at one place, behind their join:
 * the passes know loops with one way back. An exit there goes on at the header, as if asked a moment later.
 */
export function jumpBackward(lifting: Lifting): void {
  const { target } = lifting.instruction;
  const shared = lifting.frame.context.sharedHeaders.has(target) && !lifting.outsideLoop(target);
  if (shared) lifting.goesBack = true;
  else lifting.effectExit('Poll', [], 'Poll');
  lifting.frame.at = target;
}

/** One way of a branch: goes on at `unit`, or exits there if it was never taken. */
function way(lifting: Lifting, unit: number, change: () => void = () => undefined): Arm {
  const { context } = lifting.frame;
  const seen = wasSeen(context, unit) || lifting.outsideLoop(unit);
  return {
    checkJoin: true,
    prepare: () => {
      lifting.frame.at = unit;
      change();
      const instruction = context.byStart.get(unit);
      if (!seen && instruction) {
        lifting.begin(instruction);
        lifting.leave('NeverSeen');
      }
    },
  };
}

export function popJumpIf(wanted: boolean): (lifting: Lifting) => void {
  return (lifting) => {
    const { instruction } = lifting;
    const av = lifting.peek(1);
    if (av.kind === 'const' && av.constant.kind === 'Bool') {
      lifting.pop();
      lifting.frame.at = av.constant.value === wanted ? instruction.target : instruction.next;
      return;
    }
    const condition = asNumber(lifting, av, operandMask(lifting, 0));
    if (condition.rep !== 'I1') lifting.notCompiled('a branch on an unconverted value');
    lifting.pop();
    const [taken, fallen] = [way(lifting, instruction.target), way(lifting, instruction.next)];
    lifting.split(condition.value, lifting.state, wanted ? taken : fallen, wanted ? fallen : taken);
  };
}

export function popJumpIfNone(wanted: boolean): (lifting: Lifting) => void {
  return (lifting) => {
    const { instruction } = lifting;
    const av = lifting.peek(1);
    const target = (none: boolean): number => (none === wanted ? instruction.target : instruction.next);
    if (isNone(av) || av.kind !== 'obj' || av.type !== null) {
      const dropped = lifting.pop();
      release(lifting, dropped)();
      lifting.frame.at = target(isNone(av));
      return;
    }
    const condition = lifting.op('IsNone', [av.value]);
    const drop = release(lifting, lifting.pop());
    drop();
    const learnNone = (): void => lifting.refine(av.value, () => NONE);
    const learnNot = (): void => lifting.refine(av.value, (known) => ({ ...known, type: known.type ?? 'NotNone' }));
    lifting.split(
      condition,
      lifting.state,
      way(lifting, target(true), learnNone),
      way(lifting, target(false), learnNot),
    );
  };
}
