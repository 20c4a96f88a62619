import type { Json, JsonObject } from "../../kit/json.ts";
import { type Failure, fail, ok } from "../../kit/result.ts";
import { soldOrKept, WITH_ITEMS } from "../catalogue/known-price.ts";
import type { CommandName } from "../command/commands.ts";

/** A price that is not sold, and in which field it stands. */
type Unsold = Failure<"no-such-price"> & { fields: Record<string, string> };

/**
 * Programs give ids of prices, books keep the prices themselves: the input with each item's price in the place of its id.
 * Fails for one that is not sold; one that is kept may be old, and so may all of a request that was carried out before.
 */
export async function withPrices(
  db: D1Database,
  command: CommandName,
  input: JsonObject,
  isRepeat = false,
): Promise<{ ok: true; value: JsonObject } | Unsold> {
  if (!WITH_ITEMS.includes(command) || !Array.isArray(input.items)) return ok(input);
  const items: Json[] = [];
  for (const item of input.items) {
    if (typeof item !== "object" || item === null || Array.isArray(item) || typeof item.price !== "string") {
      items.push(item);
      continue;
    }
    const price = await soldOrKept(db, item.price, isRepeat || typeof item.id === "string");
    if (price === null) {
      const detail = `There is no price ${item.price} on sale.`;
      return { ...fail("no-such-price", detail), fields: { [`items.${items.length}.price`]: detail } };
    }
    items.push({ ...item, price });
  }
  return ok({ ...input, items });
}
