import type { JsonObject } from "../../kit/json.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { Personal } from "../account/person/personal.ts";
import { findPrice, termsOf } from "../catalogue/price-book.ts";
import type { ImportLine } from "./import-line.ts";
import { importedOwnerId } from "./imported-id.ts";
import { type JoinedLines, joinLines } from "./join-lines.ts";
import { type KnownAccount, knownAccounts } from "./known-accounts.ts";
import { joinedPlaces, type LinePlace, readLines } from "./line-book.ts";

/** A command `account.import` as the lines of an account come to. */
export interface Assembled extends KnownAccount {
  input: JsonObject;
  owner: Personal | null;
  /** What of it stays behind, in words. */
  notes: string;
}

/** The commands that the lines of some accounts come to, in their order, or why there is none. */
export async function assemble(
  env: Env,
  jobId: string,
  source: string,
  heads: readonly LinePlace[],
): Promise<Result<Assembled, string>[]> {
  const more = Map.groupBy(
    await joinedPlaces(
      env.DB,
      jobId,
      heads.map(({ subject }) => subject),
    ),
    ({ subject }) => subject,
  );
  const placesOf = (head: LinePlace) => [head, ...(more.get(head.subject) ?? [])];
  const lines = await readLines(env, jobId, heads.flatMap(placesOf));
  const notesOf = (head: LinePlace) => placesOf(head).flatMap(({ no }) => lines.get(no)?.notes ?? []);
  const joined = heads.map((head) => {
    const found = placesOf(head).map(({ no }) => lines.get(no));
    const all = found.filter((line) => line !== undefined);
    return all.length < found.length
      ? fail("lines-gone", "Its lines are gone. Upload the file again.")
      : joinLines(all);
  });
  const accounts = await knownAccounts(
    env,
    source,
    joined.flatMap((one) => (one.ok ? [one.value.externalId] : [])),
  );
  const prices = new Prices(env.DB);
  const assembled: Result<Assembled, string>[] = [];
  for (const [index, one] of joined.entries()) {
    const account = one.ok ? accounts.get(one.value.externalId) : undefined;
    const made = one.ok && account ? await command(prices, source, one.value, account) : failed(one);
    const notes = heads.slice(index, index + 1).flatMap(notesOf);
    const words = notes.map(({ column, detail }) => `${column}: ${detail}`).join(" ");
    assembled.push(made.ok ? ok({ ...made.value, notes: words }) : made);
  }
  return assembled;
}

const failed = (result: Result<unknown, string>): Result<Omit<Assembled, "notes">, string> =>
  result.ok ? fail("lines-gone", "Its lines are gone.") : result;

async function command(
  prices: Prices,
  source: string,
  { externalId, part, owner: said }: JoinedLines,
  known: KnownAccount,
): Promise<Result<Omit<Assembled, "notes">, string>> {
  const owner = ownerOf(part.account?.name, said);
  if (!owner.ok) return owner;
  const subscriptions = [];
  for (const { items, ...terms } of part.subscriptions ?? []) {
    const priced = await prices.of(items);
    if (!priced.ok) return priced;
    subscriptions.push({ ...terms, items: priced.value });
  }
  const ownerId = importedOwnerId(known.accountId);
  const input = { ...part, source, externalId, account: { ...part.account, ownerId }, subscriptions };
  // What is undefined is left out, as the command's log would do.
  return ok({ ...known, owner: owner.value, input: JSON.parse(JSON.stringify(input)) as Assembled["input"] });
}

/** Whose account it is: called as the account where only a mail address is said. Null where nothing is. */
function ownerOf(accountName: string | undefined, said: ImportLine["owner"]): Result<Personal | null, "no-owner"> {
  if (said.mail === undefined && said.name === undefined) return ok(null);
  const owner = Personal.safeParse({ name: said.name ?? accountName, mail: said.mail ?? "" });
  if (owner.success) return ok(owner.data);
  return fail("no-owner", `The owner: ${owner.error.issues[0]?.message}`);
}

/** Prices of the catalogue, each read once. */
class Prices {
  readonly #db: D1Database;
  readonly #known = new Map<string, object | null>();

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** The items with their prices in full. Fails for an id that the catalogue does not have. */
  async of(items: readonly { price: string | object; quantity: number }[]): Promise<Result<object[], "no-such-price">> {
    const priced = [];
    for (const { price, quantity } of items) {
      const full = typeof price === "string" ? await this.#read(price) : price;
      if (full === null) return fail("no-such-price", `There is no price ${price} in the catalogue.`);
      priced.push({ price: full, quantity });
    }
    return ok(priced);
  }

  async #read(id: string): Promise<object | null> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const found = await findPrice(this.#db, id);
    const price = found && { id, productId: found.productId, planId: found.planId, ...termsOf(found) };
    this.#known.set(id, price);
    return price;
  }
}
