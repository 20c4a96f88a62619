import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { LOCAL_GATEWAY_NAME } from "../../../../durable-objects/local-gateway/name.ts";
import type { App } from "../../../front/context.ts";
import { publicOrigin } from "../../../front/origin.ts";
import { localeOf } from "../../document/words/language.ts";
import { filled } from "../../document/words/words.ts";
import { formatMoney } from "../../money.ts";
import { BANK_PATH, openBankToken } from "../../payment/gateway/bank-link.ts";
import { formKey } from "../entry/form-key.ts";
import { portalForm, portalPage, refusalPage } from "../shell.ts";
import { readForm, strangerWords } from "../visit.ts";

/** The bank of the local gateway, under `/id/bank`: its customer confirms a payment, or does not. Of the embedded server only. */
export const bankRoutes = new Hono<App>()
  .get("/:token", async (c) => {
    const { language, words } = strangerWords(c);
    const charge = chargeOf(c);
    const waiting = charge === null ? null : await till(c).findWaiting(charge);
    if (charge === null || !waiting) {
      return refusalPage(c, { title: words.bankTitle, text: words.bankDone, language, status: 410 });
    }
    const amount = formatMoney(waiting, localeOf(language));
    const buttons = html`<p class="row"><button class="button first" name="approved" value="1">${words.approve}</button><button class="button">${words.decline}</button></p>`;
    const key = formKey(c.env.APIARY_SECRET, charge, c.get("nowMs"));
    const form = portalForm(`${BANK_PATH}/${c.req.param("token")}`, key, buttons);
    const body = html`<p>${filled(words.bankText, { amount })}</p>${form}`;
    return portalPage(c, { title: words.bankTitle, language, seller: "", body });
  })
  .post("/:token", async (c) => {
    const charge = chargeOf(c);
    const form = charge === null ? null : await readForm(c, charge);
    if (charge === null || !form) return c.redirect(`${BANK_PATH}/${c.req.param("token")}`, 303);
    const returnUrl = await till(c).confirmCharge(charge, form.fields.approved === "1", c.get("nowMs"));
    // Only pages of our own asked for it, by the address at which they were reached.
    const back = returnUrl !== null && new URL(returnUrl).origin === publicOrigin(c.env, c.req.url) ? returnUrl : null;
    return c.redirect(back ?? `${BANK_PATH}/${c.req.param("token")}`, 303);
  });

const chargeOf = (c: Context<App>): string | null =>
  c.env.APIARY_ENGINE === "embedded" ? openBankToken(c.env.APIARY_SECRET, c.req.param("token") ?? "") : null;

const till = (c: Context<App>) => c.env.LOCAL_GATEWAY.getByName(LOCAL_GATEWAY_NAME);
