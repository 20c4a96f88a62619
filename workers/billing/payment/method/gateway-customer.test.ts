import { expect, it } from "vitest";
import type { AccountBooks } from "../../account-client.ts";
import { TEST_CARD, TestAccount } from "../../account-fixture.ts";
import type { RecordKind } from "../../books/record.ts";
import { customerOf } from "./gateway-customer.ts";

const START_MS = Date.UTC(2026, 0, 15, 12);

/** An account at a gateway that makes another customer whenever it is asked. */
function forgetful(account = new TestAccount(START_MS)) {
  const asked: (string | null)[] = [];
  const gateway = {
    name: "stripe",
    ensureCustomer: async (_: string, imported: string | null) => {
      asked.push(imported);
      return { ok: true, value: { customer: imported ?? `cus_${asked.length}` } } as const;
    },
  };
  const books = {
    run: async (envelope: Parameters<AccountBooks["run"]>[0]) => account.execute(envelope),
    records: async (kinds: RecordKind[]) => Object.fromEntries(kinds.map((kind) => [kind, account.listed(kind)])),
  } as unknown as Pick<AccountBooks, "run" | "records">; // what is asked of them
  return { account, asked, customer: () => customerOf(gateway, books, account.nowMs, "test") };
}

it("is one for ever, whoever asks at once and however often", async () => {
  const { account, asked, customer } = forgetful();
  const [first, second] = await Promise.all([customer(), customer()]);
  expect(first).toEqual({ ok: true, value: "cus_1" });
  expect(second).toEqual(first);
  account.nowMs += 48 * 3_600_000;
  account.restart();
  expect(await customer()).toEqual(first);
  expect(asked).toHaveLength(2);
});

it("is whom its methods are of, of that gateway", async () => {
  const { account, asked, customer } = forgetful();
  account.must("method.attach", { ...TEST_CARD, customer: "lcu_1" });
  account.must("method.attach", { ...TEST_CARD, gateway: "stripe", token: "pm_1", customer: "cus_of_card" });
  expect(await customer()).toEqual({ ok: true, value: "cus_of_card" });
  expect(asked).toEqual([]);
  expect(account.must("customer.keep", { gateway: "stripe", customer: "cus_other" })).toEqual({
    customer: "cus_of_card",
  });
});

it("is whom the account was taken over as", async () => {
  const account = new TestAccount(START_MS, { account: { externalIds: { stripe: "cus_old", crm: "7" } } });
  const { asked, customer } = forgetful(account);
  expect(await customer()).toEqual({ ok: true, value: "cus_old" });
  expect(asked).toEqual(["cus_old"]);
});

it("is forgotten there with the account, and here, without a card as well", async () => {
  const { account, customer } = forgetful();
  await customer();
  account.must("account.cancel", {});
  account.nowMs = account.books.account()?.incinerateAtMs ?? START_MS;
  account.run("account.advance", {});
  const left = account.books.outbox.list().filter(({ kind }) => kind === "forget-customer");
  expect(left.map(({ id, subject }) => [id, subject])).toEqual([["forget-customer:stripe", "stripe:cus_1"]]);
  expect(account.listed("gateway-customer")).toEqual([]);
  expect(await customer()).toMatchObject({ reason: "unavailable" });
});
