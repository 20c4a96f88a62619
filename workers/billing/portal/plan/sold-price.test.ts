import { describe, expect, it } from "vitest";
import { monthlyPrice } from "../../account-fixture.ts";
import type { Plan } from "../../catalogue/plan.ts";
import type { Interval, Price } from "../../catalogue/price.ts";
import type { CataloguePrice } from "../../catalogue/view.ts";
import type { SubscriptionItem } from "../../subscription/subscription.ts";
import { hasSeats, OFFERS_MAX, shopOf } from "./sold-price.ts";

const YEAR: Interval = { unit: "year", count: 1 };
const plan = (code: string, over: Partial<Plan> = {}): Plan => ({
  ...{ id: `${code}V${over.version ?? 1}`, productId: "shop", kind: "plan", code, version: 1, name: code },
  ...{ description: "", trialDays: 0, entitlements: {}, selfService: true, createdMs: 0, archivedMs: null },
  ...{ productVersion: 1, createdBy: "", ...over },
});
const addOn = (code: string, over: Partial<Plan> = {}): Plan => plan(code, { kind: "add-on", ...over });
const price = (id: string, planId: string, over: Partial<CataloguePrice> = {}): CataloguePrice => ({
  ...monthlyPrice(100, { id, planId, name: id }),
  ...{ series: id, version: 1, createdMs: 0, createdBy: "", archivedMs: null, ...over },
});
const item = (of: Price, id = of.id): SubscriptionItem => ({ id, price: of, quantity: 1 });

const UNITS = new Map([["m", "GB"]]);
const OF = { productId: "shop", currency: "EUR" };
const METERED = { kind: "metered", meterId: "m" } as const;
const PLANS = [plan("Pro"), addOn("Disk"), addOn("Care", { selfService: false })];
const PRO = price("pro", "ProV1");
const DISK = price("disk", "DiskV1");
const CARE = price("care", "CareV1");
const PRICES = [PRO, price("pro-year", "ProV1", { interval: YEAR }), DISK, CARE];
const shop = (items: SubscriptionItem[], plans = PLANS, prices = PRICES) => {
  const { offers, addOns, own, fixed } = shopOf(OF, items, plans, prices, UNITS);
  return {
    offers: offers.map((offer) => offer.price.id),
    addOns: addOns.map(({ id, prices: sold, held }) => [id, sold.map((one) => one.id), held?.id ?? null]),
    ...{ own: own?.id ?? null, fixed: fixed.map(({ id }) => id) },
  };
};

describe("what customers buy themselves", () => {
  it("is what the catalogue leaves to them, at every interval and in their currency", () => {
    expect(shop([])).toEqual({
      offers: ["pro", "pro-year"],
      addOns: [["DiskV1", ["disk"], null]],
      own: null,
      fixed: [],
    });
    const elsewhere = [
      ...PRICES.slice(0, 2),
      price("disk", "DiskV1", { currency: "USD" }),
      price("disk-by-steps", "DiskV1", { usage: METERED, charge: { kind: "volume", tiers: [] } }),
      price("disk-at-least", "DiskV1", { usage: METERED, minimumAmount: 1 }),
      price("disk-once", "DiskV1", { interval: null }),
      price("disk-old", "DiskV1", { archivedMs: 1 }),
    ];
    expect(shop([], PLANS, elsewhere).addOns).toEqual([]);
    expect(shop([], [plan("Pro", { selfService: false }), ...PLANS.slice(1)]).offers).toEqual([]);
    const twice = [...PRICES, price("disk-2", "DiskV1"), price("disk-year", "DiskV1", { interval: YEAR })];
    expect(shop([], PLANS, twice).addOns).toEqual([["DiskV1", ["disk", "disk-year"], null]]);
  });

  it("is an add-on by use, where it is sold by no number and nothing else is paid by its meter", () => {
    const byUse = price("disk-by-use", "DiskV1", { usage: METERED });
    const prices = [PRO, byUse];
    expect(shop([], PLANS, prices).addOns).toEqual([["DiskV1", ["disk-by-use"], null]]);
    expect(shopOf(OF, [], PLANS, prices, UNITS).addOns).toMatchObject([{ unit: "GB" }]);
    expect(shopOf(OF, [], PLANS, [...prices, DISK], UNITS).addOns).toMatchObject([{ prices: [DISK], unit: null }]);
    expect(shop([item(PRO), item(byUse)], PLANS, prices)).toMatchObject({
      ...{ addOns: [["DiskV1", ["disk-by-use"], "disk-by-use"]], fixed: [] },
    });
    expect(shop([item(PRO), item(byUse)], PLANS, [...prices, DISK])).toMatchObject({
      ...{ addOns: [["DiskV1", ["disk"], null]], fixed: ["disk-by-use"] },
    });
    const twin = price("tape-by-use", "TapeV1", { usage: METERED });
    expect(shop([], [...PLANS, addOn("Tape")], [...prices, twin]).addOns).toEqual([["DiskV1", ["disk-by-use"], null]]);
    expect(shop([item(PRO), item(twin)], [...PLANS, addOn("Tape")], [...prices, twin]).addOns).toEqual([
      ["TapeV1", ["tape-by-use"], "tape-by-use"],
    ]);
    const staffs = item(price("care-by-use", "CareV1", { usage: METERED }));
    expect(shop([item(PRO), staffs], PLANS, prices)).toMatchObject({ addOns: [], fixed: ["care-by-use"] });
    expect(shop([], [plan("Pro")], [price("pro-by-use", "ProV1", { usage: METERED })]).offers).toEqual([]);
  });

  it("leaves to staff what only staff sells, at whose interval all else renews", () => {
    expect(shop([item(DISK), item(PRO), item(CARE)])).toEqual({
      ...{ offers: ["pro"], addOns: [["DiskV1", ["disk"], "disk"]], own: "pro", fixed: ["care"] },
    });
  });

  it("keeps what was bought in a version, or off a price, that is sold no more", () => {
    const old = price("disk-1", "DiskV1");
    const plans = [plan("Pro"), addOn("Disk"), addOn("Disk", { version: 2 })];
    expect(shop([item(PRO), item(old)], plans, [PRO, price("disk-2", "DiskV2")]).addOns).toEqual([
      ["DiskV2", ["disk-2"], "disk-1"],
    ]);
    const gone = [plan("Pro"), addOn("Disk", { archivedMs: 5 })];
    expect(shop([item(PRO), item(DISK)], gone).addOns).toEqual([["DiskV1", [], "disk"]]);
    expect(shop([item(PRO)], gone).addOns).toEqual([]);
    // A price of its own, that no catalogue has, is its plan.
    expect(shop([item(DISK), item(price("own", "nowhere"))]).own).toBe("own");
  });

  it("is so many on a page and no more", () => {
    const plans = Array.from({ length: OFFERS_MAX + 1 }, (_, index) => addOn(`A${index}`));
    const prices = plans.map(({ id }) => price(`price of ${id}`, id));
    expect(shop([], plans.slice(1), prices).addOns).toHaveLength(OFFERS_MAX);
    expect(shop([], plans, prices).addOns).toHaveLength(OFFERS_MAX);
  });
});

it("asks how many only of what is bought by number", () => {
  const metered = { charge: PRO.charge, usage: { kind: "metered", meterId: "m" } } as const;
  expect([
    hasSeats(PRO),
    hasSeats({ ...PRO, charge: { kind: "flat", amount: 1 } }),
    hasSeats({ ...PRO, ...metered }),
  ]).toEqual([true, false, false]);
});
