import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { monthlyPrice, TEST_CARD, TestAccount } from "../account-fixture.ts";
import { COMMANDS } from "../command/commands.ts";
import { execute } from "../command/execute.ts";
import { customerRefusal, INVOICE_LINK } from "./right.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const deed = (id: string) => ({
  nowMs: NOW_MS,
  actor: { kind: "customer" as const, id, name: "customer" },
  reason: "leaves",
  requestId: "r",
});

function house() {
  const account = new TestAccount(NOW_MS);
  for (const [personId, role] of [
    ["admin", "admin"],
    ["bills", "billing"],
    ["member", "member"],
    ["gone", "admin"],
  ])
    account.must("person.add", { personId, role });
  account.must("person.remove", { personId: "gone" });
  return account;
}

const MAY: Record<string, string[]> = {
  "person-1": ["account.change", "method.attach", "subscription.change", "account.cancel"],
  admin: ["account.change", "method.attach", "subscription.change"],
  bills: ["account.change", "method.attach"],
  member: [],
  gone: [],
  nobody: [],
};

describe("customers", () => {
  it.each(Object.keys(MAY))("%s may run what their part gives, and nothing of staff's", (id) => {
    const { books } = house();
    const allowed = Object.keys(COMMANDS).filter(
      (command) => !customerRefusal(books, { command, input: {}, deed: deed(id) }),
    );
    for (const command of ["account.change", "method.attach", "subscription.change", "account.cancel"])
      expect([command, allowed.includes(command)]).toEqual([command, MAY[id]?.includes(command)]);
    const staffOnly = [
      /^(invoice|credit-note|refund|balance|waiver|note|person|dispute|company|clock|effect)\./,
      /settle|transfer|exempt|freeze|discount|pause|absorb|incinerate|advance/,
    ];
    const mails = ["invoice.mail", "credit-note.mail", "payment.mail"];
    expect(allowed.filter((command) => command.startsWith("person."))).toEqual([]);
    const others = allowed.filter((command) => !mails.includes(command));
    expect(others.filter((command) => staffOnly.some((pattern) => pattern.test(command)))).toEqual([]);
  });

  it("set no trial, term, timing or minimum for themselves", () => {
    const { books } = house();
    const wrong: [string, Json][] = [
      ["subscription.change", { timing: "now" }],
      ["subscription.create", { trialDays: 1 }],
      ["subscription.create", { minimumAmount: 1 }],
      ["subscription.create", { collection: { kind: "send-invoice", daysUntilDue: 365 } }],
      ["subscription.create", null],
    ];
    for (const [command, input] of wrong)
      expect(customerRefusal(books, { command, input, deed: deed("person-1") })?.reason).toBe("not-for-customers");
    const input = { timing: null, trialDays: 0, minimumAmount: 0, collection: { kind: "automatic" } };
    expect(customerRefusal(books, { command: "subscription.create", input, deed: deed("person-1") })).toBeNull();
  });

  it("say who gets the bills, and make nobody more or less than that", () => {
    const { books } = house();
    const refused = (who: string, command: string, input: Json) =>
      customerRefusal(books, { command, input, deed: deed(who) })?.reason ?? null;
    const joins = { personId: "new", role: "billing" };
    expect(["person-1", "admin", "bills", "member"].map((who) => refused(who, "person.add", joins))).toEqual([
      ...[null, null, "no-right", "no-right"],
    ]);
    for (const [command, input, why] of [
      ["person.add", { personId: "new", role: "admin" }, "not-for-customers"],
      ["person.add", { personId: "admin", role: "billing" }, "not-for-customers"],
      ["person.add", { personId: "bills", role: "billing" }, null],
      ["person.remove", { personId: "bills" }, null],
      ["person.remove", { personId: "admin" }, "not-for-customers"],
      ["person.remove", { personId: "person-1" }, "not-for-customers"],
      ["person.remove", { personId: "new" }, "not-for-customers"],
    ] as const)
      expect([command, input, refused("person-1", command, input)]).toEqual([command, input, why]);
  });

  it("pay one invoice by its link, and run nothing else by it", () => {
    const { books } = house();
    const allowed = Object.keys(COMMANDS).filter(
      (command) => !customerRefusal(books, { command, input: {}, deed: deed(INVOICE_LINK) }),
    );
    expect(allowed.sort()).toEqual(["payment.cancel", "payment.pay-once"]);
  });

  it("are refused by the books themselves, whoever asks for them", () => {
    const account = house();
    const envelope = { key: "k", command: "account.freeze", input: {}, deed: deed("person-1") };
    expect(execute(account.books, account.log, envelope, () => {})).toMatchObject({ reason: "not-for-customers" });
  });

  it("need no second person for what their own change of plan gives back", () => {
    const now = { proration: { granularity: "day", timing: "now" } } as const;
    const account = new TestAccount(NOW_MS, { company: { approvalThreshold: { EUR: 0 } } });
    account.must("method.attach", TEST_CARD);
    const { subscription } = account.must<{ subscription: { id: string; items: { id: string }[] } }>(
      "subscription.create",
      {
        items: [{ price: monthlyPrice(90_000, now), quantity: 1 }],
      },
    );
    const items = [{ id: subscription.items[0]?.id ?? null, price: monthlyPrice(10_000, now), quantity: 1 }];
    const input = { subscriptionId: subscription.id, items, timing: null } as unknown as Json; // prices are JSON
    const envelope = { key: "k", command: "subscription.change", input, deed: deed("person-1") };
    expect(execute(account.books, account.log, envelope, () => {})).toMatchObject({ ok: true });
    expect(account.books.creditNotes.list()).toHaveLength(1);
  });
});
