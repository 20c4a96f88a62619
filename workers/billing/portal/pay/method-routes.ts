import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import { publicOrigin } from "../../../front/origin.ts";
import type { Reply } from "../../command/execute.ts";
import { type FoundMethod, type Gateway, SET_UP } from "../../payment/gateway/gateway.ts";
import { customerOf } from "../../payment/method/gateway-customer.ts";
import type { PaymentMethod } from "../../payment/payment.ts";
import { PORTAL_PATH } from "../path.ts";
import { refusalPage } from "../shell.ts";
import { methodWords } from "../standing-words.ts";
import { doneOf, goTo, posted, runAsCustomer, seldom, type Visit, visited, visitForm, visitPage } from "../visit.ts";
import { choosesHere, chosenTestCard, methodInput, setUpGateway, testCards } from "./method-setup.ts";

const INVOICE_ID = /^in_[\w-]{1,80}$/;

/** What the account pays with: cards are entered at the gateway, never here. */
export const methodRoutes = new Hono<App>()
  .get(
    "/methods",
    visited("pay", async (c, visit) => {
      const { words, books } = visit;
      const { "payment-method": all } = await books.records(["payment-method"]);
      const methods = all.filter(({ status }) => status !== "detached");
      const body = html`
${methods.length === 0 ? html`<p>${words.noMethod}</p>` : html`<ul>${methods.map((method) => methodItem(c, visit, method))}</ul>`}
<p class="row"><a class="button first" href="${PORTAL_PATH}/methods/new">${words.addMethod}</a></p>`;
      return visitPage(c, visit, { title: words.methods, at: "/methods", body });
    }),
  )
  .get(
    "/methods/new",
    seldom("pay", async (c, visit) => {
      const { words, account, books } = visit;
      const gateway = await gatewayFor(c, visit);
      if (!gateway) return unavailable(c, visit);
      const invoice = invoiceIn(c.req.query("invoice"));
      if (choosesHere(gateway)) {
        const hidden = html`<input type="hidden" name="invoice" value="${invoice ?? ""}">`;
        const content = html`${hidden}${testCards(words)}<button class="button first">${words.addThis}</button>`;
        const body = visitForm(c, visit, "/methods/new", content);
        return visitPage(c, visit, { title: words.addMethod, at: "/methods", body });
      }
      const customer = await customerOf(gateway, books, visit.nowMs, c.get("requestId"));
      if (!customer.ok) return unavailable(c, visit);
      const origin = publicOrigin(c.env, c.req.url);
      const opened = await gateway.setUpMethod({
        ...{ accountId: account.id, customer: customer.value, currency: account.currency },
        returnUrl: `${origin}${PORTAL_PATH}/methods/entered?form=${SET_UP}&invoice=${invoice ?? ""}`,
        cancelUrl: `${origin}${PORTAL_PATH}${after(invoice)}`,
      });
      // By a link and not by a form: the policy of forms lets nothing lead elsewhere.
      return opened.ok && opened.value.url !== null ? c.redirect(opened.value.url, 303) : unavailable(c, visit);
    }),
  )
  .post(
    "/methods/new",
    posted("pay", async (c, visit, { fields, key }) => {
      const gateway = await gatewayFor(c, visit);
      const found = gateway && (await chosenTestCard(gateway, fields.token, visit.account.id));
      if (!gateway || !found) return goTo(c, "/methods", "nothingEntered");
      return attached(c, visit, gateway, found, key, invoiceIn(fields.invoice));
    }),
  )
  .get(
    "/methods/entered",
    seldom("pay", async (c, visit) => {
      const gateway = await gatewayFor(c, visit);
      if (!gateway) return unavailable(c, visit);
      const reference = c.req.query("form") ?? "";
      const found = await gateway.findSetUp(reference);
      if (!found.ok && found.reason === "unavailable") return unavailable(c, visit);
      // A form that was filled for another account is none of this one's.
      if (!found.ok || found.value.accountId !== visit.account.id) return goTo(c, "/methods", "nothingEntered");
      return attached(c, visit, gateway, found.value, `set-up:${reference}`, invoiceIn(c.req.query("invoice")));
    }),
  )
  .post(
    "/methods/:id/default",
    posted("pay", async (c, visit, { key }) => {
      const input = { methodId: c.req.param("id") ?? "" };
      return goTo(c, "/methods", doneOf(await runAsCustomer(c, visit, "method.default", input, { key }), "saved"));
    }),
  )
  .post(
    "/methods/:id/remove",
    posted("pay", async (c, visit, { key }) => {
      const methodId = c.req.param("id") ?? "";
      const reply = await runAsCustomer(c, visit, "method.detach", { methodId }, { key });
      return goTo(c, "/methods", doneOf(reply, "methodRemoved"));
    }),
  );

function methodItem(c: Context<App>, visit: Visit, method: PaymentMethod) {
  const { words } = visit;
  const { name, until } = methodWords(visit, method);
  const unseen = html`<span class="unseen"> ${name}</span>`;
  const first = html`<button class="button">${words.makeDefault}${unseen}</button>`;
  const remove = html`<button class="button">${words.remove}${unseen}</button>`;
  return html`<li><span>${name}<small>${[until, method.isDefault ? words.default : ""].filter(Boolean).join(" · ")}</small></span><span class="actions">
${method.isDefault ? "" : visitForm(c, visit, `/methods/${method.id}/default`, first)}${visitForm(c, visit, `/methods/${method.id}/remove`, remove)}</span></li>`;
}

async function gatewayFor(c: Context<App>, { books }: Visit): Promise<Gateway | null> {
  const { company } = await books.records(["company"]);
  return setUpGateway(c.env, company[0]);
}

/** Takes the method that the customer entered; open invoices are charged to it at once. */
async function attached(
  c: Context<App>,
  visit: Visit,
  gateway: Gateway,
  found: FoundMethod,
  key: string,
  invoice: string | null,
): Promise<Response> {
  const returnUrl = `${publicOrigin(c.env, c.req.url)}${PORTAL_PATH}${after(invoice)}`;
  const input = { ...methodInput(gateway, found), makeDefault: true, returnUrl };
  const reply: Reply = await runAsCustomer(c, visit, "method.attach", kept(input), { key });
  return goTo(c, after(invoice), doneOf(reply, "methodAdded"));
}

/** A transfer from a bank is no method that can be entered. */
function kept<Input extends { kind: PaymentMethod["kind"] }>(input: Input) {
  if (input.kind === "bank-transfer") throw new Error("No gateway sets up bank transfers");
  return { ...input, kind: input.kind };
}

const invoiceIn = (text: string | undefined): string | null =>
  text !== undefined && INVOICE_ID.test(text) ? text : null;

/** Where adding a method leads to: back to the invoice that was being paid. */
const after = (invoice: string | null): string => (invoice === null ? "/methods" : `/invoices/${invoice}/pay`);

const unavailable = (c: Context<App>, { words, account, seller }: Visit) =>
  refusalPage(c, {
    ...{ title: words.unavailableTitle, text: words.unavailableText, language: account.language, seller, status: 503 },
    link: { href: `${PORTAL_PATH}/methods`, label: words.methods },
  });
