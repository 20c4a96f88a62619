import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../front/context.ts";
import { originIsTrusted, publicOrigin } from "../../front/origin.ts";
import { comparedMail, Personal } from "../account/person/personal.ts";
import { filled } from "../document/words/words.ts";
import { sendPortalLink } from "./entry/link-mail.ts";
import { PORTAL_PATH } from "./path.ts";
import { field } from "./shell.ts";
import { goTo, limitedPage, notSent, posted, seldom, type Visit, visited, visitForm, visitPage } from "./visit.ts";

/** The mail address by which somebody is known, and another one that they confirm by a link to it. */
export const mailRoutes = new Hono<App>()
  .get(
    "/mail",
    visited(null, (c, visit) => mailPage(c, visit, "", null)),
  )
  .post(
    "/mail",
    posted(
      null,
      async (c, visit, { fields }) => {
        const { words, account, seller, session, personal } = visit;
        const typed = fields.mail ?? "";
        const mail = Personal.shape.mail.safeParse(typed);
        if (!mail.success) return mailPage(c, visit, typed, words.noMail);
        if (comparedMail(mail.data) === comparedMail(personal.mail)) return mailPage(c, visit, typed, words.sameMail);
        const change = { was: personal.mail, mail: mail.data };
        const { env } = c;
        // Whether somebody else is known by it is asked nowhere, and told nobody.
        const sent = originIsTrusted(env, c.req.url)
          ? await sendPortalLink(
              env,
              { mail: mail.data, members: session.members, change },
              publicOrigin(env, c.req.url),
              c.get("nowMs"),
            )
          : "not-sent";
        if (sent === "sent") return goTo(c, "/mail", "mailChangeSent");
        const to = { words, language: account.language, seller };
        const back = { href: `${PORTAL_PATH}/mail`, label: words.changeMail };
        return sent === "too-many" ? limitedPage(c, to, back) : notSent(c, to, back);
      },
      seldom,
    ),
  );

function mailPage(c: Context<App>, visit: Visit, typed: string, problem: string | null) {
  const { words, personal, session } = visit;
  const mail = field(words.newMail, "mail", typed, { type: "email", required: true, autocomplete: "email", max: 254 });
  const content = html`<div class="fields">${mail}</div><button class="button first">${words.sendLink}</button>`;
  const everywhere = session.members.length > 1 ? html`<p>${words.changeMailAll}</p>` : "";
  const body = html`<p>${filled(words.hereAs, { name: personal.name, mail: personal.mail })}</p>
<p>${words.changeMailText}</p>${everywhere}${visitForm(c, visit, "/mail", content)}`;
  const status = problem === null ? 200 : 422;
  return visitPage(c, visit, { title: words.changeMail, at: "", body, notice: problem, status });
}

/** Who somebody is here, and the way to another address. */
export const hereAs = ({ words, personal: { name, mail } }: Visit) =>
  html`<p class="dim">${filled(words.hereAs, { name, mail })} <a href="${PORTAL_PATH}/mail">${words.changeMail}</a></p>`;
