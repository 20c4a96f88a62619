import { fail, ok, type Result } from "../../kit/result.ts";
import type { ImportLine, ImportPart, SubscriptionPart } from "./import-line.ts";

/** Lines that one account may have. */
export const ACCOUNT_LINES_MAX = 300;

/** What the lines of an account say together. */
export type JoinedLines = Pick<ImportLine, "externalId" | "part" | "owner">;

/**
 * What lines of one external id say together: each thing once, subscriptions of the same id as one. Fails with where the
 * first problem is, or where two lines contradict each other.
 */
export function joinLines(lines: readonly ImportLine[]): Result<JoinedLines, "line-problem"> {
  const [first] = lines;
  if (!first) throw new Error("An account has at least one line");
  if (lines.length > ACCOUNT_LINES_MAX) {
    return fail("line-problem", `The account has more than ${ACCOUNT_LINES_MAX} lines.`);
  }
  for (const { at, externalId, problems } of lines) {
    const [problem] = problems;
    // What is found by its own id is not told by it once more.
    const where = at === externalId ? "" : `${capital(at)}, `;
    if (problem) return fail("line-problem", `${where}${problem.column}: ${problem.detail}`);
  }
  const joining = new Joining();
  for (const line of lines) joining.add(line);
  return joining.contradiction === null
    ? ok({ externalId: first.externalId, part: joining.part, owner: joining.owner })
    : fail("line-problem", joining.contradiction);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Lines of an account while they are put together; what says the same twice is there once. */
class Joining {
  readonly part: ImportPart = {};
  readonly owner: ImportLine["owner"] = {};
  /** Where the first line is that says something else than one before it; null when none does. */
  contradiction: string | null = null;
  readonly #saidAt = new Map<string, string>();

  add({ at, part, owner }: ImportLine): void {
    const { account, subscriptions, methods, invoices, ...rest } = part;
    this.#say(at, "", this.part, rest);
    this.#say(at, "owner's ", this.owner, owner);
    if (account) {
      this.part.account ??= {};
      this.#say(at, "account's ", this.part.account, account);
    }
    for (const subscription of subscriptions ?? []) this.#addSubscription(at, subscription);
    if (methods) this.part.methods = this.#addEach(at, this.part.methods ?? [], methods, ({ token }) => token);
    if (invoices) this.part.invoices = this.#addEach(at, this.part.invoices ?? [], invoices, (one) => one.externalId);
  }

  #addSubscription(at: string, { externalId, part, items, ...terms }: SubscriptionPart): void {
    this.part.subscriptions ??= [];
    let known = this.part.subscriptions.find((one) => one.externalId === externalId && one.part === part);
    if (!known) {
      known = { externalId, ...(part !== undefined && { part }), items: [] };
      this.part.subscriptions.push(known);
    }
    known.items = this.#addEach(at, known.items, items, priceOf);
    this.#say(at, `subscription ${externalId}'s `, known, terms);
  }

  #addEach<Item>(at: string, known: Item[], items: readonly Item[], idOf: (item: Item) => string): Item[] {
    for (const item of items) {
      const id = idOf(item);
      const before = known.find((one) => idOf(one) === id);
      if (before === undefined) known.push(item);
      else if (!same(before, item)) this.#contradict(`${capital(at)} says something else of ${id} than a line before.`);
    }
    return known;
  }

  /** Notes what a line says of something; blank fields say nothing. */
  #say(at: string, whose: string, known: object, said: object): void {
    for (const [field, value] of Object.entries(said)) {
      if (value === undefined) continue;
      const before: unknown = Reflect.get(known, field);
      if (before === undefined) {
        Reflect.set(known, field, value);
        this.#saidAt.set(whose + field, at);
      } else if (!same(before, value)) {
        this.#contradict(`${capital(at)} says another ${whose}${field} than ${this.#saidAt.get(whose + field)}.`);
      }
    }
  }

  #contradict(detail: string): void {
    this.contradiction ??= detail;
  }
}

/** What an item is told by: a subscription has each price once. */
const priceOf = ({ price }: SubscriptionPart["items"][number]): string =>
  typeof price === "string" ? price : (price.id ?? JSON.stringify(price));

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
