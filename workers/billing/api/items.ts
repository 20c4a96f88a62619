import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { soldOrKept, WITH_ITEMS } from "../catalogue/known-price.ts";
import type { CommandName } from "../commands.ts";

/**
 * Programs give ids of prices, books keep the prices themselves: the input with each item's price in the place of its id.
 * Fails for one that is not sold; one that is kept may be old.
 */
export async function withPrices(
  db: D1Database,
  command: CommandName,
  input: { [name: string]: Json },
): Promise<Result<{ [name: string]: Json }, "no-such-price">> {
  if (!WITH_ITEMS.includes(command) || !Array.isArray(input.items)) return ok(input);
  const items: Json[] = [];
  for (const item of input.items) {
    if (typeof item !== "object" || item === null || Array.isArray(item) || typeof item.price !== "string") {
      items.push(item);
      continue;
    }
    const price = await soldOrKept(db, item.price, typeof item.id === "string");
    if (price === null) return fail("no-such-price", `There is no price ${item.price} on sale.`);
    items.push({ ...item, price });
  }
  return ok({ ...input, items });
}
