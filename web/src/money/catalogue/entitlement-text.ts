import type { Entitlements } from "../../../../workers/billing/catalogue/view.ts";
import { whole } from "../../words/number.ts";

/** Features and limits as lines that a person writes: `sso: yes`, `seats: 10`, `projects: unlimited`. */
export const entitlementLines = (entitlements: Entitlements): string =>
  Object.entries(entitlements)
    .map(([name, value]) => `${name}: ${typeof value === "number" ? value : entitlementWord(value)}`)
    .join("\n");

/** A feature or limit for people: `yes`, `unlimited`, `1,000`. */
export const entitlementWord = (value: boolean | number | null): string =>
  typeof value === "boolean" ? (value ? "yes" : "no") : value === null ? "unlimited" : whole(value);

/** What such lines say; the first line that says nothing known comes back instead. */
export function entitlementsFrom(
  text: string,
): { ok: true; value: Entitlements } | { ok: false; reason: "unreadable-line"; line: string } {
  const value: Entitlements = {};
  for (const line of text.split("\n").filter((line) => line.trim() !== "")) {
    const [, name, word] = /^\s*([^:\s]+)\s*:\s*(\S+)\s*$/.exec(line) ?? [];
    const said = word === undefined ? undefined : meant(word.toLowerCase());
    if (name === undefined || said === undefined) return { ok: false, reason: "unreadable-line", line: line.trim() };
    value[name] = said;
  }
  return { ok: true, value };
}

function meant(word: string): boolean | number | null | undefined {
  if (word === "yes" || word === "no") return word === "yes";
  if (word === "unlimited") return null;
  return /^\d{1,15}$/.test(word) ? Number(word) : undefined;
}
