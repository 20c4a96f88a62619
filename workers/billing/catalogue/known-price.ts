import * as z from "zod";
import type { Scope } from "../../identity/role.ts";
import { canonicalJson, type Json, type JsonObject } from "../../kit/json.ts";
import { type Failure, fail } from "../../kit/result.ts";
import type { AccountBooks } from "../account-client.ts";
import type { Price } from "./price.ts";
import { findPrice, findSold, termsOf } from "./price-book.ts";
import { priceSchema } from "./price-input.ts";

/** Commands whose items have prices. */
export const WITH_ITEMS: readonly string[] = ["subscription.create", "subscription.change"];

/** A price as books keep it: one that is on sale or, for an item that goes on, any version. Null when there is none of that id. */
export async function soldOrKept(db: D1Database, id: string, isKept: boolean): Promise<Json | null> {
  const sold = await findSold(db, id);
  if (sold) return { ...sold } as unknown as Json; // a price is JSON
  const known = isKept ? await findPrice(db, id) : null;
  if (!known) return null;
  const { id: priceId, productId, planId } = known;
  return { id: priceId, productId, planId, ...termsOf(known) } as unknown as Json; // a price is JSON
}

/**
 * Why items may not be sold at the prices that are written out in them: who may not change the catalogue sells what is in
 * it, and what the account has. Null when they may; what is no price at all the command itself refuses.
 */
export async function inventedPrice(
  db: D1Database,
  books: AccountBooks,
  { command, input }: { command: string; input: JsonObject },
  scopes: ReadonlySet<Scope>,
): Promise<Failure<"price-not-in-catalogue"> | null> {
  if (!WITH_ITEMS.includes(command) || !Array.isArray(input.items) || scopes.has("billing:catalogue")) return null;
  const written = input.items.flatMap((item) => {
    const parsed = writtenItem.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
  if (written.length === 0) return null;
  const { subscription: held } = await books.records(["subscription"]);
  const own = new Set(
    held.flatMap(({ items, scheduled }) =>
      [...items, ...scheduled.flatMap((one) => one.items)].map(({ price }) => textOf(price)),
    ),
  );
  for (const { id, price } of written) {
    const text = textOf(price);
    if (own.has(text)) continue;
    const known = await soldOrKept(db, price.id, id !== null);
    if (known === null || canonicalJson(known) !== text) {
      return fail(
        "price-not-in-catalogue",
        "This price is not on sale so. Selling at another one needs the right billing:catalogue.",
      );
    }
  }
  return null;
}

/** An item whose price is written out; any other has none that could be invented. */
const writtenItem = z.object({ id: z.string().nullable().default(null), price: priceSchema });

// A price is JSON; the type of JSON has an index signature, its has not.
const textOf = (price: Price): string => canonicalJson(price as unknown as Json);
