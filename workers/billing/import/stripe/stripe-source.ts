import type Stripe from "stripe";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { eachBounded } from "../../job/bounds.ts";
import type { ImportLine } from "../import-line.ts";
import type { ImportSource, SourcePage } from "../source.ts";
import { BELONGING_KINDS, type BelongingKind } from "./belongings.ts";
import { addToCatalogue, type CatalogueFile, readCatalogueFile } from "./catalogue-file.ts";
import { catalogueFrom } from "./catalogue-import.ts";
import { lineOf, type StripeCustomer } from "./customer-line.ts";
import { CATALOGUE_PARTS, type CataloguePart, type StripeReader } from "./reader.ts";
import { plannedPrices } from "./schedule.ts";
import { putThings, thingsOf } from "./shelf.ts";
import { groundOf, lineGround, NO_KEY, readerOf } from "./stripe-ground.ts";
import type { StripeInput } from "./stripe-input.ts";

const TOO_LARGE = fail("unreadable", "Stripe's catalogue has more than 5,000 things of one kind.");

const LAST_PART = "each-customer";

/** How far an account is read: a part of the catalogue, then what customers have, then they themselves. */
interface Place {
  part: CataloguePart | BelongingKind | typeof LAST_PART;
  after: string | null;
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
    const { part, after }: Place = from === null ? { part: "products", after: null } : JSON.parse(from); // as it was given as `next`
    if (part === LAST_PART) return readCustomers(env, jobId, input, reader, after);
    const kind = BELONGING_KINDS.find((one) => one === part);
    if (kind) return readBelongings(env, jobId, reader, kind, after);
    const ofCatalogue = CATALOGUE_PARTS.find((one) => one === part);
    // Whatever an older version had read by then is not what this one goes on from.
    if (!ofCatalogue) return fail("unreadable", "Apiary was renewed while the account was read. Begin again.");
    return readCatalogue(env, jobId, input, reader, { part: ofCatalogue, after });
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
    const part = { account: { name: problem.column } };
    return { about: "catalogue", at: problem.column, externalId: "", part, owner: {}, problems: [problem] };
  });
  const place: Place = { part: BELONGING_KINDS[0], after: null };
  return ok({ lines, next: JSON.stringify(place) });
}

/** What customers have is listed for all of them, and kept until they are read. */
async function readBelongings(
  env: Env,
  jobId: string,
  reader: StripeReader,
  kind: BelongingKind,
  after: string | null,
): Page {
  const page = await reader.belongings(kind, after);
  if (!page.ok) return unreadable(page);
  const { things, next } = page.value;
  await putThings(env.DB, jobId, kind, things);
  const following = BELONGING_KINDS[BELONGING_KINDS.indexOf(kind) + 1] ?? LAST_PART;
  const place: Place = next === null ? { part: following, after: null } : { part: kind, after: next };
  return ok({ lines: [], next: JSON.stringify(place) });
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
  const things = await thingsOf(
    env.DB,
    jobId,
    customers.map(({ id }) => id),
  );
  const answers = await eachBounded(customers, (customer) => reader.whole(customer, things));
  for (const answer of answers) {
    if (answer.ok) read.push(answer.value);
    // One that was deleted since it was listed is not there any more.
    else if (answer.reason !== "gone") return unreadable(answer);
  }
  const file = await withPrices(env, jobId, reader, read);
  if (!file.ok) return file;
  const ground = await lineGround(env, input, file.value);
  const place: Place = { part: LAST_PART, after: next };
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
    subscriptions.flatMap((subscription) =>
      [...subscription.items.data.map(({ price }) => price.id), ...plannedPrices(subscription)].map((id) => [
        `${id}:${subscription.currency}`,
        { id, currency: subscription.currency },
      ]),
    ),
  );

const byId = <Thing extends { id: string }>(things: readonly Thing[]): Record<string, Thing> =>
  Object.fromEntries(things.map((each) => [each.id, each]));
