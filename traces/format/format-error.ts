/** The document does not hold together: not written by a recorder of this version, or damaged on the way. */
export class TraceFormatError extends Error {
  override name = 'TraceFormatError';
  /** Path of the field at fault: `codes[2].observations[0].unit`. */
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`trace: ${field}: ${problem}`);
    this.field = field;
  }
}
