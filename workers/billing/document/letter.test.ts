import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
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

it("writes to who asked for a document once more, and to nobody who left meanwhile", () => {
  const { test, id } = invoiced();
  test.must("person.add", { personId: "bo", role: "billing" });
  const known = new Map(["bo", "ada"].map((person) => [person, { name: person, mail: `${person}@x.test` }]));
  const to = (again: string) =>
    letterOf(test.books, known, { id: `invoice-issued:${id}${again}`, subject: `invoice:${id}` });
  expect(to(":7").letter?.to).toEqual(["bo@x.test"]);
  test.must("person.add", { personId: "ada", role: "admin" });
  expect(to(":7:to:ada").letter?.to).toEqual(["ada@x.test"]);
  test.must("person.remove", { personId: "ada" });
  expect(to(":7:to:ada")).toEqual({ letter: null, because: "nobody" });
});

it("tells of a pause that did not end, until it is asked to end once more", () => {
  const test = new TestAccount(MAY);
  test.attachCard();
  const items = [{ price: monthlyPrice(1_000), quantity: 1 }];
  const { subscription } = test.must<{ subscription: { id: string } }>("subscription.create", { items });
  test.must("subscription.pause", { subscriptionId: subscription.id });
  test.advanceTo(MAY + 60 * DAY_MS);
  test.charge = () => ({ outcome: "failure", reference: "ch", failure: { code: "no", message: "No", hard: false } });
  test.must("subscription.resume", { subscriptionId: subscription.id });
  const invoice = test.books.invoices.list().at(-1);
  test.must("invoice.void", { id: invoice?.id });
  test.settle();
  const known = new Map([[test.books.account()?.ownerId ?? "", { name: "Ana", mail: "ana@x.test" }]]);
  const told = () =>
    letterOf(test.books, known, { id: `subscription-still-paused:${invoice?.id}`, subject: invoice?.id ?? "" });
  expect(told().letter).toMatchObject({ facts: { number: invoice?.number }, documentId: null, to: ["ana@x.test"] });
  test.must("subscription.resume", { subscriptionId: subscription.id });
  expect(told()).toEqual({ letter: null, because: "over" });
});
