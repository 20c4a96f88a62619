import { expect, it } from "vitest";
import { TestAccount } from "../account-fixture.ts";
import type { Invoice } from "../invoice/invoice.ts";

const ADDRESS = { line1: "1 rue", line2: "", city: "Lyon", region: "", postalCode: "69002", country: "FR" };
const VALUE = "FR40303265045";

/** An account in France whose VAT id is being checked, with an invoice that waits for it. */
function waiting() {
  const account = new TestAccount(Date.UTC(2026, 4, 1), { account: { address: ADDRESS } });
  account.must("tax-id.set", { value: VALUE });
  const { id } = account.must<Invoice>("invoice.create", { lines: [{ description: "Thing", amount: 5_000 }] });
  return { account, invoice: () => account.books.invoices.get(id) };
}

it.each([
  ["valid", "AE", 0, "WAPI1"],
  ["invalid", "S", 1_000, null],
  ["unavailable", "S", 1_000, null],
] as const)("holds an invoice back until the register answered: %s", (status, category, taxTotal, proof) => {
  const { account, invoice } = waiting();
  expect(invoice()).toMatchObject({ status: "draft", number: null });
  account.must("tax-id.settle", { value: VALUE, status, proof });
  expect(invoice()).toMatchObject({ status: "open", taxTotal, lines: [{ tax: { category, proof } }] });
  expect(invoice()?.number).not.toBeNull();
  expect(account.ledgerSum()).toBe(0);
});

it("takes no answer about an id that the account has no longer", () => {
  const { account, invoice } = waiting();
  account.must("tax-id.set", { value: "DE136695976" });
  expect(account.run("tax-id.settle", { value: VALUE, status: "valid", proof: null })).toMatchObject({
    reason: "another-tax-id",
  });
  expect(invoice()?.status).toBe("draft");
});
