import { checkVAT, countries } from "jsvat";
import { fail, ok, type Result } from "../../kit/result.ts";
import { EU_STATES } from "./rate-table.ts";

/** A tax id, read. */
export interface TaxId {
  /** Upper case, without spaces and punctuation: `DE136695976`. */
  value: string;
  /** The state that gave it, ISO 3166-1: `GR` for ids that begin with EL, `GB` for those with XI. */
  state: string;
  /** The prefix under which VIES knows it, and the rest; null where VIES does not answer for it. */
  vies: { country: string; number: string } | null;
}

const TAX_ID_CHARS_MAX = 40;
const STATES: Record<string, string> = { EL: "GR", XI: "GB" };

/** Reads a tax id offline, by its country's format and checksum. Ids of countries without known rules are refused. */
export function readTaxId(written: string): Result<TaxId, "tax-id-malformed"> {
  const value = written.toUpperCase().replace(/[\s.\-/]/g, "");
  const malformed = () => fail("tax-id-malformed", "This is no VAT id: its country, form or checksum is wrong.");
  if (value.length > TAX_ID_CHARS_MAX) return malformed();
  const prefix = value.slice(0, 2);
  // Northern Ireland's ids are British ones under a prefix of their own.
  const judged = prefix === "XI" ? `GB${value.slice(2)}` : value;
  if (!checkVAT(judged, countries).isValid) return malformed();
  const state = STATES[prefix] ?? prefix;
  const asked = prefix === "XI" ? "XI" : state === "GR" ? "EL" : EU_STATES.has(state) ? state : null;
  return ok({ value, state, vies: asked === null ? null : { country: asked, number: value.slice(2) } });
}
