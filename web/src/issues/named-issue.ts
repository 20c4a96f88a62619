import { recognise } from "../shell/lookup.ts";

/** An issue as a person names it: by the address of its page, or by its short id. */
export type NamedIssue = { kind: "id"; id: string } | { kind: "short-id"; shortId: string };

/** Reads what was typed or pasted; null while it names no issue. */
export function namedIssue(typed: string): NamedIssue | null {
  const id = /\/errors\/([1-9]\d{8,15})\b/.exec(typed)?.[1];
  if (id) return { kind: "id", id };
  const lookup = recognise(typed);
  return lookup.kind === "short-id" ? lookup : null;
}
