import type { Decimal } from "../money.ts";

/** EN 16931's category codes: S standard, Z zero, E exempt, AE reverse charge, O outside of tax, K intra-community, G export. */
export type TaxCategory = "S" | "Z" | "E" | "AE" | "O" | "K" | "G";

/** What tax a line bears and why; part of the invoice's snapshot. */
export interface TaxDecision {
  category: TaxCategory;
  /** The rates that add up; empty or of 0 where none is due. */
  rates: { jurisdiction: string; name: string; rate: Decimal }[];
  /** The rule that decided, in words for the invoice and for staff. */
  because: string;
  /** Consultation number of VIES or certificate of exemption. */
  proof: string | null;
}
