import { expect, it } from "vitest";
import { monthlyPrice } from "../account-fixture.ts";
import type { Plan } from "./plan.ts";
import { bestPlan, freePlan } from "./plan-offer.ts";
import type { CataloguePrice } from "./view.ts";

const plan = (code: string, version: number, createdMs: number, archivedMs: number | null = null): Plan => ({
  ...{ id: `${code}V${version}`, productId: "shop", kind: "plan", code, version, name: code, description: "" },
  ...{ trialDays: 0, entitlements: {}, selfService: true, createdMs, archivedMs, productVersion: 1, createdBy: "" },
});
const price = (planId: string, amount: number, over: Partial<CataloguePrice> = {}): CataloguePrice => ({
  ...monthlyPrice(amount, { planId, charge: { kind: "flat", amount } }),
  ...{ series: `of ${planId.split("V")[0]}`, version: 1, createdMs: 0, createdBy: "", archivedMs: null, ...over },
});

it("finds the free plan in the version that was sold when the account was opened", () => {
  const plans = [plan("Pro", 1, 0), plan("Free", 2, 500), plan("Free", 1, 100)];
  const prices = [price("ProV1", 900), price("FreeV1", 0), price("FreeV2", 0, { version: 2 })];
  const free = (openedMs: number) => freePlan(plans, prices, openedMs)?.id;
  expect([free(100), free(499), free(500), free(99)]).toEqual(["FreeV1", "FreeV1", "FreeV2", "FreeV1"]);
  expect(freePlan([plan("Free", 1, 100, 200)], prices, 150)?.id).toBe("FreeV1");
  expect(freePlan([plan("Free", 1, 100, 200)], prices, 200)).toBeNull();
});

it("takes nothing for free that has no price, or one that costs", () => {
  const plans = [plan("Free", 1, 0)];
  const yearly = price("FreeV1", 5, { series: "yearly" });
  expect(freePlan(plans, [], 0)).toBeNull();
  expect(freePlan(plans, [price("FreeV1", 0), yearly], 0)).toBeNull();
  const cheaper = price("FreeV1", 0, { series: "yearly", version: 2 });
  expect(freePlan(plans, [price("FreeV1", 0), yearly, cheaper], 0)?.id).toBe("FreeV1");
});

it("finds the plan on sale that costs most a month, in its newest version", () => {
  const plans = [plan("Pro", 2, 9), plan("Pro", 1, 0), plan("Max", 1, 0, 5), plan("Free", 1, 0)];
  const yearly = price("ProV1", 9000, { series: "yearly", interval: { unit: "year", count: 1 } });
  const prices = [
    price("MaxV1", 9_999),
    price("ProV1", 900),
    price("ProV2", 900, { version: 2 }),
    yearly,
    price("FreeV1", 0),
  ];
  expect(bestPlan(plans, prices)?.id).toBe("ProV2");
  expect(bestPlan([plan("Free", 1, 0)], prices)).toBeNull();
});
