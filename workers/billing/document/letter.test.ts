import { expect, it } from "vitest";
import { TestAccount } from "../account-fixture.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { letterOf } from "./letter.ts";

const MAY = Date.UTC(2026, 4, 1);

function invoiced() {
  const test = new TestAccount(MAY, { account: { language: "de" } });
  const collection = { kind: "send-invoice", daysUntilDue: 14 };
  const { id } = test.must<Invoice>("invoice.create", { lines: [{ description: "Thing", amount: 9_500 }], collection });
  test.settle();
  const owner = test.books.account()?.ownerId ?? "";
  const known = new Map([[owner, { name: "Ana", mail: "ana@x.test" }]]);
  return { test, id, known };
}

it("writes to the owner what the books say, and to nobody who was erased", () => {
  const { test, id, known } = invoiced();
  const effect = { id: `invoice-issued:${id}`, subject: `invoice:${id}` };
  expect(letterOf(test.books, known, effect).letter).toMatchObject({
    ...{ kind: "invoice-issued", language: "de", documentId: id, to: ["ana@x.test"] },
    facts: { number: test.books.invoices.get(id)?.number, amount: "113,05\u00a0€", date: "15. Mai 2026" },
  });
  const erased = new Map([...known.keys()].map((person) => [person, null]));
  expect(letterOf(test.books, erased, effect)).toEqual({ letter: null, because: "nobody" });
});

it("says nothing of what is over, and knows the mails that there are", () => {
  const { test, id, known } = invoiced();
  const overdue = { id: `invoice-overdue:${id}`, subject: id };
  expect(letterOf(test.books, known, overdue).letter).not.toBeNull();
  test.must("invoice.void", { id });
  expect(letterOf(test.books, known, overdue)).toEqual({ letter: null, because: "over" });
  expect(letterOf(test.books, known, { id: "nothing:1", subject: "1" })).toEqual({
    letter: null,
    because: "no-such-mail",
  });
});
