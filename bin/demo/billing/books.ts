import type { Access } from "../project.ts";
import { consoleCall } from "./access.ts";

const DAY_MS = 86_400_000;

/** Says who sells, and what a dollar was worth. Comes before anything is billed. */
export async function settleCompany(access: Access, fromMs: number, toMs: number): Promise<void> {
  const { company } = await consoleCall<{ company: object }>(access, "GET", "/ledger/company");
  const address = {
    line1: "2 Harbour Street",
    line2: "",
    city: "Hamburg",
    region: "",
    postalCode: "20095",
    country: "DE",
  };
  const seller = {
    ...{ name: "Shopkeepers", legalName: "Shopkeepers GmbH", address },
    ...{ taxId: "DE136695976", email: "billing@shopkeepers.example" },
  };
  const taxRegistrations = [{ place: "DE", number: "DE136695976" }];
  await consoleCall(access, "PUT", "/ledger/company", { ...company, seller, taxRegistrations });
  const rates = [];
  for (let atMs = fromMs; atMs < toMs; atMs += 7 * DAY_MS) {
    const day = new Date(atMs).toISOString().slice(0, 10);
    rates.push({ currency: "USD", base: "EUR", day, rate: (0.9 + 0.03 * Math.sin(atMs / (60 * DAY_MS))).toFixed(4) });
  }
  await consoleCall(access, "PUT", "/ledger/rates", { rates });
}

/** Compares the payouts, closes all months but the last that is over, and leaves work for a second person. */
export async function closeMonths(access: Access): Promise<void> {
  await consoleCall(access, "POST", "/payments/reconcile", {});
  const { firstMonth, thisMonth } = await consoleCall<{ firstMonth: string | null; thisMonth: string }>(
    access,
    "GET",
    "/ledger/state",
  );
  if (firstMonth === null) return;
  const after = (month: string, count: number) => {
    const at = new Date(`${month}-01T00:00:00Z`);
    return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count)).toISOString().slice(0, 7);
  };
  for (let month = firstMonth; month < after(thisMonth, -1); month = after(month, 1))
    await consoleCall(access, "POST", "/ledger/close", { month, anyway: true });
  const side = { amount: 240_000, currency: "EUR" };
  await consoleCall(access, "POST", "/ledger/manual", {
    effectiveMs: Date.parse(`${after(thisMonth, -1)}-15T00:00:00Z`),
    description: "Fees of the bank, third quarter",
    postings: [
      { ...side, account: "5000", direction: "debit" },
      { ...side, account: "1000", direction: "credit" },
    ],
  });
  await consoleCall(access, "POST", "/payments/transfers", {
    ...{ accountId: null, amount: 12_950, currency: "EUR", text: "INVOICE OCTOBER THANK YOU" },
    ...{ bankReference: "bank-unknown-1", bookedMs: Date.now() - 3 * DAY_MS },
  });
}
