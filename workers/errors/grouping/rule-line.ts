import type { RuleFault } from "./rule-fault.ts";

/** Thrown where a line is no rule; never leaves the parsers of rules. */
export class LineFault extends Error {
  readonly fault: RuleFault;

  constructor(fault: RuleFault) {
    super(fault.detail);
    this.fault = fault;
  }
}

const BLANKS = /[ \t]*/y;
const QUOTED = /"([^"\\]*(?:\\.[^"\\]*)*)"/y;
const ESCAPE = /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([abfnrtv'"\\]))/g;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** Reads one line of a rules text from left to right. */
export class RuleLine {
  readonly #text: string;
  readonly #number: number;
  #at = 0;

  /** `number` counts from 1. */
  constructor(text: string, number: number) {
    this.#text = text;
    this.#number = number;
  }

  get number(): number {
    return this.#number;
  }

  /** Whether only blanks are left, or a comment. */
  get ended(): boolean {
    this.#take(BLANKS);
    return this.#at === this.#text.length || (this.#at === this.#start && this.#text[this.#at] === "#");
  }

  get #start(): number {
    return this.#text.search(/[^ \t]/);
  }

  /** What a sticky expression matches after blanks: its first group, or all of it. Null, and nothing is read, if it does not. */
  read(expression: RegExp): string | null {
    const from = this.#at;
    this.#take(BLANKS);
    const match = this.#take(expression);
    if (match === null) this.#at = from;
    return match && (match[1] ?? match[0]);
  }

  /** Whether a sticky expression matches after blanks; nothing is read. */
  sees(expression: RegExp): boolean {
    this.#take(BLANKS);
    expression.lastIndex = this.#at;
    return expression.test(this.#text);
  }

  /** A text in quotes, with its escapes undone; null when there is none. */
  readQuoted(): string | null {
    const quoted = this.read(QUOTED);
    return (
      quoted?.replace(ESCAPE, (_, unicode, byte, letter) =>
        letter === undefined
          ? String.fromCharCode(Number.parseInt(unicode ?? byte, 16))
          : (ESCAPES.get(letter) ?? letter),
      ) ?? null
    );
  }

  /** The next place that is not blank, to blame later what starts there. */
  mark(): number {
    this.#take(BLANKS);
    return this.#at;
  }

  /** Gives the line up. `at` is a mark. */
  fail(detail: string, at = this.mark()): never {
    throw new LineFault({ line: this.#number, column: at + 1, detail });
  }

  #take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#text);
    if (match !== null) this.#at = expression.lastIndex;
    return match;
  }
}
