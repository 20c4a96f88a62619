import { Hono } from "hono";
import { html } from "hono/html";
import { AUDIT_LOG_NAME } from "../../../../durable-objects/audit-log/entry.ts";
import type { App } from "../../../front/context.ts";
import { parseRoles } from "../../../identity/session.ts";
import { filled } from "../../document/words/words.ts";
import { INVOICE_LINK } from "../right.ts";
import { type Visit, visited, visitPage } from "../visit.ts";
import { activitiesOf, type Doer } from "./activity.ts";
import { listLooks } from "./look.ts";

/** Entries on the page at most, and commands that are looked through for them. */
const SHOWN_MAX = 200;
const COMMANDS_MAX = 500;

/** Who looked at the account and what was done. */
export const activityRoutes = new Hono<App>().get(
  "/activity",
  visited("see", async (c, visit) => {
    const { words, account, person, books, locale } = visit;
    const log = c.env.AUDIT_LOG.getByName(AUDIT_LOG_NAME);
    const [commands, { entries }, looks] = await Promise.all([
      books.commands(null, COMMANDS_MAX),
      log.page(null, { target: `account:${account.id}` }),
      listLooks(c.env.DB, account.id, SHOWN_MAX),
    ]);
    const told = activitiesOf({ commands, entries, looks }, { selfId: person.id, linkId: INVOICE_LINK });
    const shown = told.slice(0, SHOWN_MAX);
    const staff = new Set(shown.flatMap(({ by }) => (by.kind === "staff" ? [by.personId] : [])));
    const roles = await rolesOf(c.env.DB, [...staff]);
    const format = new Intl.DateTimeFormat(locale, {
      timeZone: account.timeZone,
      ...({ day: "numeric", month: "short", year: "numeric" } as const),
      ...({ hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const),
    });
    const rows = shown.map(({ atMs, what, by, reason }) => {
      const time = html`<time datetime="${new Date(atMs).toISOString()}">${format.format(atMs)}</time>`;
      const because = reason === "" ? "" : html`<small>${filled(words.because, { reason })}</small>`;
      return html`<li><span>${words[what]}<small>${doerWords(visit, by, roles)}</small>${because}</span><span class="dim">${time}</span></li>`;
    });
    const body = html`<p>${words.activityText}</p>${rows.length === 0 ? html`<p>${words.nothingYet}</p>` : html`<ul>${rows}</ul>`}`;
    return visitPage(c, visit, { title: words.activity, at: "/activity", body });
  }),
);

/** The roles of people of the company, by their ids. */
async function rolesOf(db: D1Database, ids: string[]): Promise<Map<string, ReturnType<typeof parseRoles>>> {
  const { results } = await db
    .prepare("select id, roles from person where id in (select value from json_each(?))")
    .bind(JSON.stringify(ids))
    .all<{ id: string; roles: string }>();
  return new Map(results.map(({ id, roles }) => [id, parseRoles(roles)]));
}

function doerWords({ words, seller }: Visit, by: Doer, roles: Awaited<ReturnType<typeof rolesOf>>): string {
  if (by.kind !== "staff") {
    const { byYou: you, byCustomer: customer, byLink: link, byApp, bySystem: system } = words;
    return { you, customer, link, app: filled(byApp, { seller }), system }[by.kind];
  }
  const named = (roles.get(by.personId) ?? []).map((role) => words[role]).join(", ");
  return filled(named === "" ? words.byStaff : words.byStaffRole, { seller, roles: named });
}
