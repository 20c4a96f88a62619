import * as z from "zod";
import { priceSchema } from "../catalogue/price-input.ts";
import { COMMANDS } from "../command/commands.ts";
import { ITEMS_MAX } from "../subscription/change.ts";
import type { OfferedCommand } from "./shape/answer.ts";

/** Commands that programs run, or ask a second person for. */
export type AskedCommand = OfferedCommand | "account.incinerate";

/** Letters of the reason that is kept with a command. */
const REASON_CHARS_MAX = 1_000;

const item = z.strictObject({
  id: z.string().min(1).max(80).nullable().default(null),
  price: z.union([z.string(), priceSchema]),
  quantity: z.int().min(0).max(1_000_000),
  fromMs: z.int().nonnegative().optional(),
});
const items = z.array(item).min(1).max(ITEMS_MAX);

/** What a command takes: an object, or one of several. */
export type CommandSchema = z.ZodObject | z.ZodDiscriminatedUnion<z.ZodObject[]>;

/** The objects that a command's input may be. */
export const formsOf = (schema: CommandSchema): readonly z.ZodObject[] =>
  schema instanceof z.ZodObject ? [schema] : schema.options;

/** Whether a command has a reason of its own, which is then the one that is kept with it. */
export const hasReason = (command: AskedCommand): boolean =>
  formsOf(COMMANDS[command].schema).some(({ shape }) => "reason" in shape);

/**
 * What programs give of a command, with the reason that is kept with it: where books keep a price and what a coupon gives,
 * programs name the price and the code.
 */
export function inputOf(command: AskedCommand): CommandSchema {
  const known = INPUTS.get(command);
  if (known) return known;
  const schema = named(command);
  const input = hasReason(command) ? schema : withReason(schema);
  INPUTS.set(command, input);
  return input;
}

const INPUTS = new Map<AskedCommand, CommandSchema>();

function withReason(schema: CommandSchema): CommandSchema {
  const reason = z.string().max(REASON_CHARS_MAX).optional();
  if (schema instanceof z.ZodObject) return schema.extend({ reason });
  const [first, ...others] = schema.options.map((option) => option.extend({ reason }));
  if (!first) throw new Error("A union has options");
  return z.discriminatedUnion(schema.def.discriminator, [first, ...others]);
}

function named(command: AskedCommand): CommandSchema {
  if (command === "subscription.create") {
    return COMMANDS[command].schema.extend({ items, coupon: z.string().nullable().default(null) });
  }
  if (command === "subscription.change") return COMMANDS[command].schema.extend({ items });
  if (command === "subscription.redeem") return COMMANDS[command].schema.extend({ coupon: z.string() });
  return COMMANDS[command].schema;
}
