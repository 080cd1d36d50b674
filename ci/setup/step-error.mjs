/** A set-up step that could not be done: what failed, the command that mends it, the log that tells more. */
export class StepError extends Error {
  /**
   * @param {string} message what is wrong, without the name of the step
   * @param {{ mend?: string | undefined, log?: string | undefined, tail?: string | undefined }} [more]
   */
  constructor(message, more = {}) {
    super(message);
    this.name = 'StepError';
    this.mend = more.mend;
    this.log = more.log;
    this.tail = more.tail;
  }
}

/**
 * The text a person reads: message, the log's tail, the log's path, the mending command.
 * @param {string} step
 * @param {StepError} error
 */
export function describeFailure(step, error) {
  const lines = [`set-up: ${step}: ${error.message}`];
  if (error.tail) lines.push(...error.tail.split('\n').map((line) => `    ${line}`));
  if (error.log) lines.push(`  whole log: ${error.log}`);
  if (error.mend) lines.push(`  to mend it: ${error.mend}`);
  return lines.join('\n');
}
