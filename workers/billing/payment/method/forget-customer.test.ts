import { expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { TEST_CARD, TestAccount } from "../../account-fixture.ts";
import type { Effect } from "../../command/effect.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { forgetCustomer } from "./forget-customer.ts";

const START_MS = Date.UTC(2026, 0, 15, 12);

it("has each gateway forget the account's customer once, when the account is incinerated", () => {
  const account = new TestAccount(START_MS);
  for (const token of ["tok_ok~1", "tok_ok~2"]) account.must("method.attach", { ...TEST_CARD, token });
  account.must("method.attach", { ...TEST_CARD, token: "tok_once", customer: "" });
  account.must("account.cancel", {});
  const { incinerateAtMs } = account.books.account() ?? {};
  account.nowMs = incinerateAtMs ?? START_MS + 30 * DAY_MS;
  expect(account.run("account.advance", {})).toMatchObject({ ok: true });
  const left = account.books.outbox.list().filter(({ kind }) => kind === "forget-customer");
  expect(left.map(({ id, subject }) => [id.includes("cus_"), subject])).toEqual([[false, "local:cus_1"]]);
});

it("leaves a customer to the account that took over its ids in a merge, and whom else that one has", async () => {
  const asked: string[] = [];
  const forgetCustomerThere = async (customer: string) => {
    asked.push(customer);
    return { ok: true, value: null };
  };
  const gateway = { forgetCustomer: forgetCustomerThere } as unknown as Gateway; // what the errand asks of it
  const records: Record<string, object> = {
    "account a": { mergedIntoId: "b" },
    "account b": { mergedIntoId: "c" },
    "account c": { mergedIntoId: null },
    "stripe c": { customer: "cus_kept" },
  };
  const record = async (of: string, kind: string, id: string) =>
    records[`${kind === "account" ? kind : id} ${of}`] ?? null;
  const desk = { gateway: () => gateway, record } as Parameters<typeof forgetCustomer>[0];
  for (const customer of ["cus_kept", "cus_other"]) {
    const effect = { id: "forget-customer:stripe", kind: "forget-customer", subject: `stripe:${customer}` } as Effect;
    const order = { accountId: "a", attempt: 1, nowMs: START_MS, effect };
    expect(await forgetCustomer(desk, order)).toMatchObject({ kind: "done" });
  }
  expect(asked).toEqual(["cus_other"]);
});

it.each([
  [{ ok: true, value: null }, "done"],
  [{ ok: false, reason: "not-found", detail: "gone" }, "done"],
  [{ ok: false, reason: "unavailable", detail: "away" }, "retry"],
])("deletes the customer there; %j: %s", async (answer, kind) => {
  const asked: string[] = [];
  const forget = async (customer: string) => {
    asked.push(customer);
    return answer;
  };
  const gateway = { forgetCustomer: forget } as unknown as Gateway; // what the errand asks of it
  const desk = { gateway: (name: string) => (name === "stripe" ? gateway : null), record: async () => null };
  const effect = (subject: string): Effect => ({
    ...{ id: "forget-customer:pm_1", kind: "forget-customer", subject, notBeforeMs: 0, createdMs: 0 },
  });
  const order = { accountId: "a", attempt: 1, nowMs: START_MS };
  expect(await forgetCustomer(desk, { ...order, effect: effect("stripe:cus_1") })).toMatchObject({ kind });
  expect(asked).toEqual(["cus_1"]);
  expect(await forgetCustomer(desk, { ...order, effect: effect("other:cus_1") })).toMatchObject({ kind: "park" });
});
