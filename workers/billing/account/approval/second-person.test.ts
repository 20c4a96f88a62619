import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { TestAccount } from "../../account-fixture.ts";
import type { Deed } from "../../command/command.ts";
import { findCommand } from "../../command/commands.ts";
import { APPROVAL_SCOPES } from "../command/staff-command.ts";
import { COUNTED_TOGETHER_MS } from "./second-person.ts";

const START_MS = Date.UTC(2026, 0, 15, 12);
const LIMIT = 50_000;

/** An account with an open invoice of a total, and what a member of staff is answered who does something alone. */
function staffed(total: number) {
  const account = new TestAccount(START_MS, { company: { approvalThreshold: { EUR: LIMIT } } });
  const line = { description: "Work", amount: total, taxCode: "zero" };
  account.must("invoice.create", { lines: [line], collection: { kind: "send-invoice", daysUntilDue: 14 } });
  const [invoice] = account.books.invoices.list();
  const answer = (command: string, input: object, more: Partial<Deed> = {}, atMs = START_MS) => {
    const actor = { kind: "person", id: "staff-1", name: "Staff" } as const;
    const reply = findCommand(command)?.(account.books, input, {
      ...{ nowMs: atMs, actor, reason: "ticket 1", requestId: "test" },
      ...more,
    });
    return reply?.ok ? "done" : reply?.reason;
  };
  return { id: invoice?.id ?? "", answer };
}

describe("a second person", () => {
  it.each(["invoice.void", "invoice.write-off"])("is needed for %s above the threshold, and not at it", (command) => {
    expect(staffed(LIMIT).answer(command, { id: staffed(LIMIT).id })).toBe("done");
    const above = staffed(LIMIT + 1);
    expect(above.answer(command, { id: above.id })).toBe("needs-approval");
    const approvedBy = { id: "staff-2", name: "Other" };
    expect(above.answer(command, { id: above.id }, { approvedBy })).toBe("done");
    expect(APPROVAL_SCOPES[command]).toBe("billing:refund-any");
  });

  it("is needed for what is given or taken by hand above the threshold within a month, however it is split", () => {
    const { answer } = staffed(100);
    expect(answer("balance.adjust", { amount: LIMIT })).toBe("done");
    expect(answer("balance.adjust", { amount: 1 })).toBe("needs-approval");
    expect(answer("balance.adjust", { amount: -LIMIT })).toBe("done");
    expect(answer("balance.adjust", { amount: -1 })).toBe("needs-approval");
    expect(answer("balance.adjust", { amount: 1 }, {}, START_MS + COUNTED_TOGETHER_MS - 1)).toBe("needs-approval");
    expect(answer("balance.adjust", { amount: LIMIT }, {}, START_MS + 30 * DAY_MS)).toBe("done");
    expect(APPROVAL_SCOPES["balance.adjust"]).toBe("billing:refund-any");
  });
});
