import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import { publicOrigin } from "../../../front/origin.ts";
import { limitSignIn } from "../../../front/rate-limit.ts";
import type { JsonObject } from "../../../kit/json.ts";
import { accountBooks } from "../../account-client.ts";
import type { Deed } from "../../command/command.ts";
import { documentPath, openToken } from "../../document/document-link.ts";
import { localeOf } from "../../document/words/language.ts";
import { filled } from "../../document/words/words.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { formatMoney } from "../../money.ts";
import { type FoundMethod, type Gateway, SET_UP } from "../../payment/gateway/gateway.ts";
import { formKey } from "../entry/form-key.ts";
import { PORTAL_PATH } from "../path.ts";
import { INVOICE_LINK } from "../right.ts";
import { type Markup, portalForm, portalPage, refusalPage } from "../shell.ts";
import { limitedPage, readForm, strangerWords } from "../visit.ts";
import { portalWords } from "../words/words.ts";
import { choosesHere, chosenTestCard, methodInput, setUpGateway, testCards } from "./method-setup.ts";
import { type PayState, readPayState } from "./pay.ts";
import { payWords } from "./pay-words.ts";

/**
 * Paying one invoice by its link alone, under `/id/invoices/<token>`. Whoever has it sees no saved card and keeps none:
 * a card is charged once.
 */
export const linkPayRoutes = new Hono<App>()
  .get("/:token/pay", async (c) => {
    const asked = await askedFor(c);
    return asked instanceof Response ? asked : payPage(c, asked);
  })
  .get("/:token/card", async (c) => {
    const asked = await askedFor(c);
    if (asked instanceof Response) return asked;
    const { gateway, invoice, path } = asked;
    const origin = publicOrigin(c.env, c.req.url);
    const opened = await gateway.setUpMethod({
      ...{ accountId: invoice.accountId, customer: null, currency: invoice.currency },
      returnUrl: `${origin}${path}/entered?form=${SET_UP}`,
      cancelUrl: `${origin}${path}/pay`,
    });
    return opened.ok && opened.value.url !== null ? c.redirect(opened.value.url, 303) : unavailable(c, asked);
  })
  .get("/:token/entered", async (c) => {
    const asked = await askedFor(c);
    if (asked instanceof Response) return asked;
    const reference = c.req.query("form") ?? "";
    const found = await asked.gateway.findSetUp(reference);
    if (!found.ok && found.reason === "unavailable") return unavailable(c, asked);
    // A form that was filled for another account pays nothing here.
    if (found.ok && found.value.accountId === asked.invoice.accountId)
      await payOnce(c, asked, found.value, `set-up:${reference}`);
    return c.redirect(`${asked.path}/pay`, 303);
  })
  .post("/:token/pay", async (c) => {
    const asked = await askedFor(c);
    if (asked instanceof Response) return asked;
    const form = await readForm(c, asked.path);
    const card = form && (await chosenTestCard(asked.gateway, form.fields.token, asked.invoice.accountId));
    if (form && card) await payOnce(c, asked, card, form.key);
    return c.redirect(`${asked.path}/pay`, 303);
  });

interface Asked {
  path: string;
  invoice: Invoice;
  state: PayState;
  gateway: Gateway;
  words: ReturnType<typeof portalWords>;
}

/**
 * The invoice that the link is of, with how paying it stands as of now. A link is opened so often a minute and no more: each
 * page may ask the gateway.
 */
async function askedFor(c: Context<App>): Promise<Asked | Response> {
  const token = c.req.param("token") ?? "";
  const link = openToken(c.env.APIARY_SECRET, token);
  const path = documentPath(token);
  if (link && (await limitSignIn(c, path))) return limitedPage(c, strangerWords(c));
  const books = link && accountBooks(c.env, link.accountId);
  const found = link && books && (await readPayState(c.env, books, link.documentId, c.get("nowMs")));
  if (!books || !found) {
    const { language, words } = strangerWords(c);
    return refusalPage(c, { title: words.notFoundTitle, text: "", language, status: 404 });
  }
  const words = portalWords(found.invoice.language);
  const [company] = (await books.records(["company"])).company;
  const gateway = setUpGateway(c.env, company);
  return gateway ? { path, words, gateway, ...found } : unavailable(c, { path, words, invoice: found.invoice });
}

function payPage(c: Context<App>, asked: Asked) {
  const { path, invoice, words, gateway } = asked;
  const locale = localeOf(invoice.language);
  const amount = formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency }, locale);
  const pay = filled(words.payThis, { amount });
  const choice: Markup = choosesHere(gateway)
    ? portalForm(
        `${path}/pay`,
        formKey(c.env.APIARY_SECRET, path, c.get("nowMs")),
        html`${testCards(words)}<button class="button first">${pay}</button>`,
      )
    : html`<p class="row"><a class="button first" href="${path}/card">${pay}</a></p>`;
  const body = html`${payWords(words, locale, asked, { again: `${path}/pay`, choice: html`${choice}<p class="dim">${words.usedOnce}</p>` })}
<p class="row"><a class="button" href="${path}">${words.toInvoice}</a><a class="button" href="${PORTAL_PATH}">${words.enterTitle}</a></p>`;
  const title = filled(words.payTitle, { number: invoice.number ?? "" });
  return portalPage(c, { title, language: invoice.language, seller: sellerNameOf(invoice), body });
}

/** Charges a card for this invoice and forgets it; what stands in the way is seen on the page. */
async function payOnce(c: Context<App>, { invoice, state, gateway, path }: Asked, found: FoundMethod, key: string) {
  const books = accountBooks(c.env, invoice.accountId);
  const deed: Deed = {
    nowMs: c.get("nowMs"),
    actor: { kind: "customer", id: INVOICE_LINK, name: "invoice's link" },
    reason: "",
    requestId: c.get("requestId"),
  };
  if (state.kind === "stuck") {
    const input = { paymentId: state.payment.id };
    await books.run({ key: `${key}:cancel`, command: "payment.cancel", input, deed }, true);
  }
  const returnUrl = `${publicOrigin(c.env, c.req.url)}${path}/pay`;
  const input: JsonObject = { ...methodInput(gateway, found), invoiceId: invoice.id, returnUrl };
  await books.run({ key, command: "payment.pay-once", input, deed }, true);
}

const sellerNameOf = ({ seller }: Invoice): string => seller.legalName || seller.name;

const unavailable = (c: Context<App>, { path, words, invoice }: Pick<Asked, "path" | "words" | "invoice">) =>
  refusalPage(c, {
    ...{ title: words.unavailableTitle, text: words.unavailableText, language: invoice.language, status: 503 },
    ...{ seller: sellerNameOf(invoice), link: { href: path, label: words.toInvoice } },
  });
