import { consoleCall } from "./billing/access.ts";
import { closeMonths, settleCompany } from "./billing/books.ts";
import { makeCatalogue, type Prices, planOf, raiseTeam } from "./billing/catalogue.ts";
import { Customer } from "./billing/customer.ts";
import { inEuros, type Life, lifeOf } from "./billing/life.ts";
import type { Access } from "./project.ts";

const DAY_MS = 86_400_000;
const HISTORY_DAYS = 425;
const STEP_DAYS = 61;
/** Customers who are worked on at a time. */
const ABREAST = 6;
/** Those who came before Team was sold otherwise. */
const OLD_CUSTOMERS = 15;

const FIRST = ["North", "Quiet", "Silver", "Green"];
const SECOND = ["wind", "harbor", "leaf", "forge", "stone", "field"];
const NAMES = FIRST.flatMap((first) => SECOND.map((second) => first + second));
const EUROPE = ["DE", "DE", "FR", "AT", "NL", "IT"];

interface Lived {
  customer: Customer;
  life: Life;
}

/** A small company's customers with more than a year behind them, its catalogue and its books, unless there are some. Returns the accounts' ids. */
export async function makeCustomers(access: Access): Promise<string[]> {
  const startedMs = performance.now();
  const { accounts } = await consoleCall<{ accounts: { id: string }[] }>(access, "GET", "/accounts");
  if (accounts.length > 0) return accounts.map(({ id }) => id);
  const nowMs = Date.now();
  const fromMs = nowMs - HISTORY_DAYS * DAY_MS;
  await settleCompany(access, fromMs, nowMs);
  const prices = await makeCatalogue(access);
  let lived = await abreast(NAMES.slice(0, OLD_CUSTOMERS), (name, at) => open(access, name, at, nowMs, prices));
  // They subscribe to the first version of Team; who comes later meets the second.
  await abreast(lived, (one) => catchUp(one, one.customer.nowMs + 1));
  // Lives look prices up when they buy: from now on all meet the new ones.
  Object.assign(prices, await raiseTeam(access));
  const later = await abreast(NAMES.slice(OLD_CUSTOMERS), (name, at) =>
    open(access, name, at + OLD_CUSTOMERS, nowMs, prices),
  );
  lived = [...lived, ...later];
  console.log("demo: customers live through the last fourteen months");
  // Stretch by stretch rather than one after the other, so that payouts hold what many customers paid.
  for (let untilMs = fromMs + STEP_DAYS * DAY_MS; ; untilMs += STEP_DAYS * DAY_MS) {
    const toMs = Math.min(untilMs, nowMs - 60_000);
    await abreast(lived, (one) => catchUp(one, toMs));
    console.log(`demo: it is ${new Date(toMs).toISOString().slice(0, 7)} for them`);
    if (untilMs >= nowMs) break;
  }
  await abreast(lived, ({ customer }) => customer.live());
  await closeMonths(access);
  await askSecondPerson(access, lived.slice(0, 2));
  console.log(`demo: ${lived.length} customers in ${Math.round((performance.now() - startedMs) / 1_000)} s`);
  return lived.map(({ customer }) => customer.id);
}

async function open(access: Access, name: string, at: number, nowMs: number, prices: Prices): Promise<Lived> {
  const currency = (at + Math.floor(at / 12)) % 3 === 2 && !inEuros(at) ? "USD" : "EUR";
  const country = currency === "USD" ? "US" : (EUROPE[at % EUROPE.length] ?? "DE");
  const clockMs = nowMs - Math.round(HISTORY_DAYS - at * (HISTORY_DAYS / NAMES.length)) * DAY_MS;
  const tags = at % 5 === 0 ? ["vip"] : [];
  const customer = await Customer.open(access, { name, currency, country, tags, clockMs });
  return { customer, life: lifeOf(at, currency, prices) };
}

/** Lives until a moment: what happens to the customer by then, each at its time. */
async function catchUp(lived: Lived, toMs: number): Promise<void> {
  const { customer } = lived;
  if (toMs < customer.nowMs) return;
  const { clockMs } = customer.opening;
  const due = ([day]: Life[number]) => clockMs + day * DAY_MS <= toMs;
  for (const [day, what] of lived.life.filter(due).sort(([a], [b]) => a - b)) {
    await customer.pass(clockMs + day * DAY_MS);
    await what(customer);
  }
  lived.life = lived.life.filter((event) => !due(event));
  await customer.pass(toMs);
}

/** What one person does not decide alone waits for another. */
async function askSecondPerson(access: Access, lived: readonly Lived[]): Promise<void> {
  const planId = await planOf(access, "Studio");
  for (const { customer } of lived) {
    const input = { planId, planName: "Studio", expiresMs: Date.now() + 900 * DAY_MS };
    const asked = { command: "waiver.give", input, reason: "Builds our integration with their till" };
    await consoleCall(access, "POST", `/accounts/${customer.id}/commands`, asked);
  }
}

/** Does something for each, several at a time, in the order in which they are. */
async function abreast<One, Done>(all: readonly One[], what: (one: One, at: number) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = [];
  for (let from = 0; from < all.length; from += ABREAST) {
    const some = all.slice(from, from + ABREAST);
    done.push(...(await Promise.all(some.map((one, at) => what(one, from + at)))));
  }
  return done;
}
