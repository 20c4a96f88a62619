import * as z from "zod";
import { csvInput } from "./csv/csv-input.ts";
import { stripeInput } from "./stripe/stripe-input.ts";

/** What every import is about. */
const common = {
  /** Who uploaded it, and later who said that it is to be done. */
  by: z.strictObject({ kind: z.enum(["person", "token", "customer", "system"]), id: z.string(), name: z.string() }),
};

/** What an import is about: where its lines come from, and how they are read. */
export const importInput = z.discriminatedUnion("from", [csvInput.extend(common), stripeInput.extend(common)]);

export type ImportInput = z.output<typeof importInput>;
