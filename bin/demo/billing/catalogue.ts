import type { CatalogueView } from "../../../workers/billing/catalogue/view.ts";
import type { Access } from "../project.ts";
import { consoleCall } from "./access.ts";

const DAY_MS = 86_400_000;

const MONTHLY = { unit: "month", count: 1 };
const YEARLY = { unit: "year", count: 1 };
const tax = { behaviour: "exclusive", code: "saas" };
const NOW = { granularity: "day", timing: "now" };

const graduated = (...unitAmounts: string[]) => ({
  kind: "graduated",
  tiers: unitAmounts.map((unitAmount, at) => ({ upTo: [10, 50, null][at] ?? null, unitAmount, flatAmount: 0 })),
});
const perUnit = (unitAmount: string) => ({ kind: "per-unit", unitAmount });
const flat = (amount: number) => ({ kind: "flat", amount });

interface PriceWish {
  key: string;
  name: string;
  currency: "EUR" | "USD";
  interval: object | null;
  charge: object;
  meter?: string;
  minimumAmount?: number;
}

interface PlanWish {
  product: string;
  kind: "plan" | "add-on";
  code: string;
  name: string;
  description: string;
  trialDays: number;
  /** Whether customers buy it themselves; left out, plans only. */
  selfService?: boolean;
  entitlements: Record<string, boolean | number | null>;
  prices: PriceWish[];
}

const METERS = [
  { key: "messages", name: "Messages", unit: "message", aggregation: "sum" },
  { key: "payments", name: "Payments taken", unit: "minor unit", aggregation: "sum" },
  { key: "storage", name: "Storage", unit: "GB", aggregation: "max" },
];

const PLANS: PlanWish[] = [
  {
    ...{ product: "Shop", kind: "plan", code: "Team", name: "Team", trialDays: 14 },
    description: "For a shop with a few people.",
    entitlements: { seats: 10, projects: 5, "custom-domain": false, "audit-log": false },
    prices: [
      { key: "team", name: "Team, monthly", currency: "EUR", interval: MONTHLY, charge: perUnit("900") },
      { key: "team-usd", name: "Team, monthly", currency: "USD", interval: MONTHLY, charge: perUnit("1000") },
    ],
  },
  {
    ...{ product: "Shop", kind: "plan", code: "Studio", name: "Studio", trialDays: 30 },
    description: "For a shop with departments.",
    entitlements: { seats: 100, projects: null, "custom-domain": true, "audit-log": true },
    prices: [
      {
        ...{ key: "studio", name: "Studio, monthly", currency: "EUR", interval: MONTHLY },
        charge: graduated("2400", "2000", "1600"),
      },
      {
        ...{ key: "studio-usd", name: "Studio, monthly", currency: "USD", interval: MONTHLY },
        charge: graduated("2600", "2200", "1800"),
      },
      {
        ...{ key: "studio-year", name: "Studio, yearly", currency: "EUR", interval: YEARLY },
        charge: {
          kind: "volume",
          tiers: [
            { upTo: 20, unitAmount: "24000", flatAmount: 0 },
            { upTo: null, unitAmount: "20000", flatAmount: 0 },
          ],
        },
      },
    ],
  },
  {
    ...{ product: "Shop", kind: "plan", code: "Chain", name: "Chain", trialDays: 0 },
    description: "For many shops under one roof.",
    entitlements: { seats: null, projects: null, "custom-domain": true, "audit-log": true },
    prices: [
      { key: "chain", name: "Chain, monthly", currency: "EUR", interval: MONTHLY, charge: flat(49_900) },
      { key: "chain-usd", name: "Chain, monthly", currency: "USD", interval: MONTHLY, charge: flat(54_900) },
    ],
  },
  {
    ...{ product: "Shop", kind: "add-on", code: "Storage", name: "More storage", trialDays: 0, selfService: true },
    description: "A hundred gigabytes at a time.",
    entitlements: { storage: 100 },
    prices: [
      {
        ...{ key: "storage", name: "More storage", currency: "EUR", interval: MONTHLY },
        charge: { kind: "package", amount: 500, size: 100, freeUnits: 20 },
      },
    ],
  },
  {
    ...{ product: "Mail", kind: "plan", code: "Mail", name: "Mail", trialDays: 0 },
    description: "Mails to the customers of a shop, by what is sent.",
    entitlements: { templates: 50, "own-domain": true },
    prices: [
      { key: "mail", name: "Mail, monthly", currency: "EUR", interval: MONTHLY, charge: flat(1_900) },
      {
        ...{ key: "messages", name: "Messages", currency: "EUR", interval: MONTHLY, meter: "messages" },
        charge: graduated("0.4", "0.3", "0.2"),
        minimumAmount: 500,
      },
    ],
  },
  {
    ...{ product: "Pay", kind: "plan", code: "Pay", name: "Pay", trialDays: 0 },
    description: "Takes payments for a shop, for a share of them.",
    entitlements: { payouts: true },
    prices: [
      {
        ...{ key: "pay", name: "Share of payments", currency: "EUR", interval: MONTHLY, meter: "payments" },
        charge: { kind: "percentage", rate: "0.9", freeAmount: 100_000, perEvent: 5, freeEvents: 100 },
      },
      {
        ...{ key: "pay-usd", name: "Share of payments", currency: "USD", interval: MONTHLY, meter: "payments" },
        charge: {
          kind: "graduated-percentage",
          tiers: [
            { upTo: 1_000_000, rate: "1.2", flatAmount: 0 },
            { upTo: null, rate: "0.8", flatAmount: 0 },
          ],
        },
      },
    ],
  },
];

const COUPONS = (nowMs: number) => [
  { name: "Launch week", off: { kind: "percent", percent: "20" }, invoices: 6, code: "LAUNCH20" },
  {
    ...{ name: "Brought by a friend", off: { kind: "amount", amount: 1_000, currency: "EUR" }, invoices: 1 },
    ...{ redemptionsMax: 100, expiresMs: nowMs + 120 * DAY_MS, code: "FRIEND" },
  },
  { name: "Schools", off: { kind: "percent", percent: "50" }, invoices: null, code: "SCHOOL" },
];

/** What is sold: the ids of the prices by short names, `team` among them. */
export type Prices = Record<string, string>;

/** Makes the catalogue in its first version. */
export async function makeCatalogue(access: Access): Promise<Prices> {
  const ids = (path: string, body: object) => consoleCall<{ id: string }>(access, "POST", path, body);
  const meters = new Map<string, string>();
  for (const meter of METERS) meters.set(meter.key, (await ids("/usage/meters", meter)).id);
  const products = new Map<string, string>();
  for (const name of ["Shop", "Mail", "Pay"]) {
    const description = { Shop: "The shop itself.", Mail: "Mails to its customers.", Pay: "Its till." }[name];
    products.set(name, (await ids("/catalogue/products", { name, description, taxCode: "saas" })).id);
  }
  const prices: Prices = {};
  for (const { product, prices: wanted, ...plan } of PLANS) {
    const { id: planId } = await ids("/catalogue/plans", { ...plan, productId: products.get(product) });
    for (const { key, meter, ...terms } of wanted) {
      const usage = meter ? { kind: "metered", meterId: meters.get(meter) } : { kind: "licensed" };
      const made = await ids("/catalogue/prices", { planId, terms: { ...terms, usage, tax, proration: NOW } });
      prices[key] = made.id;
    }
  }
  for (const { code, ...coupon } of COUPONS(Date.now())) {
    const { id } = await ids("/catalogue/coupons", coupon);
    await ids(`/catalogue/coupons/${id}/codes`, { code });
  }
  return prices;
}

/** The id of what is sold as a plan now, by its code. */
export async function planOf(access: Access, code: string): Promise<string> {
  const { plans } = await consoleCall<CatalogueView>(access, "GET", "/catalogue");
  const plan = plans.find((each) => each.code === code);
  if (!plan) throw new Error(`the catalogue sells no ${code}`);
  return plan.id;
}

/** Sells Team otherwise from now on: a second version, dearer and with more in it. Who has the first keeps it. */
export async function raiseTeam(access: Access): Promise<Prices> {
  const before = await planOf(access, "Team");
  const content = {
    ...{ name: "Team", description: "For a shop with a few people.", trialDays: 14 },
    entitlements: { seats: 25, projects: 10, "custom-domain": true, "audit-log": false },
  };
  const { id: planId } = await consoleCall<{ id: string }>(
    ...([access, "POST", `/catalogue/plans/${before}/versions`, content] as const),
  );
  const after = await consoleCall<CatalogueView>(access, "GET", "/catalogue");
  const prices: Prices = {};
  for (const [key, currency, unitAmount] of [
    ["team", "EUR", "1100"],
    ["team-usd", "USD", "1200"],
  ] as const) {
    const old = after.prices.find((price) => price.planId === planId && price.currency === currency);
    if (!old) throw new Error("a plan's next version has its prices");
    const { name, interval, usage, proration, minimumAmount } = old;
    const terms = {
      name,
      currency,
      interval,
      usage,
      proration,
      minimumAmount,
      tax: old.tax,
      charge: perUnit(unitAmount),
    };
    const { id } = await consoleCall<{ id: string }>(access, "POST", `/catalogue/prices/${old.id}/versions`, terms);
    prices[key] = id;
  }
  return prices;
}
