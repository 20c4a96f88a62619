import { Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../front/context.ts";
import { runningWaiver } from "../account/waiver.ts";
import { filled } from "../document/words/words.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { formatMoney } from "../money.ts";
import { nextInvoice } from "./next-invoice.ts";
import { PORTAL_PATH } from "./path.ts";
import { mayDo } from "./right.ts";
import type { Markup } from "./shell.ts";
import { courseWords, dateOf, isLive, methodWords, planWords, statusWord } from "./standing-words.ts";
import { type Visit, visited, visitForm, visitPage } from "./visit.ts";

/** How an account stands, at a glance. */
export const overviewRoutes = new Hono<App>().get(
  "/",
  visited(null, async (c, visit) => {
    const { words, account, books, person, nowMs } = visit;
    const records = await books.records(["subscription", "invoice", "waiver", "balance-entry", "payment-method"]);
    const waiver = runningWaiver(records.waiver, nowMs);
    const live = records.subscription.filter(isLive);
    const sees = mayDo(person.role, "see");
    const paused = live.find(({ status, resumption }) => status === "paused" && !resumption);
    const comp =
      waiver &&
      (waiver.expiresMs === null ? words.comped : filled(words.compedUntil, { date: dateOf(visit, waiver.expiresMs) }));
    const closed = account.cancelledMs !== null && account.incinerateAtMs !== null;
    const body = html`
<p><strong>${planWords(visit, live, waiver)}</strong> <span class="dim">${statusWord(visit)}</span></p>
${comp ? html`<p>${comp}</p>` : live.map((one) => courseWords(visit, one).map((line) => html`<p>${line}</p>`))}
${account.status === "frozen" ? html`<p class="notice">${words.frozenText}</p>` : ""}
${closed ? html`<p class="notice">${filled(words.closedOn, { date: dateOf(visit, account.incinerateAtMs ?? 0) })}</p>` : ""}
${closed && mayDo(person.role, "cancel") ? visitForm(c, visit, "/reopen", html`<button class="button first">${words.reopen}</button>`) : ""}
${paused && mayDo(person.role, "plan") ? visitForm(c, visit, "/resume", html`<input type="hidden" name="subscription" value="${paused.id}"><button class="button first">${words.resume}</button>`) : ""}
${
  sees
    ? money(
        visit,
        records.invoice,
        records["balance-entry"].reduce((sum, { amount }) => sum + amount, 0),
      )
    : ""
}
${
  sees
    ? await next(
        visit,
        live.filter(({ status }) => status !== "incomplete"),
      )
    : ""
}
${
  sees
    ? method(
        visit,
        records["payment-method"].find(({ isDefault, status }) => isDefault && status !== "detached"),
      )
    : ""
}
${mayDo(person.role, "cancel") && account.cancelledMs === null ? html`<p class="row"><a class="button" href="${PORTAL_PATH}/cancel">${words.cancelLink}</a></p>` : ""}`;
    return visitPage(c, visit, { title: account.name, at: "", body });
  }),
);

function money(visit: Visit, invoices: Invoice[], balance: number): Markup {
  const { words, locale, account, person } = visit;
  const open = invoices.filter(({ status }) => status === "open");
  const amount = (minor: number) => formatMoney({ amount: minor, currency: account.currency }, locale);
  const rows = open.map(({ id, number, amountRemaining, dueMs }) => {
    const pay = html`<a class="button first" href="${PORTAL_PATH}/invoices/${id}/pay">${filled(words.payThis, { amount: amount(amountRemaining) })}</a>`;
    const due = dueMs === null ? "" : filled(words.dueOn, { date: dateOf(visit, dueMs) });
    return html`<li><span>${words.invoice} ${number}<small>${due}</small></span>${mayDo(person.role, "pay") ? pay : amount(amountRemaining)}</li>`;
  });
  const credit = balance > 0 ? words.balanceText : words.owedText;
  return html`
${open.length > 0 ? html`<h2>${words.toPay}</h2><ul>${rows}</ul>` : ""}
${balance === 0 ? "" : html`<h2>${words.balance}</h2><p>${filled(credit, { amount: amount(Math.abs(balance)) })}</p>`}`;
}

async function next(visit: Visit, live: Parameters<typeof nextInvoice>[1]): Promise<Markup> {
  const { words, books, locale } = visit;
  const coming = await nextInvoice(books, live);
  if (!coming) return html`<h2>${words.nextInvoice}</h2><p>${words.noNextInvoice}</p>`;
  const amount = formatMoney({ amount: coming.total, currency: coming.currency }, locale);
  const on = filled(words.nextInvoiceOn, { amount, date: dateOf(visit, coming.atMs) });
  return html`<h2>${words.nextInvoice}</h2><p>${on}</p>${coming.plusUsage ? html`<p class="dim">${words.plusUsage}</p>` : ""}`;
}

function method(visit: Visit, found: Parameters<typeof methodWords>[1] | undefined): Markup {
  const { words } = visit;
  const { name, until } = found ? methodWords(visit, found) : { name: words.noMethod, until: "" };
  return html`<h2>${words.paidBy}</h2><p>${name} <span class="dim">${until}</span></p>`;
}
