import type * as z from "zod";
import type { Personal } from "../account/person/personal.ts";
import type { priceSchema } from "../catalogue/price-input.ts";
import type { accountImport } from "./account-import.ts";
import type { importedSubscription } from "./imported-subscription.ts";

type Whole = z.input<typeof accountImport>;

/** What a line says of a subscription, its prices by their ids in the catalogue, or in full where that has none of them. */
export interface SubscriptionPart extends Partial<Omit<z.input<typeof importedSubscription>, "items">> {
  externalId: string;
  items: { price: string | z.input<typeof priceSchema>; quantity: number }[];
}

/** All or a part of what `account.import` takes, as far as a line says it. */
export interface ImportPart {
  account?: Partial<Omit<Whole["account"], "ownerId">>;
  taxId?: string;
  balance?: number;
  subscriptions?: SubscriptionPart[];
  methods?: NonNullable<Whole["methods"]>;
  invoices?: NonNullable<Whole["invoices"]>;
}

/** Why a line cannot be taken, and where in it: a column, or a field of the other system. */
export interface LineProblem {
  column: string;
  detail: string;
}

/**
 * One line of a source: an account with all it brings along, or a part of one. Lines of the same external id are joined,
 * wherever they stand; one with a problem keeps its whole account out.
 */
export interface ImportLine {
  /** Where a person finds it there: `line 12`, `cus_1`. */
  at: string;
  /** Set where it is about what is sold there, and about no account. */
  about?: "catalogue";
  /** The account's id there; empty when the line has none, which is a problem of its own. */
  externalId: string;
  part: ImportPart;
  /** Whose account it is, as far as the line says so. */
  owner: Partial<Personal>;
  problems: LineProblem[];
  /** What of it stays behind, though the account is taken over: said with its row. */
  notes?: LineProblem[];
  /** The cells as they came, for the file of what was not done. */
  cells?: string[];
}
