import * as z from "zod";
import { priceSchema } from "../catalogue/price-input.ts";
import { COMMANDS } from "../commands.ts";
import { ITEMS_MAX } from "../subscription/change.ts";
import type { OfferedCommand } from "./shape/answer.ts";

/** Letters of the reason that is kept with a command. */
const REASON_CHARS_MAX = 1_000;

const item = z.strictObject({
  id: z.string().min(1).max(80).nullable().default(null),
  price: z.union([z.string(), priceSchema]),
  quantity: z.int().min(0).max(1_000_000),
  fromMs: z.int().nonnegative().optional(),
});
const items = z.array(item).min(1).max(ITEMS_MAX);

/**
 * What programs give of a command, with the reason that is kept with it: where books keep a price and what a coupon gives,
 * programs name the price and the code.
 */
export function inputOf(command: OfferedCommand): z.ZodObject {
  const known = INPUTS.get(command);
  if (known) return known;
  const schema = named(command);
  // Where the command has a reason of its own it is also the one that is kept.
  const input =
    "reason" in schema.shape ? schema : schema.extend({ reason: z.string().max(REASON_CHARS_MAX).optional() });
  INPUTS.set(command, input);
  return input;
}

const INPUTS = new Map<OfferedCommand, z.ZodObject>();

function named(command: OfferedCommand): z.ZodObject {
  if (command === "subscription.create") {
    return COMMANDS[command].schema.extend({ items, coupon: z.string().nullable().default(null) });
  }
  if (command === "subscription.change") return COMMANDS[command].schema.extend({ items });
  if (command === "subscription.redeem") return COMMANDS[command].schema.extend({ coupon: z.string() });
  return COMMANDS[command].schema;
}
