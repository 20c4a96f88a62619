import type { JobFigure, JobView } from "../../../../workers/billing/job/view.ts";
import { counted } from "../../words/number.ts";
import { moneyText } from "../amount.ts";

const MIB = 1_048_576;

/** A file's size in words. */
export const fileSize = (bytes: number): string =>
  bytes < MIB ? `${Math.max(1, Math.round(bytes / 1_024))} kB` : `${(bytes / MIB).toFixed(1)} MB`;

/** Rows of an import by what becomes of them. */
export interface ImportCounts {
  /** New accounts and changed ones that are done, or would be. */
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** What of the catalogue there stays behind: no accounts. */
  catalogue: number;
  /** Accounts in all, and those that the present phase has not come to yet. */
  accounts: number;
  left: number;
  /** Rows of the file that were read. */
  rows: number;
}

/** What the rows of an import come to. */
export function countsOf({ counts, phase }: Pick<JobView, "counts" | "phase">): ImportCounts {
  const sum = { created: 0, changed: 0, unchanged: 0, refused: 0, catalogue: 0, accounts: 0, left: 0, rows: 0 };
  for (const { status, action, rows } of counts) {
    sum.rows += rows;
    if (status === "joined") continue;
    if (action === "catalogue") {
      sum.catalogue += rows;
      continue;
    }
    sum.accounts += rows;
    if (status === "nothing") sum.unchanged += rows;
    else if (status === "failed") sum.refused += rows;
    else if (action === "create") sum.created += rows;
    else if (action === "change") sum.changed += rows;
    if (status === "waiting" && (phase === "apply" || action === "")) sum.left += rows;
  }
  return sum;
}

const THINGS = { plans: "plan", prices: "price", coupons: "coupon", codes: "code", meters: "meter" } as const;

/** What of a catalogue comes along, in words: `2 plans, 3 prices`; empty when that is nothing. */
export const foundWords = (found: { [Thing in keyof typeof THINGS]: number }): string =>
  (Object.keys(THINGS) as (keyof typeof THINGS)[]) // of the object above
    .filter((thing) => found[thing] > 0)
    .map((thing) => counted(found[thing], THINGS[thing]))
    .join(", ");

const NAMES: Record<string, (sum: number, currency: string) => string> = {
  monthly: (sum, currency) => `${moneyText(sum, currency)} a month`,
  open: (sum, currency) => `${moneyText(sum, currency)} open on invoices`,
  balance: (sum, currency) =>
    sum < 0 ? `${moneyText(-sum, currency)} owed by customers` : `${moneyText(sum, currency)} owed to customers`,
};

/** What an import comes to, a line for each currency. */
export function figureLines(figures: readonly JobFigure[]): string[] {
  const lines: string[] = [];
  for (const [currency, of] of Map.groupBy(figures, (figure) => figure.currency)) {
    const sums = new Map(of.map(({ name, sum }) => [name, sum]));
    const subscriptions = sums.get("subscriptions") ?? 0;
    const brought = subscriptions === 0 ? [] : [counted(subscriptions, "subscription", "subscriptions")];
    const money = Object.entries(NAMES).flatMap(([name, words]) => {
      const sum = sums.get(name) ?? 0;
      return sum === 0 ? [] : [words(sum, currency)];
    });
    const said = [...brought, ...money];
    if (said.length > 0) lines.push(`${currency}: ${said.join(" · ")}`);
  }
  return lines;
}
