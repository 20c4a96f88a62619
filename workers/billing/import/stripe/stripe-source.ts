import type Stripe from "stripe";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { unseal } from "../../../outbound/sealed.ts";
import { putImported } from "../../catalogue/imported-book.ts";
import { eachBounded } from "../../job/job-kind.ts";
import { stripeClient } from "../../payment/stripe-client.ts";
import { listMeters } from "../../usage/meter-book.ts";
import type { ImportLine } from "../import-line.ts";
import type { ImportSource, SourcePage } from "../source.ts";
import { addToCatalogue, type CatalogueFile, readCatalogueFile } from "./catalogue-file.ts";
import { catalogueFrom } from "./catalogue-import.ts";
import { type LineGround, lineOf, type StripeCustomer } from "./customer-line.ts";
import { CATALOGUE_PARTS, type CataloguePart, StripeReader } from "./reader.ts";
import { type CatalogueGround, pricing } from "./stripe-catalogue.ts";
import type { StripeInput } from "./stripe-input.ts";

const NO_KEY = fail("unreadable", "The key is gone, as the import has ended. Begin another one.");
const TOO_LARGE = fail("unreadable", "Stripe's catalogue has more than 5,000 things of one kind.");

/** How far an account is read: a part of the catalogue, then the customers. */
interface Place {
  part: CataloguePart | "customers";
  after: string | null;
}

/** The reader of the account that an import's key opens; null once the key is gone. */
async function readerOf(env: Env, { sealedKey }: StripeInput): Promise<StripeReader | null> {
  const kept = sealedKey === undefined ? null : await unseal<{ key: string }>(env.APIARY_SECRET, sealedKey);
  return kept && new StripeReader(stripeClient(kept.key, env.STRIPE_API_URL ?? null));
}

/** What reading fails with; what is gone in the middle of a list means that it was changed meanwhile. */
const unreadable = ({ reason, detail }: { reason: "unreadable" | "gone"; detail: string }) =>
  fail(
    "unreadable",
    reason === "gone" ? `It was changed at Stripe while it was read. Begin again. (${detail})` : detail,
  );

/** Reads a Stripe account: first what it sells, then its customers with all that they have. */
export const stripeSource: ImportSource<StripeInput> = {
  async read(env, jobId, input, from) {
    const reader = await readerOf(env, input);
    if (!reader) return NO_KEY;
    const place: Place = from === null ? { part: "products", after: null } : JSON.parse(from); // as it was given as `next`
    return place.part === "customers"
      ? readCustomers(env, jobId, input, reader, place.after)
      : readCatalogue(env, jobId, input, reader, { part: place.part, after: place.after });
  },
};

type Page = Promise<Result<SourcePage, "unreadable">>;

async function readCatalogue(
  env: Env,
  jobId: string,
  input: StripeInput,
  reader: StripeReader,
  { part, after }: { part: CataloguePart; after: string | null },
): Page {
  const page = await reader.catalogue(part, after);
  if (!page.ok) return unreadable(page);
  const { found, next } = page.value;
  const file = await addToCatalogue(env, jobId, await readCatalogueFile(env, jobId), found);
  if (!file) return TOO_LARGE;
  const following = CATALOGUE_PARTS[CATALOGUE_PARTS.indexOf(part) + 1];
  if (next !== null || following) {
    const place: Place = next === null && following ? { part: following, after: null } : { part, after: next };
    return ok({ lines: [], next: JSON.stringify(place) });
  }
  const { problems } = catalogueFrom(file, [], await groundOf(env, input), input.begunMs);
  const lines = problems.map((problem): ImportLine => {
    const about = { account: { name: problem.column } };
    return { at: problem.column, externalId: "", part: about, owner: {}, problems: [problem] };
  });
  const place: Place = { part: "customers", after: null };
  return ok({ lines, next: JSON.stringify(place) });
}

async function readCustomers(
  env: Env,
  jobId: string,
  input: StripeInput,
  reader: StripeReader,
  after: string | null,
): Page {
  const page = await reader.customers(after, Math.floor(input.begunMs / 1_000));
  if (!page.ok) return unreadable(page);
  const { customers, next } = page.value;
  const read: StripeCustomer[] = [];
  const answers = await eachBounded(customers, (customer) => reader.whole(customer));
  for (const answer of answers) {
    if (answer.ok) read.push(answer.value);
    // One that was deleted since it was listed is not there any more.
    else if (answer.reason !== "gone") return unreadable(answer);
  }
  const file = await withPrices(env, jobId, reader, read);
  if (!file.ok) return file;
  const ground = await lineGround(env, input, file.value);
  const place: Place = { part: "customers", after: next };
  return ok({ lines: read.map((one) => lineOf(one, ground)), next: next === null ? null : JSON.stringify(place) });
}

/** The catalogue with the prices that some customers have, which are noted as used. */
async function withPrices(
  env: Env,
  jobId: string,
  reader: StripeReader,
  read: readonly StripeCustomer[],
): Promise<Result<CatalogueFile, "unreadable">> {
  const file = await readCatalogueFile(env, jobId);
  const subscriptions = read.flatMap((one) => one.subscriptions);
  const prices = await reader.prices(subscriptions, file);
  if (!prices.ok) return unreadable(prices);
  const products = await reader.products(prices.value, file);
  if (!products.ok) return unreadable(products);
  const used = usedBy(subscriptions);
  if (prices.value.length === 0 && Object.keys(used).every((key) => file.used[key])) return ok(file);
  const found = { prices: byId(prices.value), products: byId(products.value), used };
  const whole = await addToCatalogue(env, jobId, file, found);
  return whole ? ok(whole) : TOO_LARGE;
}

const usedBy = (subscriptions: readonly Stripe.Subscription[]): CatalogueFile["used"] =>
  Object.fromEntries(
    subscriptions.flatMap(({ currency, items }) =>
      items.data.map(({ price: { id } }) => [`${id}:${currency}`, { id, currency }]),
    ),
  );

const byId = <Thing extends { id: string }>(things: readonly Thing[]): Record<string, Thing> =>
  Object.fromEntries(things.map((each) => [each.id, each]));

async function groundOf(env: Env, { productId }: StripeInput): Promise<CatalogueGround> {
  const meters = await listMeters(env.DB);
  return { productId, meterIds: Object.fromEntries(meters.map(({ key, id }) => [key, id])) };
}

async function lineGround(env: Env, input: StripeInput, file: CatalogueFile): Promise<LineGround> {
  const { productId, currency, begunMs: nowMs } = input;
  const priceOf = pricing(file, await groundOf(env, input));
  return { priceOf, couponOf: (id) => file.coupons[id], productId, currency, nowMs };
}

/** Puts what was read of the catalogue into ours, off sale what is so there. Gives why there is no room, else null. */
export async function putCatalogue(env: Env, jobId: string, input: StripeInput): Promise<string | null> {
  const file = await readCatalogueFile(env, jobId);
  const { made } = catalogueFrom(file, Object.values(file.used), await groundOf(env, input), input.begunMs);
  return putImported(env.DB, made);
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
  const reader = await readerOf(env, input);
  if (!reader) return new Map(checked.map(({ externalId }) => [externalId, NO_KEY.detail]));
  const ground = await lineGround(env, input, await readCatalogueFile(env, jobId));
  const said = await eachBounded(checked, async (line): Promise<[string, string][]> => {
    const customer = await reader.customer(line.externalId);
    const read = customer.ok ? await reader.whole(customer.value) : customer;
    if (!read.ok) return [[line.externalId, read.detail]];
    // What is kept is JSON: without what is undefined.
    const now = JSON.stringify(lineOf(read.value, ground));
    return now === JSON.stringify(line)
      ? []
      : [[line.externalId, "It was changed at Stripe since the check. Begin another import."]];
  });
  return new Map(said.flat());
}
