import { html } from "hono/html";
import { filled } from "../document/words/words.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { formatMoney } from "../money.ts";
import type { Payment, PaymentMethod } from "../payment/payment.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { PORTAL_PATH } from "./path.ts";
import { nextInvoice } from "./pay/next-invoice.ts";
import { payState } from "./pay/pay.ts";
import { mayDo } from "./right.ts";
import type { Markup } from "./shell.ts";
import { dateOf, methodWords } from "./standing-words.ts";
import type { Visit } from "./visit.ts";

/** What is to be paid, each with how paying it stands, and what the account has with the company. */
export function owedPart(
  visit: Visit,
  invoices: readonly Invoice[],
  payments: readonly Payment[],
  balance: number,
): Markup {
  const { words, locale, account } = visit;
  const open = invoices.filter(({ status }) => status === "open");
  const amount = formatMoney({ amount: Math.abs(balance), currency: account.currency }, locale);
  return html`
${open.length > 0 ? html`<h2>${words.toPay}</h2><ul>${open.map((invoice) => owedItem(visit, invoice, payments))}</ul>` : ""}
${balance === 0 ? "" : html`<h2>${words.balance}</h2><p>${filled(balance > 0 ? words.balanceText : words.owedText, { amount })}</p>`}`;
}

function owedItem(visit: Visit, invoice: Invoice, payments: readonly Payment[]): Markup {
  const { words, person, locale, nowMs } = visit;
  const { id, number, amountRemaining, currency, dueMs, collection } = invoice;
  const amount = formatMoney({ amount: amountRemaining, currency }, locale);
  const state = payState(invoice, payments);
  const isLate = dueMs !== null && dueMs < nowMs && collection === "send-invoice";
  const due = dueMs === null ? "" : filled(isLate ? words.wasDueOn : words.dueOn, { date: dateOf(visit, dueMs) });
  const says =
    state.kind === "confirm" || state.kind === "stuck"
      ? words.confirmWaits
      : state.kind === "pending"
        ? words.underWay
        : state.kind === "open" && state.declined
          ? filled(words.declinedText, { why: state.declined.failure?.message ?? "" })
          : "";
  const label = state.kind === "confirm" ? words.confirm : filled(words.payThis, { amount });
  const pay =
    state.kind === "pending"
      ? amount
      : html`<a class="button first" href="${PORTAL_PATH}/invoices/${id}/pay">${label}<span class="unseen"> ${number}</span></a>`;
  return html`<li><span>${words.invoice} ${number}<small>${due}</small>${says === "" ? "" : html`<small>${says}</small>`}</span>${mayDo(person.role, "pay") ? pay : amount}</li>`;
}

/** What the next invoice comes to. */
export async function nextPart(
  visit: Visit,
  subscriptions: readonly Subscription[],
  methods: readonly PaymentMethod[],
): Promise<Markup> {
  const { words, books, locale, nowMs } = visit;
  const begun = subscriptions.filter(({ status }) => status !== "incomplete");
  const coming = await nextInvoice(books, begun, { nowMs });
  // What a trial comes to without a payment method is said above.
  const isOpen = methods.length === 0 && subscriptions.some(({ status }) => status === "trialing");
  if (!coming && isOpen) return html``;
  if (!coming) return html`<h2>${words.nextInvoice}</h2><p>${words.noNextInvoice}</p>`;
  const amount = formatMoney({ amount: coming.total, currency: coming.currency }, locale);
  const on = filled(words.nextInvoiceOn, { amount, date: dateOf(visit, coming.atMs) });
  return html`<h2>${words.nextInvoice}</h2><p>${on}</p>${coming.plusUsage ? html`<p class="dim">${words.plusUsage}</p>` : ""}`;
}

/** What is charged first, and where that is changed. Who pays by invoice alone is asked for nothing. */
export function methodPart(
  visit: Visit,
  methods: readonly PaymentMethod[],
  subscriptions: readonly Subscription[],
): Markup {
  const { words, person } = visit;
  const found = methods.find(({ isDefault, status }) => isDefault && status !== "detached");
  const byInvoice =
    subscriptions.length > 0 && subscriptions.every(({ collection }) => collection.kind === "send-invoice");
  if (!found && byInvoice) return html``;
  const { name, until } = found ? methodWords(visit, found) : { name: words.noMethod, until: "" };
  const label = found ? words.manageMethods : words.addMethod;
  const path = found ? "/methods" : "/methods/new";
  const change = mayDo(person.role, "pay") ? html`<a class="button" href="${PORTAL_PATH}${path}">${label}</a>` : "";
  return html`<h2>${words.paidBy}</h2><p>${name} <span class="dim">${until}</span></p><p class="row">${change}</p>`;
}
