import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";

/** Where the European Commission answers; `APIARY_VIES_URL` names another place. */
export const VIES_URL = "https://ec.europa.eu/taxation_customs/vies/rest-api";

const TIMEOUT_MS = 10_000;
const ANSWER_CHARS_MAX = 20_000;

/** A number as VIES has it: `EL` for Greece, `XI` for Northern Ireland, and the rest without prefix. */
export interface ViesNumber {
  country: string;
  number: string;
}

export interface ViesAnswer {
  valid: boolean;
  /** The consultation number, which proves to tax offices that one asked; null where the asker did not say who it is. */
  proof: string | null;
}

/** Beside the number's being valid or not, `userError` says which of its own parts failed. */
const answered = z.object({
  isValid: z.boolean(),
  userError: z.string().default(""),
  requestIdentifier: z.string().nullish(),
});

/**
 * Asks VIES whether a number is valid. `requester` is the seller's own number: with it the answer is provable. `unavailable`
 * when VIES or the state behind it does not say; ask again later.
 */
export async function askVies(
  base: string,
  { country, number }: ViesNumber,
  requester: ViesNumber | null,
): Promise<Result<ViesAnswer, "unavailable">> {
  const url = new URL(`${base}/ms/${encodeURIComponent(country)}/vat/${encodeURIComponent(number)}`);
  if (requester !== null) {
    url.searchParams.set("requesterMemberStateCode", requester.country);
    url.searchParams.set("requesterNumber", requester.number);
  }
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "manual",
    });
    const text = (await response.text()).slice(0, ANSWER_CHARS_MAX);
    if (!response.ok) return fail("unavailable", `VIES answered ${response.status}.`);
    const read = answered.safeParse(JSON.parse(text));
    if (!read.success) return fail("unavailable", "VIES answered in a form that is not known.");
    const { isValid, userError, requestIdentifier } = read.data;
    if (isValid) return ok({ valid: true, proof: requestIdentifier || null });
    // Everything else, such as MS_UNAVAILABLE and GLOBAL_MAX_CONCURRENT_REQ, says nothing about the number.
    if (userError === "INVALID") return ok({ valid: false, proof: requestIdentifier || null });
    return fail("unavailable", `VIES does not say: ${userError || "no reason"}.`);
  } catch (error) {
    return fail("unavailable", `VIES could not be asked: ${error instanceof Error ? error.message : String(error)}`);
  }
}
