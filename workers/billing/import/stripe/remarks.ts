import type { LineProblem } from "../import-line.ts";

/** Why something is not taken over, in words for people. */
export interface Problem {
  ok: false;
  problem: string;
}

export type Translated<Value> = { ok: true; value: Value } | Problem;

/** What could not be translated. */
export const problem = (text: string): Problem => ({ ok: false, problem: text });

/** What is said of one customer: a problem keeps it from being taken over, a note names what stays behind. */
export class Remarks {
  readonly problems: LineProblem[] = [];
  readonly notes: LineProblem[] = [];

  problem(column: string, detail: string): void {
    this.problems.push({ column, detail });
  }

  note(column: string, detail: string): void {
    this.notes.push({ column, detail });
  }
}
