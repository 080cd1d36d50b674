/** Tokens of the text form of a region, one line at a time. */

/** What is wrong with a text, and in which line (from 1). */
export class TextError extends Error {
  override name = 'TextError';
  readonly line: number;

  constructor(message: string, line: number) {
    super(`line ${line}: ${message}`);
    this.line = line;
  }
}

/** Fields of a binding that the text leaves out when they hold just this. */
export const BINDING_DEFAULTS: Readonly<Record<string, unknown>> = {
  parent: -1,
  index: 0,
  name: '',
  path: [],
  expect: null,
  expectHash: '',
};

const TOKEN = /\s*(?:(#.*)|("(?:[^"\\]|\\.)*")|(->)|([A-Za-z0-9_.+-]+)|([(),:=!@|%]))/y;

/** A cursor over the tokens of one line. */
export class Line {
  readonly number: number;
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(text: string, number: number) {
    this.number = number;
    this.#tokens = tokenise(text, number);
  }

  get done(): boolean {
    return this.#next >= this.#tokens.length;
  }

  peek(ahead = 0): string | undefined {
    return this.#tokens[this.#next + ahead];
  }

  take(what = 'more'): string {
    const token = this.peek();
    if (token === undefined) return this.fail(`expected ${what}, found the end of the line`);
    this.#next += 1;
    return token;
  }

  /** Takes `token` if it comes next. */
  skip(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#next += 1;
    return true;
  }

  expect(token: string): void {
    if (!this.skip(token)) this.fail(`expected ${token}, found ${this.peek() ?? 'the end of the line'}`);
  }

  integer(what = 'a number'): number {
    const token = this.take(what);
    return /^-?\d+$/.test(token) ? Number(token) : this.fail(`expected ${what}, found ${token}`);
  }

  /** The number in a token such as `x12`. */
  numbered(letter: string): number {
    const token = this.take(`${letter}<number>`);
    if (!new RegExp(`^${letter}\\d+$`).test(token)) this.fail(`expected ${letter}<number>, found ${token}`);
    return Number(token.slice(1));
  }

  string(): string {
    const token = this.take('a string');
    if (!token.startsWith('"')) this.fail(`expected a string, found ${token}`);
    return JSON.parse(token) as string;
  }

  /** `keyword` and the number after it. */
  field(keyword: string): number {
    this.expect(keyword);
    return this.integer(keyword);
  }

  end(): void {
    if (!this.done) this.fail(`unexpected ${this.peek()}`);
  }

  fail(message: string): never {
    throw new TextError(message, this.number);
  }
}

function tokenise(text: string, number: number): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new TextError(`cannot read ${text.slice(start).trim()}`, number);
    if (match[1] === undefined) tokens.push(match[0].trimStart());
  }
  return tokens;
}
