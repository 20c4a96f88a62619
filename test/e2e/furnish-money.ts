import type { AccountView } from "../../workers/billing/account/view.ts";
import type { CasesView } from "../../workers/billing/payment/view.ts";
import { until } from "../poll.ts";
import type { House } from "./house.ts";

/** What the pages of the catalogue show. */
export interface Sold {
  planId: string;
  priceId: string;
  /** A customer's payment. */
  paymentId: string;
  /** A transfer that is nobody's. */
  caseId: string;
  /** One that somebody explained. */
  explainedId: string;
  /** A dry run. */
  runId: string;
  /** An import that waits for somebody to say what its columns are. */
  importId: string;
}

const FILE = "Customer number;Company;Credit\r\nt1;Typical Bakery;12,50\r\nt2;Typical Books;-3,00\r\n";

/** A product with a plan in two versions, tiers and a coupon among it; a meter; a transfer that is nobody's, and one that was explained; a dry run; an uploaded file. */
export async function furnishMoney(house: House, customerId: string): Promise<Sold> {
  const made = async (path: string, body: object) => (await house.api<{ id: string }>("POST", path, body)).id;
  const productId = await made("/billing/catalogue/products", { name: "Typical desk", description: "For a team." });
  const content = { name: "Studio", trialDays: 14, entitlements: { seats: 10, sso: false, projects: null } };
  const first = await made("/billing/catalogue/plans", { ...content, productId, code: "Studio" });
  const tiers = [
    { upTo: 10, unitAmount: "2400", flatAmount: 0 },
    { upTo: null, unitAmount: "2000", flatAmount: 0 },
  ];
  const terms = {
    ...{ name: "Studio, monthly", currency: "EUR", interval: { unit: "month", count: 1 } },
    charge: { kind: "graduated", tiers },
    tax: { behaviour: "exclusive", code: "saas" },
  };
  const priceId = await made("/billing/catalogue/prices", { planId: first, terms });
  const next = { ...content, entitlements: { seats: 25, sso: true, projects: null } };
  const planId = await made(`/billing/catalogue/plans/${first}/versions`, next);
  const off = { kind: "percent", percent: "20" };
  await made("/billing/catalogue/coupons", { name: "Launch", off, invoices: 6, productIds: [productId] });
  await made("/billing/usage/meters", { key: "mails", name: "Mails", unit: "mail", aggregation: "sum" });
  const arrived = { accountId: null, amount: 12_950, currency: "EUR", text: "THANK YOU", bookedMs: Date.now() };
  for (const bankReference of ["bank-typical", "bank-explained"])
    await house.api("POST", "/billing/payments/transfers", { ...arrived, bankReference });
  const explainedId = "bank:bank-explained";
  await house.api("POST", `/billing/payments/cases/${explainedId}`, { reason: "Paid to the till, and booked there" });
  const { id: runId } = await house.api<{ id: string }>("POST", "/billing/runs", { dry: true, untilMs: Date.now() });
  const { id: importId } = await house.upload<{ id: string }>(
    "/billing/imports/csv?system=typical&name=typical.csv",
    FILE,
  );
  const { cases } = await house.api<CasesView>("GET", "/billing/payments/cases");
  const { payments } = await until(
    "the customer's payment",
    () => house.api<AccountView>("GET", `/billing/accounts/${customerId}`),
    (account) => account.payments.some(({ status }) => status === "succeeded"),
  );
  return {
    planId,
    priceId,
    paymentId: payments[0]?.id ?? "",
    caseId: cases[0]?.id ?? "",
    explainedId,
    runId,
    importId,
  };
}
