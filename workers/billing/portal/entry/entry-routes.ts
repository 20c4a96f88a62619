import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import { originIsTrusted, publicOrigin } from "../../../front/origin.ts";
import { limitSignIn } from "../../../front/rate-limit.ts";
import { Personal } from "../../account/person/personal.ts";
import { accountBooks } from "../../account-client.ts";
import { readCompany } from "../../company/company-book.ts";
import { filled } from "../../document/words/words.ts";
import { PORTAL_PATH } from "../path.ts";
import { field, portalForm, portalPage, refusalPage } from "../shell.ts";
import { limitedPage, notSent, readForm, sellerOf, strangerWords } from "../visit.ts";
import { formKey } from "./form-key.ts";
import { mailPortalLink } from "./link-mail.ts";
import { changeMailBy } from "./mail-change.ts";
import { consumePortalLink, PORTAL_LINK_LIFETIME_MS, readPortalLink } from "./portal-link.ts";
import { choosePortalAccount, endPortalSessions, openPortalSession, readPortalSession } from "./portal-session.ts";

const LINK_COOKIE = "apiary.portal-link";
const LINK_PATH = `${PORTAL_PATH}/link`;
const TOKEN = /^[0-9a-f]{64}$/;
/** The holder of forms that anybody may send. */
const ANYBODY = "anybody";

/** The ways into the portal and out: a link is asked for, used, an account chosen, the session ended. */
export const entryRoutes = new Hono<App>()
  .get("/enter", async (c) => {
    const { language, words } = strangerWords(c);
    const key = formKey(c.env.APIARY_SECRET, ANYBODY, c.get("nowMs"));
    const mail = field(words.mail, "mail", "", { type: "email", required: true, autocomplete: "email", max: 254 });
    const button = html`<div class="fields">${mail}</div><button class="button first">${words.sendLink}</button>`;
    return portalPage(c, {
      ...{ title: words.enterTitle, language, seller: await seller(c) },
      body: html`<p>${words.enterText}</p>${portalForm(`${PORTAL_PATH}/enter`, key, button)}`,
    });
  })
  .post("/enter", async (c) => {
    const form = await readForm(c, ANYBODY);
    const mail = Personal.shape.mail.safeParse(form?.fields.mail);
    if (!form || !mail.success) return c.redirect(`${PORTAL_PATH}/enter`, 303);
    if (await limitSignIn(c, mail.data)) return limitedPage(c, strangerWords(c));
    const { env, executionCtx } = c;
    // The same answer, as soon, whether or not the address is known: it must not tell who is a customer.
    if (originIsTrusted(env, c.req.url))
      executionCtx.waitUntil(mailPortalLink(env, mail.data, publicOrigin(env, c.req.url), c.get("nowMs")));
    return c.redirect(`${PORTAL_PATH}/sent`, 303);
  })
  .get("/sent", async (c) => {
    const { language, words } = strangerWords(c);
    return portalPage(c, {
      ...{ title: words.sentTitle, language, seller: await seller(c) },
      body: html`<p>${words.sentText}</p><p class="row"><a class="button" href="${PORTAL_PATH}/enter">${words.askAgain}</a></p>`,
    });
  })
  .get("/link", async (c) => {
    const token = c.req.query("token");
    if (token !== undefined) {
      // Out of the address before anything else; programs that look at links in mails do not use it up.
      if (TOKEN.test(token))
        setCookie(c, LINK_COOKIE, token, {
          ...{ path: LINK_PATH, httpOnly: true, sameSite: "Lax", maxAge: PORTAL_LINK_LIFETIME_MS / 1_000 },
          secure: publicOrigin(c.env, c.req.url).startsWith("https:"),
        });
      c.header("referrer-policy", "no-referrer");
      return c.redirect(LINK_PATH, 303);
    }
    const waiting = getCookie(c, LINK_COOKIE);
    if (!waiting) return gone(c);
    const { language, words } = strangerWords(c);
    const name = await seller(c);
    const key = formKey(c.env.APIARY_SECRET, waiting, c.get("nowMs"));
    const change = TOKEN.test(waiting) ? (await readPortalLink(c.env, waiting, c.get("nowMs")))?.change : null;
    const [title, text, word] = change
      ? [words.newMailTitle, filled(words.newMailText, { seller: name, mail: change.mail }), words.newMailConfirm]
      : [words.linkTitle, filled(words.linkText, { seller: name }), words.goOn];
    const button = html`<button class="button first">${word}</button>`;
    const body = html`<p>${text}</p>${portalForm(LINK_PATH, key, button)}`;
    return portalPage(c, { title, language, seller: name, body });
  })
  .post("/link", async (c) => {
    const token = getCookie(c, LINK_COOKIE) ?? "";
    if (await limitSignIn(c, token)) return limitedPage(c, strangerWords(c));
    const form = await readForm(c, token);
    const used = form && TOKEN.test(token) ? await letInBy(c, token) : null;
    if (used === "not-sent") return notSent(c, strangerWords(c));
    deleteCookie(c, LINK_COOKIE, { path: LINK_PATH });
    if (!used) return gone(c);
    await openPortalSession(c, used.who, used.members);
    return c.redirect(`${PORTAL_PATH}${used.done}`, 303);
  })
  .get("/choose", async (c) => {
    const session = await readPortalSession(c);
    if (!session) return c.redirect(`${PORTAL_PATH}/enter`, 303);
    const { language, words } = strangerWords(c);
    const accounts = await Promise.all(
      session.members.map(({ accountId }) => accountBooks(c.env, accountId).record("account", accountId)),
    );
    const key = formKey(c.env.APIARY_SECRET, session.hash, c.get("nowMs"));
    const buttons = accounts.flatMap((account) =>
      account === null || account.incineratedMs !== null
        ? []
        : [
            html`<li><span>${account.name}</span><button class="button" name="account" value="${account.id}">${words.goOn}<span class="unseen"> ${account.name}</span></button></li>`,
          ],
    );
    const signOut = portalForm(`${PORTAL_PATH}/sign-out`, key, html`<button class="button">${words.signOut}</button>`);
    return portalPage(c, {
      ...{ title: words.chooseTitle, language, seller: await seller(c), header: signOut },
      body: portalForm(`${PORTAL_PATH}/choose`, key, html`<ul>${buttons}</ul>`),
    });
  })
  .post("/choose", async (c) => {
    const session = await readPortalSession(c);
    const form = session && (await readForm(c, session.hash));
    const member = session?.members.find(({ accountId }) => accountId === form?.fields.account);
    if (session && member) await choosePortalAccount(c.env, session, member.accountId);
    return c.redirect(PORTAL_PATH, 303);
  })
  .post("/sign-out", async (c) => {
    const session = await readPortalSession(c);
    const form = session && (await readForm(c, session.hash));
    if (session && form) await endPortalSessions(c, session, form.fields.everywhere === "1");
    return c.redirect(`${PORTAL_PATH}/enter`, 303);
  });

const seller = async (c: Context<App>): Promise<string> => sellerOf(await readCompany(c.env.DB), undefined);

/** Whom a link lets in, which it does once, and what it did. One that changes an address is used up by what it has changed. */
async function letInBy(c: Context<App>, token: string) {
  const nowMs = c.get("nowMs");
  const link = await readPortalLink(c.env, token, nowMs);
  if (!link?.change) {
    const used = link && (await consumePortalLink(c.env, token, nowMs));
    return used && { ...used, done: "" };
  }
  const changed = await changeMailBy(c.env, token, link, link.change, { nowMs, requestId: c.get("requestId") });
  return changed === null || changed === "not-sent" ? changed : { ...changed, done: "?done=mailChanged" };
}

function gone(c: Context<App>) {
  const { language, words } = strangerWords(c);
  const link = { href: `${PORTAL_PATH}/enter`, label: words.askAgain };
  return refusalPage(c, { title: words.goneTitle, text: words.goneText, language, status: 410, link });
}
