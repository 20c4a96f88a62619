import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChargeModel } from "../catalogue/price.ts";
import { chargeFor } from "./charge.ts";

const tiers = [
  { upTo: 10, unitAmount: "100", flatAmount: 500 },
  { upTo: 20, unitAmount: "50", flatAmount: 200 },
  { upTo: null, unitAmount: "10", flatAmount: 0 },
];
const rates = [
  { upTo: 10_000, rate: "3", flatAmount: 100 },
  { upTo: null, rate: "1.5", flatAmount: 0 },
];
const flat: ChargeModel = { kind: "flat", amount: 2_000 };
const perSeat: ChargeModel = { kind: "per-unit", unitAmount: "1250" };
const perCall: ChargeModel = { kind: "per-unit", unitAmount: "0.005" };
const graduated: ChargeModel = { kind: "graduated", tiers };
const volume: ChargeModel = { kind: "volume", tiers };
const packs: ChargeModel = { kind: "package", amount: 700, size: 100, freeUnits: 50 };
const percentage: ChargeModel = { kind: "percentage", rate: "2.9", freeAmount: 1_000, perEvent: 30, freeEvents: 2 };
const graduatedRate: ChargeModel = { kind: "graduated-percentage", tiers: rates };

describe("what a quantity costs", () => {
  it.each([
    ["flat, one", flat, "1", 2_000],
    ["flat, none: it is a price of having it", flat, "0", 2_000],
    ["per seat", perSeat, "3", 3_750],
    ["per seat, none", perSeat, "0", 0],
    ["a fraction of a minor unit, half away from zero", perCall, "100", 1],
    ["a fraction just below the half", perCall, "99", 0],
    ["graduated, none: the first tier's flat amount", graduated, "0", 500],
    ["graduated, inside the first", graduated, "4", 900],
    ["graduated, at the inclusive bound", graduated, "10", 1_500],
    ["graduated, a fraction above the bound enters the next", graduated, "10.5", 1_725],
    ["graduated, at the second bound", graduated, "20", 2_200],
    ["graduated, beyond all bounds", graduated, "25", 2_250],
    ["volume, none", volume, "0", 0],
    ["volume, one", volume, "1", 600],
    ["volume, at the inclusive bound", volume, "10", 1_500],
    ["volume, a fraction above the bound falls into the next", volume, "10.5", 725],
    ["volume, in the last", volume, "100", 1_000],
    ["packages, none", packs, "0", 0],
    ["packages, the free units", packs, "50", 0],
    ["packages, a started one", packs, "50.000000000001", 700],
    ["packages, a whole one", packs, "150", 700],
    ["packages, one more", packs, "151", 1_400],
    ["below zero, as none", perSeat, "-4", 0],
    ["below zero, graduated, as none", graduated, "-4", 500],
    ["a share, none", graduatedRate, "0", 0],
    ["a share, at the bound", graduatedRate, "10000", 400],
    ["a share, above the bound", graduatedRate, "20000", 550],
  ] satisfies [string, ChargeModel, string, number][])("%s", (_, model, quantity, amount) => {
    expect(chargeFor(model, quantity).amount).toBe(amount);
  });

  it.each([
    ["10000", 5, 351],
    ["1000", 2, 0],
    ["1000", 3, 30],
    ["500", 0, 0],
    ["1017", 2, 0],
    ["1018", 2, 1],
  ])("takes of an amount of %s in %i events %i", (amount, events, charged) => {
    expect(chargeFor(percentage, amount, events).amount).toBe(charged);
  });

  it("names the price of one unit where there is one", () => {
    expect(chargeFor(flat, "1").unitAmount).toBe("2000");
    expect(chargeFor(flat, "2").unitAmount).toBeNull();
    expect(chargeFor(perCall, "7").unitAmount).toBe("0.005");
    expect(chargeFor(volume, "100").unitAmount).toBe("10");
    expect(chargeFor(volume, "5").unitAmount).toBeNull();
    expect(chargeFor(graduated, "5").unitAmount).toBeNull();
  });

  it("refuses tiers that end, which validation keeps out", () => {
    const open: ChargeModel = { kind: "graduated", tiers: tiers.slice(0, 1) };
    expect(chargeFor(open, "10").amount).toBe(1_500);
    expect(() => chargeFor(open, "11")).toThrow(RangeError);
    expect(() => chargeFor({ kind: "volume", tiers: tiers.slice(0, 1) }, "11")).toThrow(RangeError);
  });
});

describe("the laws of charges", () => {
  const quantity = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((thousandths) => ({
    thousandths,
    text: `${thousandths / 1000n}.${String(thousandths % 1000n).padStart(3, "0")}`,
  }));

  it.each([
    ["flat", flat],
    ["per-unit", perCall],
    ["graduated", graduated],
    ["package", packs],
    ["percentage", percentage],
    ["graduated-percentage", graduatedRate],
  ] satisfies [string, ChargeModel][])("%s: more never costs less", (_, model) => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const [less, more] = a.thousandths <= b.thousandths ? [a, b] : [b, a];
        expect(chargeFor(model, less.text).amount).toBeLessThanOrEqual(chargeFor(model, more.text).amount);
      }),
    );
  });

  it("volume: more never costs less within a tier", () => {
    fc.assert(
      fc.property(fc.integer({ min: 21, max: 1_000_000 }), fc.integer({ min: 21, max: 1_000_000 }), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(chargeFor(volume, String(less)).amount).toBeLessThanOrEqual(chargeFor(volume, String(more)).amount);
      }),
    );
  });

  it("graduated: one tier is a price per unit with a fee", () => {
    fc.assert(
      fc.property(quantity, fc.integer({ min: 0, max: 100_000 }), ({ text }, flatAmount) => {
        const one: ChargeModel = { kind: "graduated", tiers: [{ upTo: null, unitAmount: "0.37", flatAmount }] };
        expect(chargeFor(one, text).amount).toBe(
          chargeFor({ kind: "per-unit", unitAmount: "0.37" }, text).amount + flatAmount,
        );
      }),
    );
  });
});
