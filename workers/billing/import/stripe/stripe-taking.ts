import { putImported } from "../../catalogue/imported-book.ts";
import { eachBounded } from "../../job/bounds.ts";
import type { ImportLine } from "../import-line.ts";
import { readCatalogueFile } from "./catalogue-file.ts";
import { catalogueFrom } from "./catalogue-import.ts";
import { lineOf } from "./customer-line.ts";
import { groundOf, lineGround, NO_KEY, readerOf } from "./stripe-ground.ts";
import type { StripeInput } from "./stripe-input.ts";

async function madeOf(env: Env, jobId: string, input: StripeInput) {
  const file = await readCatalogueFile(env, jobId);
  return catalogueFrom(file, Object.values(file.used), await groundOf(env, input), input.begunMs).made;
}

/** The import with how much of the catalogue will come along. */
export async function withFound(env: Env, jobId: string, input: StripeInput): Promise<StripeInput> {
  const { plans, prices, coupons, codes, meters } = await madeOf(env, jobId, input);
  const found = { plans: plans.length, prices: prices.length, coupons: coupons.length };
  return { ...input, found: { ...found, codes: codes.length, meters: meters.length } };
}

/** Puts what was read of the catalogue into ours, off sale what is so there. Gives why there is no room, else null. */
export async function putCatalogue(env: Env, jobId: string, input: StripeInput): Promise<string | null> {
  return putImported(env.DB, await madeOf(env, jobId, input));
}

/**
 * Reads customers once more, before they are taken over: why those are not taken that are something else by now than what
 * was checked, by their ids.
 */
export async function changedSince(
  env: Env,
  jobId: string,
  input: StripeInput,
  checked: readonly ImportLine[],
): Promise<Map<string, string>> {
  const none = (detail: string) => new Map(checked.map(({ externalId }) => [externalId, detail]));
  const reader = await readerOf(env, input);
  if (!reader) return none(NO_KEY.detail);
  const shared = await reader.few();
  if (!shared.ok) return none(shared.detail);
  const ground = await lineGround(env, input, await readCatalogueFile(env, jobId));
  const said = await eachBounded(checked, async (line): Promise<[string, string][]> => {
    const customer = await reader.customer(line.externalId);
    const read = customer.ok ? await reader.whole(customer.value, shared.value) : customer;
    if (!read.ok) return [[line.externalId, read.detail]];
    // What is kept is JSON: without what is undefined.
    const now = JSON.stringify(lineOf(read.value, ground));
    return now === JSON.stringify(line)
      ? []
      : [[line.externalId, "It was changed at Stripe since the check. Begin another import."]];
  });
  return new Map(said.flat());
}
