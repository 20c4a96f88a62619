import type { Address } from "../invoice/invoice.ts";
import { EU_STATES } from "./rate-table.ts";

/** Where an address lies for the purposes of tax. */
export interface Territory {
  /** The country whose tax law rules, ISO 3166-1. */
  state: string;
  /** Its row in the table of rates: the state, or a part of it. */
  place: string;
  /**
   * `ordinary` bears the place's rate. `outside` is of the state but not of its tax area. `own-area` bears its rate when sold to from the
   * state itself and is outside for everybody else.
   */
  kind: "ordinary" | "outside" | "own-area";
}

type Special = [state: string, postcode: RegExp, place: string, kind: Territory["kind"], who: "all" | "business"];

/** Parts of states that their postcode tells (VAT directive, articles 6 and 7, and national law). The French ones are for businesses only. */
const SPECIALS: Special[] = [
  ["AT", /^(6691|699[123])$/, "AT-MITTELBERG", "ordinary", "all"],
  ["DE", /^(27498|78266)$/, "DE", "outside", "all"],
  ["ES", /^(35|38|51|52)\d{3}$/, "ES", "outside", "all"],
  ["FI", /^22\d{3}$/, "FI", "outside", "all"],
  ["FR", /^97[124]\d{2}$/, "FR-97", "own-area", "business"],
  ["FR", /^97[36]\d{2}$/, "FR", "outside", "business"],
  ["GR", /^63086$/, "GR", "outside", "all"],
  ["IT", /^(22061|23041)$/, "IT", "outside", "all"],
  ["PT", /^9[5-9]\d{2}(-?\d{3})?$/, "PT-20", "ordinary", "all"],
  ["PT", /^9[0-4]\d{2}(-?\d{3})?$/, "PT-30", "ordinary", "all"],
];

/** Countries with a code of their own that another country's tax law rules; the French departments by the start of their postcodes. */
const RULED_BY: Record<string, [state: string, postcode: string | null]> = {
  MC: ["FR", null],
  GP: ["FR", "97100"],
  MQ: ["FR", "97200"],
  GF: ["FR", "97300"],
  RE: ["FR", "97400"],
  YT: ["FR", "97600"],
  AX: ["FI", "22100"],
  IM: ["GB", null],
  LI: ["CH", null],
};

/** The territory of an address. Whether a business is there decides over the French departments overseas. */
export function territoryOf({ country, postalCode }: Address, isBusiness: boolean): Territory {
  const [state, ruledPostcode] = RULED_BY[country] ?? [country, null];
  const postcode = ruledPostcode ?? postalCode.replaceAll(" ", "");
  for (const [of, pattern, place, kind, who] of SPECIALS) {
    if (of !== state || (who === "business" && !isBusiness) || !pattern.test(postcode)) continue;
    return { state, place: place === "FR-97" ? `FR-${postcode.slice(0, 3)}` : place, kind };
  }
  return { state, place: state, kind: "ordinary" };
}

/** Whether a territory is in the EU's VAT area for a seller elsewhere. */
export const isInUnion = ({ state, kind }: Territory): boolean => EU_STATES.has(state) && kind === "ordinary";
