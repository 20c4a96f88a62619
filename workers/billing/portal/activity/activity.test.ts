import { expect, it } from "vitest";
import type { LoggedCommand } from "../../command/command-log.ts";
import { activitiesOf } from "./activity.ts";

const logged = (command: string, kind: "person" | "token" | "customer" | "system", id: string, nowMs: number) => {
  const deed = { nowMs, actor: { kind, id, name: `${id}@apiary.test` }, reason: "between us", requestId: "r" };
  return {
    key: "k",
    command,
    input: {},
    deed,
    seq: 1,
    value: null,
    hash: "",
    erased: false,
  } satisfies LoggedCommand;
};

it("tells who did and saw what, the newest first, without names, addresses and reasons of staff's commands", () => {
  const told = activitiesOf(
    {
      commands: [
        logged("account.freeze", "person", "s1", 50),
        logged("subscription.change", "customer", "p1", 40),
        logged("method.attach", "customer", "p2", 30),
        logged("payment.pay-once", "customer", "link", 20),
        logged("account.create", "token", "t1", 10),
        logged("account.advance", "system", "system", 60),
      ],
      entries: [
        {
          ...{ seq: 1, atMs: 35, actor: { kind: "person", id: "s2", name: "s2@apiary.test" }, target: "account:a" },
          ...{ action: "billing.personal.revealed", detail: '{"reason":"ticket 7"}', requestId: "r" },
          ...{ previousHash: "", hash: "" },
        },
      ],
      looks: [{ atMs: 45, personId: "s3" }],
    },
    { selfId: "p1", linkId: "link" },
  );
  expect(told.map(({ what, by, reason }) => [what, by.kind, reason])).toEqual([
    ["didFreeze", "staff", ""],
    ["looked", "staff", ""],
    ["didSubscription", "you", ""],
    ["revealed", "staff", "ticket 7"],
    ["didMethod", "customer", ""],
    ["didPay", "link", ""],
    ["didOpen", "app", ""],
  ]);
  expect(JSON.stringify(told)).not.toMatch(/apiary\.test|between us/);
});
