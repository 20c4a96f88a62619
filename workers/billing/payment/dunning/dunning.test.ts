import { expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { TEST_CARD } from "../../account-fixture.ts";
import { companyInput } from "../../company/company-fixture.ts";
import { SimulatedCompany } from "../../simulation/company.ts";
import { NO_MISHAPS } from "../../simulation/mishaps.ts";
import { START_MS } from "../payment-fixture.ts";

/** An account that owes something and is tried again after a day, two and four; it lives on by days. */
function owing() {
  const company = new SimulatedCompany(START_MS, NO_MISHAPS);
  const account = company.open("01890000-0000-7000-8000-000000000001");
  account.run("company.adopt", companyInput({ version: 99, dunning: { retryDays: [1, 2, 4], cancelAfterDays: 730 } }));
  const tokens = () => new Map(account.books.methods.list().map(({ id, token }) => [id, token]));
  return {
    attach: (token: string) => account.run("method.attach", { ...TEST_CARD, token }),
    bill: () => account.run("invoice.create", { lines: [{ description: "Training", amount: 5_000, taxCode: "zero" }] }),
    live: (days: number) => company.live(company.nowMs + days * DAY_MS),
    status: () => account.books.invoices.list()[0]?.status,
    tried: () => account.books.payments.list().map(({ methodId, status }) => [tokens().get(methodId ?? ""), status]),
  };
}

it("tries a card that came while another was still asked to be confirmed, as soon as that one is given up", async () => {
  const account = owing();
  account.attach("tok_requires_action_never~1");
  account.bill();
  // Seven days each: the last try of the schedule is under way when the other card comes.
  await account.live(24);
  const before = account.tried();
  expect(before.at(-1)).toEqual(["tok_requires_action_never~1", "requires-action"]);
  account.attach("tok_ok~2");
  await account.live(9);
  expect(account.tried().slice(before.length)).toEqual([["tok_ok~2", "succeeded"]]);
  expect(account.status()).toBe("paid");
});

it("goes to the method that declined least, by their order", async () => {
  const account = owing();
  for (const token of ["tok_insufficient_funds~1", "tok_insufficient_funds~2"]) account.attach(token);
  account.bill();
  await account.live(6);
  const [first, second] = ["tok_insufficient_funds~2", "tok_insufficient_funds~1"];
  expect(account.tried()).toEqual([first, second, first, second].map((token) => [token, "failed"]));
});
