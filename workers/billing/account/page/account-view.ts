import { accountBooks } from "../../account-client.ts";
import { entitlementsOf } from "../../entitlement/account-entitlements.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { recurringRevenue } from "../../ledger/revenue/mrr.ts";
import { toldMethod } from "../../payment/method/payment-method.ts";
import type { Account } from "../account.ts";
import { listApprovals } from "../approval/approval.ts";
import { itemsWords } from "../command/effect-words.ts";
import { ERASED, maskedAddress, maskedMail, maskedName, maskedNumber } from "../person/personal.ts";
import type { AccountView } from "../view.ts";
import { runningWaiver } from "../waiver.ts";

/** Everything about an account as its object has it, personal data masked (`reveals`: what is no person's is not); null when there is none. */
export async function accountView(
  env: Env,
  accountId: string,
  nowMs: number,
  reveals: boolean,
): Promise<AccountView | null> {
  const books = accountBooks(env, accountId);
  const [records, known, deliveries, approvals] = await Promise.all([
    books.records([
      ...(["account", "person", "waiver", "override", "note", "subscription", "invoice", "payment"] as const),
      ...(["refund", "payment-method", "balance-entry", "credit-note", "dispute", "effect"] as const),
    ]),
    books.people(),
    books.deliveries(),
    listApprovals(env.DB, nowMs, accountId),
  ]);
  const [account] = records.account;
  if (!account) return null;
  const { subscription: subscriptions, waiver: waivers, override: overrides } = records;
  const entitlements = await entitlementsOf(env, { account, subscriptions, waivers, overrides }, nowMs);
  const waiver = runningWaiver(records.waiver, nowMs);
  const live = records.subscription.filter(({ status }) => status !== "cancelled" && status !== "expired");
  return {
    account: reveals ? account : maskedAccount(account),
    mrr: recurringRevenue(records.subscription, waiver !== null),
    plan: waiver ? waiver.planName || waiver.planId : live.map(({ items }) => itemsWords(items)).join(", "),
    balance: records["balance-entry"].reduce((sum, { amount }) => sum + amount, 0),
    waiver,
    waivers,
    entitlements,
    overrides,
    people: records.person.map((person) => {
      const personal = known.get(person.id);
      return {
        ...person,
        name: personal ? maskedName(personal.name) : ERASED,
        mail: personal ? maskedMail(personal.mail) : "",
      };
    }),
    subscriptions: records.subscription,
    invoices: records.invoice.toReversed().map((invoice) => (reveals ? invoice : maskedInvoice(invoice))),
    payments: records.payment.toReversed(),
    refunds: records.refund.toReversed(),
    creditNotes: records["credit-note"].toReversed(),
    disputes: records.dispute.toReversed(),
    methods: records["payment-method"].filter(({ status }) => status !== "detached").map(toldMethod),
    notes: records.note.filter(({ removedMs }) => removedMs === undefined).toReversed(),
    parked: deliveries.flatMap(({ effectId, parked, attempts, lastError }) => {
      const effect = parked ? records.effect.find(({ id }) => id === effectId) : undefined;
      return effect ? [{ id: effectId, kind: effect.kind, subject: effect.subject, attempts, because: lastError }] : [];
    }),
    approvals,
  };
}

/** An account without what its tax is decided by, for who has not the right to read personal data. */
function maskedAccount(account: Account): Account {
  const { taxId, exemption, address } = account;
  return {
    ...account,
    address: address && maskedAddress(address),
    taxId: taxId && { ...taxId, value: maskedNumber(taxId.value) },
    exemption:
      exemption.kind === "exempt" ? { ...exemption, certificate: maskedNumber(exemption.certificate) } : exemption,
  };
}

/** An invoice with the same of its customer. */
function maskedInvoice(invoice: Invoice): Invoice {
  const { address, taxId } = invoice.customer;
  const masked = { address: maskedAddress(address), taxId: taxId && maskedNumber(taxId) };
  return { ...invoice, customer: { ...invoice.customer, ...masked } };
}
