import { expect, it } from "vitest";
import { TEST_CARD, TestAccount } from "../../account-fixture.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { detachAtGateway } from "./detach-method.ts";

const START_MS = Date.UTC(2026, 0, 15, 12);

/** An account with a method that was detached, and what is asked of its gateway then. */
function detached(answer: object) {
  const account = new TestAccount(START_MS);
  account.must("method.attach", { ...TEST_CARD, token: "tok_ok~1" });
  const [method] = account.books.methods.list();
  expect(account.run("method.detach", { methodId: method?.id })).toMatchObject({ ok: true });
  const [effect] = account.books.outbox.list().filter(({ kind }) => kind === "detach-method");
  if (!effect) throw new Error("nothing is asked of the gateway");
  const asked: string[] = [];
  const detachMethod = async (token: string) => {
    asked.push(token);
    return answer;
  };
  const gateway = { detachMethod } as unknown as Gateway; // what the errand asks of it
  const desk = {
    gateway: (name: string) => (name === TEST_CARD.gateway ? gateway : null),
    record: async (_: string, kind: string, id: string) => account.record(kind as "payment-method", id), // as it is asked
  } as Parameters<typeof detachAtGateway>[0]; // of one kind of record
  const order = { accountId: account.id, effect, attempt: 1, nowMs: START_MS };
  return { account, asked, run: () => detachAtGateway(desk, order) };
}

it.each([
  [{ ok: true, value: null }, "done"],
  [{ ok: false, reason: "not-found", detail: "gone" }, "done"],
  [{ ok: false, reason: "unavailable", detail: "away" }, "retry"],
])("is detached at its gateway, whoever detached it; %j: %s", async (answer, kind) => {
  const { asked, run } = detached(answer);
  expect(await run()).toMatchObject({ kind });
  expect(asked).toEqual(["tok_ok~1"]);
});

it("leaves a method alone that was attached again", async () => {
  const { account, asked, run } = detached({ ok: true, value: null });
  account.must("method.attach", { ...TEST_CARD, token: "tok_ok~1" });
  expect(await run()).toMatchObject({ kind: "done" });
  const isBack = account.books.methods.list().some(({ status }) => status === "active");
  expect({ isBack, asked }).toEqual({ isBack: true, asked: [] });
});
