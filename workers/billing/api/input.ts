import * as z from "zod";
import { priceSchema } from "../catalogue/price-input.ts";
import { COMMANDS } from "../commands.ts";
import type { OfferedCommand } from "./shape/answer.ts";

const item = z.strictObject({
  id: z.string().min(1).max(80).nullable().default(null),
  price: z.union([z.string(), priceSchema]),
  quantity: z.int().min(0).max(1_000_000),
});
const items = z.array(item).min(1);

/**
 * What programs give of a command, with the reason that is kept with it: where books keep a price and what a coupon gives,
 * programs name the price and the code.
 */
export const inputOf = (command: OfferedCommand) => named(command).extend({ reason: z.string().optional() });

function named(command: OfferedCommand): z.ZodObject {
  if (command === "subscription.create") {
    return COMMANDS[command].schema.extend({ items, coupon: z.string().nullable().default(null) });
  }
  if (command === "subscription.change") return COMMANDS[command].schema.extend({ items });
  if (command === "subscription.redeem") return COMMANDS[command].schema.extend({ coupon: z.string() });
  return COMMANDS[command].schema;
}
