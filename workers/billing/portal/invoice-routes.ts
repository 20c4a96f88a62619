import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../front/context.ts";
import { publicOrigin } from "../../front/origin.ts";
import { documentPath, documentToken } from "../document/document-link.ts";
import { issuedEInvoice } from "../document/issued.ts";
import { filled } from "../document/words/words.ts";
import type { CreditNote, Invoice } from "../invoice/invoice.ts";
import { formatMoney } from "../money.ts";
import type { PaymentMethod } from "../payment/payment.ts";
import { isUsable } from "../payment/payment-method.ts";
import { PORTAL_PATH } from "./path.ts";
import { readPayState } from "./pay.ts";
import { payWords } from "./pay-words.ts";
import { mayDo } from "./right.ts";
import { type Markup, refusalPage } from "./shell.ts";
import { invoiceWord, methodWords, shortDateOf } from "./standing-words.ts";
import {
  askingGateway,
  doneOf,
  goTo,
  posted,
  runAsCustomer,
  type Visit,
  visited,
  visitForm,
  visitPage,
} from "./visit.ts";

/** Invoices on a page, the newest first, each page with the credit notes to them. */
export const PAGE = 100;

/** What the account was billed, and paying it. */
export const invoiceRoutes = new Hono<App>()
  .get(
    "/invoices",
    visited("see", async (c, visit) => {
      const { words, books } = visit;
      // One that is of no invoice here is from an old link: the newest are shown.
      const asked = c.req.query("after") ?? null;
      const read = (await books.page("invoice", PAGE + 1, asked)) ?? (await books.page("invoice", PAGE + 1)) ?? [];
      const invoices = read.slice(0, PAGE);
      const { "credit-note": notes } = await books.records(["credit-note"]);
      const rows = [
        ...invoices.flatMap((invoice) =>
          invoice.number === null ? [] : [{ atMs: invoice.finalisedMs ?? invoice.createdMs, invoice, note: null }],
        ),
        ...notes.flatMap((note) => {
          const invoice = invoices.find(({ id }) => id === note.invoiceId);
          return note.number === null || !invoice ? [] : [{ atMs: note.createdMs, invoice, note }];
        }),
      ].sort((a, b) => b.atMs - a.atMs);
      const head = [words.number, words.date, words.state, words.amount, words.pdf];
      const table = html`<div class="scroll" tabindex="0" role="region" aria-label="${words.invoices}"><table class="bills">
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(({ atMs, invoice, note }) => (note ? noteRow(c, visit, atMs, note, invoice) : invoiceRow(c, visit, atMs, invoice)))}</tbody></table></div>`;
      const turn = (to: string, word: string) =>
        html`<a class="button" href="${PORTAL_PATH}/invoices${to}">${word}</a>`;
      const newest = asked === null ? "" : turn("", words.newest);
      const older = read.length > PAGE ? turn(`?after=${invoices.at(-1)?.id ?? ""}`, words.older) : "";
      const turns = newest === "" && older === "" ? "" : html`<p class="row">${newest}${older}</p>`;
      const body = rows.length === 0 ? html`<p>${words.noInvoices}</p>${turns}` : html`${table}${turns}`;
      return visitPage(c, visit, { title: words.invoices, at: "/invoices", body });
    }),
  )
  .get(
    "/invoices/:id/pay",
    askingGateway("pay", async (c, visit) => {
      const { words, books, locale, nowMs } = visit;
      const id = c.req.param("id") ?? "";
      const found = await readPayState(c.env, books, id, nowMs);
      if (!found) return noSuchInvoice(c, visit);
      const { "payment-method": methods } = await books.records(["payment-method"]);
      const usable = methods.filter((method) => isUsable(method, nowMs));
      const again = `${PORTAL_PATH}/invoices/${id}/pay`;
      const choice = payChoice(c, visit, found.invoice, usable);
      const body = html`${payWords(words, locale, found, { again, choice })}
<p class="row"><a class="button" href="${pathOf(c, visit, id)}">${words.toInvoice}</a></p>`;
      const title = filled(words.payTitle, { number: found.invoice.number ?? "" });
      return visitPage(c, visit, { title, at: "/invoices", body });
    }),
  )
  .post(
    "/invoices/:id/pay",
    posted(
      "pay",
      async (c, visit, { fields, key }) => {
        const { books, nowMs } = visit;
        const invoiceId = c.req.param("id") ?? "";
        const found = await readPayState(c.env, books, invoiceId, nowMs);
        if (!found) return noSuchInvoice(c, visit);
        // One that nobody can confirm any more is given up first; the gateway says whether it really was.
        if (found.state.kind === "stuck") {
          const input = { paymentId: found.state.payment.id };
          await runAsCustomer(c, visit, "payment.cancel", input, { key: `${key}:cancel` });
        }
        const again = `/invoices/${invoiceId}/pay`;
        const returnUrl = `${publicOrigin(c.env, c.req.url)}${PORTAL_PATH}${again}`;
        const input = { invoiceId, methodId: fields.method ?? "", amount: null, returnUrl };
        const reply = await runAsCustomer(c, visit, "payment.start", input, { key });
        return reply.ok ? goTo(c, again) : goTo(c, again, doneOf(reply));
      },
      askingGateway,
    ),
  );

function payChoice(c: Context<App>, visit: Visit, invoice: Invoice, methods: PaymentMethod[]): Markup {
  const { words, locale } = visit;
  const other = html`<a class="button" href="${PORTAL_PATH}/methods/new?invoice=${invoice.id}">${methods.length === 0 ? words.addMethod : words.newCard}</a>`;
  if (methods.length === 0) return html`<p class="row">${other}</p>`;
  const amount = formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency }, locale);
  const chosen = methods.find(({ isDefault }) => isDefault) ?? methods[0];
  const radios = methods.map((method) => {
    const { name, until } = methodWords(visit, method);
    return html`<label><input type="radio" name="method" value="${method.id}" ${method === chosen ? "checked" : ""}> ${name} <span class="dim">${until}</span></label>`;
  });
  const content = html`<fieldset><legend>${words.payWith}</legend>${radios}</fieldset>
<p class="row"><button class="button first">${filled(words.payThis, { amount })}</button>${other}</p>`;
  return visitForm(c, visit, `/invoices/${invoice.id}/pay`, content);
}

function invoiceRow(c: Context<App>, visit: Visit, atMs: number, invoice: Invoice): Markup {
  const { words, person, nowMs } = visit;
  const pay =
    invoice.status === "open" && mayDo(person.role, "pay")
      ? html`<br><a href="${PORTAL_PATH}/invoices/${invoice.id}/pay">${words.payWith}…<span class="unseen"> ${invoice.number}</span></a>`
      : "";
  const state = html`${invoiceWord(visit, invoice, nowMs)}${pay}`;
  const electronic = issuedEInvoice({ invoice, note: null }).ok;
  return row(c, visit, {
    id: invoice.id,
    number: invoice.number ?? "",
    atMs,
    state,
    amount: invoice.total,
    currency: invoice.currency,
    electronic,
  });
}

function noteRow(c: Context<App>, visit: Visit, atMs: number, note: CreditNote, invoice: Invoice): Markup {
  const state = html`${visit.words.creditNote}`;
  const electronic = issuedEInvoice({ invoice, note }).ok;
  return row(c, visit, {
    id: note.id,
    number: note.number ?? "",
    atMs,
    state,
    amount: -note.total,
    currency: note.currency,
    electronic,
  });
}

function row(
  c: Context<App>,
  visit: Visit,
  of: {
    id: string;
    number: string;
    atMs: number;
    state: Markup;
    amount: number;
    currency: string;
    electronic: boolean;
  },
): Markup {
  const { words, locale } = visit;
  const path = pathOf(c, visit, of.id);
  const amount = formatMoney({ amount: of.amount, currency: of.currency }, locale);
  const unseen = html`<span class="unseen"> ${of.number}</span>`;
  const xml = of.electronic ? html`<br><a href="${path}/ubl">${words.eInvoice}${unseen}</a>` : "";
  return html`<tr><td><a href="${path}">${of.number}</a></td><td>${shortDateOf(visit, of.atMs)}</td><td>${of.state}</td><td>${amount}</td><td><a href="${path}/pdf">${words.pdf}${unseen}</a>${xml}</td></tr>`;
}

const pathOf = (c: Context<App>, { account }: Visit, documentId: string): string =>
  documentPath(documentToken(c.env.APIARY_SECRET, { accountId: account.id, documentId }));

const noSuchInvoice = (c: Context<App>, { words, account, seller }: Visit) =>
  refusalPage(c, {
    ...{ title: words.notFoundTitle, text: "", language: account.language, seller, status: 404 },
    link: { href: `${PORTAL_PATH}/invoices`, label: words.invoices },
  });
