import { expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { TestAccount } from "../../account-fixture.ts";
import type { Company } from "../../company/company.ts";
import { companyInput, SECOND_ENTITY } from "../../company/company-fixture.ts";
import { entityIdOf, MAIN_ENTITY } from "../../company/legal-entity.ts";
import type { Posting } from "../../ledger/posting/transaction.ts";

const NOW = Date.UTC(2026, 0, 1);
const FR = SECOND_ENTITY.id;

function opened(entityId?: string, hasCard = true) {
  const account = new TestAccount(NOW, {
    company: { legalEntities: [SECOND_ENTITY] },
    account: entityId === undefined ? {} : { entityId },
  });
  if (hasCard) account.attachCard();
  const { books } = account;
  const bill = (amount: number) => {
    account.must("invoice.create", { lines: [{ description: "Training", amount }] });
    const invoice = books.invoices.list().at(-1);
    if (!invoice) throw new Error("it was billed");
    return invoice;
  };
  /** Debits less credits of an account of the chart in one legal entity's books. */
  const balance = (entity: string, chart: string): number =>
    books.ledger
      .list()
      .filter((each) => each.status === "posted" && entityIdOf(each) === entity)
      .flatMap(({ postings }) => postings)
      .reduce((sum, posting) => sum + (posting.account === chart ? signed(posting) : 0), 0);
  return { account, books, bill, balance };
}

const signed = ({ direction, amount }: Posting): number => (direction === "debit" ? amount : -amount);

it("sells in the name, the numbers and the books of its legal entity, and of another one from its move on", () => {
  const { account, books, bill, balance } = opened();
  const before = bill(10_000);
  account.must("account.assign", { entityId: FR });
  const after = bill(2_000);
  expect([before.number, before.seller.name]).toEqual(["R-00001", "Seller"]);
  expect([after.number, after.seller.name]).toEqual(["F-00001", SECOND_ENTITY.seller.name]);
  expect([balance(MAIN_ENTITY, "1050:local"), balance(FR, "1050:local")]).toEqual([before.total, after.total]);
  const notes = (invoice: typeof before) => {
    account.must("credit-note.issue", {
      invoiceId: invoice.id,
      lines: [{ invoiceLineId: invoice.lines[0]?.id, grossAmount: 100 }],
      reason: "goodwill",
      memo: "",
      settlement: null,
    });
    return books.creditNotes.list().at(-1)?.number;
  };
  expect([notes(before), notes(after)], "notes are in the series of their invoice").toEqual(["G-00001", "A-00001"]);
  account.must("account.assign", { entityId: MAIN_ENTITY });
  expect(bill(500).number).toBe("R-00002");
});

it("leaves what was billed with the old one, its revenue to come among it, and takes the customer's credit along", () => {
  const { account, bill, balance } = opened();
  account.must("balance.adjust", { amount: 700 });
  account.must("account.assign", { entityId: FR });
  expect([balance(MAIN_ENTITY, "2100"), balance(FR, "2100")]).toEqual([0, -700]);
  expect(balance(MAIN_ENTITY, "1950") + balance(FR, "1950")).toBe(0);
  // What a note of an old invoice puts on the balance is carried along, too.
  account.must("account.assign", { entityId: MAIN_ENTITY });
  const old = bill(10_000);
  account.must("account.assign", { entityId: FR });
  const input = {
    lines: [{ invoiceLineId: old.lines[0]?.id, grossAmount: 300 }],
    settlement: { refundAmount: 0, balanceAmount: 300, outOfBandAmount: 0 },
  };
  account.must("credit-note.issue", { invoiceId: old.id, reason: "goodwill", memo: "", ...input });
  expect([balance(MAIN_ENTITY, "2100"), balance(FR, "2100")]).toEqual([0, -300]);
  expect([balance(MAIN_ENTITY, "1950"), balance(FR, "1950")], "the old one owes the new one for it").toEqual([
    -300, 300,
  ]);
  account.advanceTo(NOW + 40 * DAY_MS);
  expect(balance(FR, "2000")).toBe(0);
  expect(account.ledgerSum()).toBe(0);
});

it("carries what is posted of a credit, and nothing of what is only expected", () => {
  const { account, books, bill, balance } = opened(undefined, false);
  const { id: invoiceId, total } = bill(900);
  const transfer = { invoiceId, amount: total, currency: "EUR", bankReference: "b", bookedMs: NOW };
  account.must("payment.record-transfer", transfer);
  account.must("account.assign", { entityId: FR });
  // Without a note the customer owes it again; by bank it is expected until somebody records it.
  account.must("refund.start", { paymentId: books.payments.list()[0]?.id, creditNoteId: null, amount: 100 });
  expect([balance(MAIN_ENTITY, "2100"), balance(FR, "2100"), balance(MAIN_ENTITY, "1000")]).toEqual([0, 0, total]);
  const refundId = books.refunds.list()[0]?.id;
  account.must("refund.record-transfer", { refundId, outcome: "sent", bankReference: "r", bookedMs: NOW });
  expect([balance(MAIN_ENTITY, "2100"), balance(FR, "2100")]).toEqual([0, 100]);
  expect(balance(MAIN_ENTITY, "1000")).toBe(total - 100);
});

it("opens an account with another legal entity, and refuses one that there is not or a move amid an invoice", () => {
  const { account, bill } = opened(FR);
  expect(bill(100).number).toBe("F-00001");
  expect(account.run("account.assign", { entityId: "uk" })).toMatchObject({ ok: false, reason: "no-such-entity" });
  expect(account.run("account.assign", { entityId: FR })).toMatchObject({ ok: true });
  account.run("invoice.create", { lines: [{ description: "Training", amount: 9 }] });
  expect(account.run("account.assign", { entityId: MAIN_ENTITY })).toMatchObject({ reason: "invoice-under-way" });
});

it("bills an account that took the company's settings over before there were further legal entities", () => {
  const { books, bill } = opened();
  const { legalEntities: _, ...old } = companyInput();
  books.putCompany(old as Company); // as it was stored then
  expect(bill(100).status).toBe("paid");
});
