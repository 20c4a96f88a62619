import { Hono } from "hono";
import { html } from "hono/html";
import type { App } from "../../../front/context.ts";
import { DAY_MS } from "../../../kit/time.ts";
import { itemsWords } from "../../account/command/effect-words.ts";
import { INCINERATE_AFTER_DAYS } from "../../account/limits.ts";
import { filled } from "../../document/words/words.ts";
import { PORTAL_PATH } from "../path.ts";
import type { Markup } from "../shell.ts";
import { dateOf, isLive } from "../standing-words.ts";
import { doneOf, goTo, posted, runAsCustomer, visited, visitForm, visitPage } from "../visit.ts";

/** Letters of a reason. */
const REASON_MAX = 1_000;

/** The end, the owner's alone: of a subscription with its period, or of the account at once; and taking either back. */
export const cancelRoutes = new Hono<App>()
  .get(
    "/cancel",
    visited("cancel", async (c, visit) => {
      const { words, books, account, nowMs } = visit;
      const { subscription: all, company } = await books.records(["subscription", "company"]);
      const why: Markup = html`<div class="fields"><label><span>${words.cancelWhy}</span><textarea name="why" rows="3" maxlength="${REASON_MAX}" required></textarea></label></div>`;
      const parts = all.filter(isLive).map((one) => {
        const endMs = one.cancelAtMs ?? Math.max(one.period.endMs, one.trialEndMs ?? 0);
        const date = { date: dateOf(visit, endMs) };
        const id = html`<input type="hidden" name="subscription" value="${one.id}">`;
        const heading = html`<h2>${itemsWords(one.items)}</h2>`;
        if (one.cancelAtMs !== null) {
          const keep = html`${id}<button class="button first">${words.undoCancel}</button>`;
          return html`${heading}<p>${filled(words.endsOn, date)}</p>${visitForm(c, visit, "/cancel/undo", keep)}`;
        }
        const cancel = html`${id}${why}<button class="button">${filled(words.cancelDo, date)}</button>`;
        return html`${heading}<p>${filled(words.cancelWhat, date)} ${words.cancelUndoable}</p>${visitForm(c, visit, "/cancel", cancel)}`;
      });
      const days = company[0]?.incinerateAfterDays ?? INCINERATE_AFTER_DAYS;
      const gone = { date: dateOf(visit, nowMs + days * DAY_MS) };
      const close = visitForm(c, visit, "/close", html`${why}<button class="button">${words.closeDo}</button>`);
      const closed = account.cancelledMs !== null;
      const body = html`${parts}
${closed ? "" : html`<h2>${words.closeTitle}</h2><p>${filled(words.closeWhat, gone)}</p>`}
<p class="row"><a class="button" href="${PORTAL_PATH}/export">${words.export}</a></p>
${closed ? "" : close}`;
      return visitPage(c, visit, { title: words.cancelTitle, at: "", body });
    }),
  )
  .post(
    "/cancel",
    posted("cancel", async (c, visit, { fields, key }) => {
      const input = { subscriptionId: fields.subscription ?? "", at: "period-end" } as const;
      const reply = await runAsCustomer(c, visit, "subscription.cancel", input, { key, reason: whyOf(fields) });
      return goTo(c, "", doneOf(reply));
    }),
  )
  .post(
    "/cancel/undo",
    posted("cancel", async (c, visit, { fields, key }) => {
      const input = { subscriptionId: fields.subscription ?? "" };
      return goTo(c, "", doneOf(await runAsCustomer(c, visit, "subscription.keep", input, { key })));
    }),
  )
  .post(
    "/close",
    posted("cancel", async (c, visit, { fields, key }) => {
      const reply = await runAsCustomer(c, visit, "account.cancel", {}, { key, reason: whyOf(fields) });
      return goTo(c, "", doneOf(reply));
    }),
  )
  .post(
    "/reopen",
    posted("cancel", async (c, visit, { key }) => {
      const reason = "Opened again by its owner";
      return goTo(
        c,
        "",
        doneOf(await runAsCustomer(c, visit, "account.reactivate", { subscriptions: "leave" }, { key, reason })),
      );
    }),
  )
  .get(
    "/export",
    visited("cancel", async (c, { books, account }) => {
      const records = await books.records([
        ...(["account", "person", "subscription", "invoice", "credit-note", "payment"] as const),
        ...(["refund", "payment-method", "balance-entry", "waiver"] as const),
      ]);
      const known = await books.people();
      const people = records.person.map((person) => ({ ...person, ...known.get(person.id) }));
      // By which gateways know a method is of no use to its owner.
      const methods = records["payment-method"].map(({ token: _, customer: __, ...method }) => method);
      c.header("content-disposition", `attachment; filename="account-${account.id}.json"`);
      return c.json({ ...records, person: people, "payment-method": methods });
    }),
  );

const whyOf = ({ why = "" }: Record<string, string>): string => why.slice(0, REASON_MAX);
