import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import { publicOrigin } from "../../../front/origin.ts";
import { filled } from "../../document/words/words.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { formatMoney } from "../../money.ts";
import { isUsable } from "../../payment/method/payment-method.ts";
import type { PaymentMethod } from "../../payment/payment.ts";
import { PORTAL_PATH } from "../path.ts";
import { type Markup, refusalPage } from "../shell.ts";
import { methodWords } from "../standing-words.ts";
import { doneOf, goTo, posted, runAsCustomer, seldom, type Visit, visited, visitForm, visitPage } from "../visit.ts";
import { billItems, documentHref, MAILED } from "./bill-list.ts";
import { readPayState } from "./pay.ts";
import { payWords } from "./pay-words.ts";

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
      const records = await books.records(["credit-note", "payment", "refund"]);
      const items = billItems(c, visit, invoices, records);
      const turn = (to: string, word: string) =>
        html`<a class="button" href="${PORTAL_PATH}/invoices${to}">${word}</a>`;
      const newest = asked === null ? "" : turn("", words.newest);
      const older = read.length > PAGE ? turn(`?after=${invoices.at(-1)?.id ?? ""}`, words.older) : "";
      const turns = newest === "" && older === "" ? "" : html`<p class="row">${newest}${older}</p>`;
      const body = html`${items.length === 0 ? html`<p>${words.noInvoices}</p>` : html`<ul class="bills">${items}</ul>`}${turns}`;
      return visitPage(c, visit, { title: words.invoices, at: "/invoices", body });
    }),
  )
  .post(
    "/invoices/mail",
    posted(
      "see",
      async (c, visit, { fields, key }) => {
        const command = MAILED.find((one) => one === fields.what);
        if (!command) return goTo(c, "/invoices", "notDone");
        const input = { id: fields.id ?? "", personId: visit.person.id };
        return goTo(c, "/invoices", doneOf(await runAsCustomer(c, visit, command, input, { key }), "mailed"));
      },
      seldom,
    ),
  )
  .get(
    "/invoices/:id/pay",
    seldom("pay", async (c, visit) => {
      const { words, books, locale, nowMs } = visit;
      const id = c.req.param("id") ?? "";
      const found = await readPayState(c.env, books, id, nowMs);
      if (!found) return noSuchInvoice(c, visit);
      const { "payment-method": methods } = await books.records(["payment-method"]);
      const usable = methods.filter((method) => isUsable(method, nowMs));
      const again = `${PORTAL_PATH}/invoices/${id}/pay`;
      const choice = payChoice(c, visit, found.invoice, usable);
      const body = html`${payWords(words, locale, found, { again, choice })}
<p class="row"><a class="button" href="${documentHref(c, visit, id)}">${words.toInvoice}</a></p>`;
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
      seldom,
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

const noSuchInvoice = (c: Context<App>, { words, account, seller }: Visit) =>
  refusalPage(c, {
    ...{ title: words.notFoundTitle, text: "", language: account.language, seller, status: 404 },
    link: { href: `${PORTAL_PATH}/invoices`, label: words.invoices },
  });
