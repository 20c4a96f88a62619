import { describe, expect, it } from "vitest";
import {
  BUILT_IN,
  CHART_ACCOUNTS_MAX,
  type ChartAccount,
  changeChart,
  isKnownAccount,
  normalSide,
  SUB_ACCOUNT_MAX,
} from "./chart.ts";

const own = (code: string, name = `Own ${code}`): ChartAccount => ({
  code,
  name,
  class: "expense",
  contra: false,
  divided: null,
  exportName: name,
  exportCode: code,
});
const none = () => false;

describe("the chart", () => {
  it.each([
    ["1100", true],
    ["2050:DE", true],
    ["4000", true],
    ["9999", false],
    ["1100:somebody", false],
    ["2050:", false],
    ["2050:DE:BY", false],
    [`4000:${"x".repeat(SUB_ACCOUNT_MAX)}`, true],
    [`4000:${"x".repeat(SUB_ACCOUNT_MAX + 1)}`, false],
  ])("%s is known: %s", (name, known) => expect(isKnownAccount(BUILT_IN, name)).toBe(known));

  it.each([
    ["1000", "debit"],
    ["1190", "credit"],
    ["2000", "credit"],
    ["3000", "credit"],
    ["4000", "credit"],
    ["4110", "debit"],
    ["5000", "debit"],
  ])("%s grows on the %s side", (code, side) => {
    const account = BUILT_IN.find((each) => each.code === code);
    expect(account && normalSide(account)).toBe(side);
  });

  it("takes an own account, in the order of codes", () => {
    const changed = changeChart(BUILT_IN, { kind: "add", account: own("5020") }, none);
    expect(changed.ok && changed.value.map(({ code }) => code).indexOf("5020")).toBe(20);
  });

  it.each([
    [{ kind: "add", account: own("502") }, "code-malformed"],
    [{ kind: "add", account: own("5000") }, "code-taken"],
    [{ kind: "add", account: own("5020", "Cash") }, "name-taken"],
    [{ kind: "change", code: "1000", name: "Revenue", exportName: "", exportCode: "" }, "name-taken"],
    [{ kind: "change", code: "9999", name: "x", exportName: "", exportCode: "" }, "no-such-account"],
    [{ kind: "remove", code: "1000" }, "built-in"],
  ] as const)("refuses %o: %s", (change, reason) => {
    expect(changeChart(BUILT_IN, change, none)).toMatchObject({ ok: false, reason });
  });

  it("keeps an account that has entries, and lets one go that has none", () => {
    const chart = [...BUILT_IN, own("5020")];
    const remove = { kind: "remove", code: "5020" } as const;
    expect(changeChart(chart, remove, (code) => code === "5020")).toMatchObject({ ok: false, reason: "in-use" });
    expect(changeChart(chart, remove, none)).toMatchObject({ ok: true, value: BUILT_IN });
  });

  it("has room for its limit and no more", () => {
    const full = Array.from({ length: CHART_ACCOUNTS_MAX - 1 }, (_, index) => own(String(6000 + index)));
    const last = changeChart(full, { kind: "add", account: own("5020") }, none);
    expect(last.ok && changeChart(last.value, { kind: "add", account: own("5021") }, none)).toMatchObject({
      ok: false,
      reason: "chart-full",
    });
  });

  it("renames, also for exports", () => {
    const names = { name: "Bank", exportName: "Assets:Bank", exportCode: "090" };
    const changed = changeChart(BUILT_IN, { kind: "change", code: "1000", ...names }, () => true);
    expect(changed.ok && changed.value[0]).toMatchObject({ code: "1000", class: "asset", ...names });
  });
});
