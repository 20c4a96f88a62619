import { leaf } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import { parameterize } from "./parameterize.ts";
import { isBlank, splitLines } from "./python-regexp.ts";
import type { Trees } from "./variant.ts";

/** What tells that a text was changed before it was hashed. */
export const PLACEHOLDER_HINT = "variable parts replaced by placeholders";

/** A message as it is compared: its first two lines that are not blank, with placeholders for what varies. */
export const comparableMessage = (message: string): string => parameterize(firstLines(message));

/** The first two lines that are not blank; `...` tells that something was cut. */
export function firstLines(message: string): string {
  const lines = splitLines(message).filter((line) => !isBlank(line));
  const kept = lines.slice(0, 2).join("\n");
  return kept === message ? message : `${kept}...`;
}

/** An event without exception or stack groups by its message: the template, or the finished text when there is none. */
export function messageTrees({ event }: GroupingContext): Trees | null {
  const raw = event.logentry?.message || event.logentry?.formatted;
  if (!raw) return null;
  const comparable = comparableMessage(raw);
  return { default: leaf("message", comparable, comparable === raw ? null : PLACEHOLDER_HINT) };
}
