import * as z from "zod";
import { DESCRIPTION_CHARS_MAX } from "./limits.ts";
import { nameInput } from "./price-input.ts";

/** A version of what accounts subscribe to; its plans are what they choose from. A version is never changed. */
export interface Product {
  id: string;
  /** Counts from 1 on; accounts, plans and invoices name the product, each plan's version the one that it was made under. */
  version: number;
  name: string;
  description: string;
  /** What kind of thing is sold, for whoever decides on tax. */
  taxCode: string;
  /** When the product was made, and this version of it. */
  createdMs: number;
  versionMs: number;
  /** Who made the version, by name; empty where that was not kept. */
  createdBy: string;
  /** When it was taken off sale; null while it is sold. */
  archivedMs: number | null;
}

const content = {
  name: nameInput,
  description: z.string().trim().max(DESCRIPTION_CHARS_MAX).default(""),
  taxCode: z.string().trim().min(1).max(40).default("saas"),
};

export const newProduct = z.strictObject(content);

export type ProductContent = z.output<typeof newProduct>;

/** The next version of a product: `after` is the one that its author looked at, so that nobody overwrites what they did not see. */
export const nextProduct = newProduct.extend({ after: z.int().positive() });
