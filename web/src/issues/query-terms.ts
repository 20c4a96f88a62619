import { parseSearch } from "../../../workers/errors/search/parse.ts";
import { printSearch } from "../../../workers/errors/search/print.ts";
import type { Condition, Span, Term } from "../../../workers/errors/search/term.ts";
import { literalOf } from "../../../workers/errors/search/value.ts";

export const STATUSES = ["unresolved", "resolved", "ignored"] as const;

/** What the chips over the list choose: each stands for terms of the search. */
export type Choice = "status" | "project" | "environment";

const IS: Record<Choice, (term: Term) => boolean> = {
  status: (term) => term.kind === "is" && STATUSES.some((status) => status === term.state),
  project: (term) => term.kind === "name" && term.field === "project",
  environment: (term) => term.kind === "tag" && term.tag === "environment",
};

/** What a search chooses: null for any, `several` for what one choice cannot say. */
export function choiceOf(query: string, choice: Choice): string | null | { several: string } {
  const terms = parseSearch(query).terms.filter(IS[choice]);
  const [only] = terms;
  if (only === undefined) return null;
  const value = terms.length === 1 && !only.negated ? chosenBy(only) : null;
  return value ?? { several: terms.map((term) => query.slice(term.start, term.end)).join(" ") };
}

function chosenBy(term: Term): string | null {
  if (term.kind === "is") return term.state;
  const values = term.kind === "tag" ? term.values.map(literalOf) : term.kind === "name" ? term.values : [];
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The search with another choice, in the old one's place; null takes it out. All else stays as it was written. */
export function choose(query: string, choice: Choice, value: string | null): string {
  const old = parseSearch(query).terms.filter(IS[choice]);
  const text = value === null ? "" : printSearch([{ ...conditionOf(choice, value), negated: false }]);
  const [first, ...others] = old;
  if (first === undefined) return (choice === "status" ? `${text} ${query}` : `${query} ${text}`).trim();
  const without = others.reduceRight((left, term) => replace(left, term, ""), query);
  return replace(without, first, text).trim();
}

function conditionOf(choice: Choice, value: string): Condition {
  if (choice === "status") return { kind: "is", state: STATUSES.find((status) => status === value) ?? "unresolved" };
  if (choice === "project") return { kind: "name", field: "project", values: [value] };
  return { kind: "tag", tag: "environment", values: [[value]] };
}

/** Puts other text in a term's place; where nothing comes in its place, the blanks around it become one. */
function replace(text: string, { start, end }: Span, by: string): string {
  const [before, behind] = [text.slice(0, start), text.slice(end)];
  return by === "" ? `${before.trimEnd()} ${behind.trimStart()}` : before + by + behind;
}
