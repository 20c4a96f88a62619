import { beforeEach, expect, it } from "vitest";
import { FakeQueenbee } from "./contract/fake-queenbee.ts";
import { Queenbee } from "./queenbee.ts";
import type { SignUpJournal } from "./sign-up.ts";

const attributes = {
  productId: "shop",
  name: "Corner",
  currency: "EUR",
  owner: { name: "Ada", mail: "ada@shop.example" },
};
const MINUTES_20 = 20 * 60_000;
let fake: FakeQueenbee;
let pending: Map<string, number>;
let queenbee: Queenbee;

beforeEach(() => {
  fake = new FakeQueenbee();
  pending = new Map();
  const journal: SignUpJournal = {
    begin: async (id) => void pending.set(id, Date.now()),
    end: async (id) => void pending.delete(id),
    pending: async (beforeMs) => [...pending].filter(([, atMs]) => atMs < beforeMs).map(([id]) => id),
  };
  queenbee = new Queenbee({
    url: "https://apiary.example",
    token: "",
    fetch: (request) => fake.fetch(request),
    sleep: async () => {},
    journal,
  });
});
const states = () => [...fake.accounts.values()].map(({ cancelled }) => (cancelled ? "cancelled" : "open"));

it("opens both accounts under one id and forgets that it was under way", async () => {
  const made = await queenbee.createAccount(attributes, async ({ id }) => `local ${id}`);
  expect(made).toMatchObject({ ok: true, local: `local ${[...fake.accounts.keys()][0]}` });
  expect([states(), pending.size]).toEqual([["open"], 0]);
});

it("keeps in mind that an account could not be cancelled, and cancels it later", async () => {
  const failing = async () => {
    fake.away = true;
    throw new Error("disk full");
  };
  const made = await queenbee.createAccount(attributes, failing);
  expect(made).toMatchObject({ ok: false, reason: "local-creation-failed", detail: "disk full", cancelled: false });
  expect([states(), pending.size]).toEqual([["open"], 1]);
  const noLocal = async () => false;
  expect(await queenbee.recoverSignUps(noLocal)).toEqual({ kept: [], cancelled: [], left: [] });
  expect(await queenbee.recoverSignUps(noLocal, Date.now() + MINUTES_20)).toMatchObject({ left: [expect.any(String)] });
  fake.away = false;
  expect(await queenbee.recoverSignUps(noLocal, Date.now() + MINUTES_20)).toMatchObject({
    cancelled: [expect.any(String)],
  });
  expect([states(), pending.size]).toEqual([["cancelled"], 0]);
});

it("keeps the account of a sign-up that was cut off after the local one was there", async () => {
  await queenbee.api.call("createAccount", { body: { ...attributes, id: "11111111-1111-4111-8111-111111111111" } });
  pending.set("11111111-1111-4111-8111-111111111111", 0);
  expect(await queenbee.recoverSignUps(async () => true)).toMatchObject({ kept: [expect.any(String)] });
  expect([states(), pending.size]).toEqual([["open"], 0]);
});

it("does not trust that nothing was opened where no answer came", async () => {
  const answer = fake.fetch;
  // The request arrives after all, when the sign-up is over.
  let late: Request | null = null;
  Object.assign(fake, {
    fetch: (request: Request) => {
      if (!request.url.endsWith("/accounts")) return answer(request);
      late ??= request.clone();
      throw new TypeError("fetch failed");
    },
  });
  const made = await queenbee.createAccount(attributes, async () => "never");
  expect(made).toMatchObject({ ok: false, outcome: "unknown", cancelled: false });
  if (late) await answer(late);
  expect([states(), pending.size]).toEqual([["open"], 1]);
  await queenbee.recoverSignUps(async () => false, Date.now() + MINUTES_20);
  expect([states(), pending.size]).toEqual([["cancelled"], 0]);
});

it("has nothing to undo where the sign-up was refused", async () => {
  Object.assign(fake, { fetch: async () => Response.json({ title: "account-exists", detail: "" }, { status: 409 }) });
  expect(await queenbee.createAccount(attributes, async () => "never")).toMatchObject({
    reason: "account-exists",
    cancelled: true,
  });
  expect(pending.size).toBe(0);
  const without = new Queenbee({ url: "https://apiary.example", token: "" });
  expect(() => without.recoverSignUps(async () => true)).toThrow("journal");
});
