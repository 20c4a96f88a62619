import * as z from "zod";
import { NUMBER_CHARS_MAX } from "./view.ts";

const moment = z.coerce.number().int().nonnegative();
const amount = z.coerce.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** An invoice's number as somebody types it. */
export const documentNumber = z.string().trim().min(1).max(NUMBER_CHARS_MAX);

/** What a list of money is narrowed to, and after which row the page begins. Amounts in minor units; `toMs` is not in it. */
export const listFilter = z.object({
  status: z.string().max(40).optional(),
  gateway: z.string().max(60).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  min: amount.optional(),
  max: amount.optional(),
  fromMs: moment.optional(),
  toMs: moment.optional(),
  account: z.uuid().optional(),
  number: documentNumber.optional(),
  afterMs: moment.optional(),
  afterId: z.string().max(320).default(""),
});

export type ListFilter = z.output<typeof listFilter>;
