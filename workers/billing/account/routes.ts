import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { listMailsAbout } from "../../mail/kept-mail.ts";
import type { AccountMail } from "../../mail/view.ts";
import { accountBooks, deedOf } from "../account-client.ts";
import { documentPath, documentToken } from "../document/document-link.ts";
import { noteLook } from "../portal/activity/look.ts";
import { staffLinkRoutes } from "../portal/entry/staff-link-routes.ts";
import { commandRoutes } from "./command/command-routes.ts";
import { AccountCreate } from "./lifecycle/opening.ts";
import { accountView } from "./page/account-view.ts";
import { lookRoutes } from "./page/look-routes.ts";
import { readTimeline } from "./page/timeline.ts";
import { Joined, join } from "./person/joining.ts";
import { searchHash } from "./person/keyed-hash.ts";
import { Personal } from "./person/personal.ts";
import { personalRoutes } from "./person/personal-routes.ts";
import { listAccounts, listPlans, NEEDS, PAGE_MAX, searchAccounts } from "./search/search.ts";
import { SEARCH_CHARS_MAX } from "./search/search-query.ts";
import { type AccountPage, type AccountView, TIMELINE_ACTORS, TIMELINE_KINDS, type TimelinePage } from "./view.ts";

const STATUSES = ["trial", "active", "past-due", "frozen", "paused", "cancelled", "incinerated"] as const;

const Listed = z.object({
  query: z.string().max(SEARCH_CHARS_MAX).optional(),
  status: z.enum(STATUSES).optional(),
  comped: z.enum(["true", "false"]).optional(),
  plan: z.string().max(500).optional(),
  needs: z.enum(NEEDS).optional(),
  before: z.coerce.number().int().positive().optional(),
});

const Opened = AccountCreate.omit({ ownerId: true, clockMs: true, testClockId: true }).extend({
  owner: Personal,
  id: z.uuid().optional(),
});
const Story = z.object({
  before: z.coerce.number().int().positive().optional(),
  kind: z.enum(TIMELINE_KINDS).optional(),
  actor: z.enum(TIMELINE_ACTORS).optional(),
});

/** Mails that an account's page lists. */
const MAILS_SHOWN = 10;

const NO_ACCOUNT = { status: 404, reason: "no-account", detail: "There is no such account." } as const;

/** Customers' accounts, under `/console/api/billing/accounts`. */
export const accountRoutes = new Hono<App>()
  .get("/", allow("billing:read"), queryInput(Listed), async (c) => {
    const { query = "", status, comped, plan, needs, before } = c.req.valid("query");
    if (query.trim() !== "") {
      const accounts = await searchAccounts(c.env.DB, query, searchHash(c.env.APIARY_SECRET));
      return c.json<AccountPage>({ accounts, next: null });
    }
    const narrowed = { ...(status && { status }), ...(plan !== undefined && { plan }), ...(needs && { needs }) };
    const filter = { ...narrowed, ...(comped && { comped: comped === "true" }) };
    const accounts = await listAccounts(c.env.DB, filter, before ?? null, c.get("nowMs"));
    return c.json<AccountPage>({ accounts, next: accounts.length === PAGE_MAX ? (accounts.at(-1)?.no ?? null) : null });
  })
  .get("/plans", allow("billing:read"), async (c) => c.json({ plans: await listPlans(c.env.DB) }))
  .post("/", allow("billing:write"), jsonInput(Opened), async (c) => {
    const { owner, id = newId(), ...opened } = c.req.valid("json");
    const books = accountBooks(c.env, id);
    const key = `create:${id}`;
    if (!(await books.hasRun(key))) await audit(c, { action: "billing.account.create", target: `account:${id}` });
    // The same id again is the same account: its owner's id is made of it.
    const ownerId = `person_${id.replaceAll("-", "")}`;
    const input = JSON.parse(JSON.stringify({ ...opened, ownerId }));
    const envelope = { key, command: "account.create", input, deed: deedOf(c, "") };
    const reply = await books.run(envelope, true);
    if (!reply.ok) return problem(c, { status: 409, reason: reply.reason, detail: reply.detail });
    if (!(await books.people()).has(ownerId)) await books.identify([{ id: ownerId, personal: owner }]);
    return c.json({ id, ownerId }, 201);
  })
  .get("/:id", allow("billing:read"), async (c) => {
    const { scopes } = c.get("actor");
    const view = await accountView(c.env, c.req.param("id"), c.get("nowMs"), scopes.has("billing:reveal"));
    if (!view) return problem(c, NO_ACCOUNT);
    const { kind, id: personId } = c.get("actor");
    if (kind === "person") await noteLook(c.env, view.account.id, personId, c.get("nowMs"));
    return c.json<AccountView>(view);
  })
  .get("/:id/documents/:documentId", allow("billing:read"), (c) => {
    const { id: accountId, documentId } = c.req.param();
    return c.redirect(documentPath(documentToken(c.env.APIARY_SECRET, { accountId, documentId })));
  })
  .get("/:id/documents/:documentId/pdf", allow("billing:read"), (c) => {
    const { id: accountId, documentId } = c.req.param();
    return c.redirect(`${documentPath(documentToken(c.env.APIARY_SECRET, { accountId, documentId }))}/pdf`);
  })
  .get("/:id/mails", allow("billing:read"), async (c) =>
    c.json<{ mails: AccountMail[] }>({ mails: await listMailsAbout(c.env.DB, c.req.param("id"), MAILS_SHOWN) }),
  )
  .get("/:id/timeline", allow("billing:read"), queryInput(Story), async (c) => {
    const { before = null, kind = null, actor = null } = c.req.valid("query");
    return c.json<TimelinePage>(await readTimeline(accountBooks(c.env, c.req.param("id")), before, { kind, actor }));
  })
  .post("/:id/people", allow("billing:write"), jsonInput(Joined), async (c) => {
    const id = c.req.param("id");
    const wanted = c.req.valid("json");
    const personId = `person_${(wanted.id ?? newId()).replaceAll("-", "")}`;
    const reply = await join(c, id, personId, wanted);
    if (!reply.ok) return problem(c, { status: 409, reason: reply.reason, detail: reply.detail });
    return c.json({ personId }, 201);
  })
  .post("/:id/effects/:effectId/replay", allow("billing:operate"), async (c) => {
    const { id, effectId } = c.req.param();
    await audit(c, { action: "billing.effect.replayed", target: `account:${id}`, detail: { effectId } });
    const books = accountBooks(c.env, id);
    if (!(await books.replayEffect(effectId))) {
      return problem(c, {
        status: 409,
        reason: "not-parked",
        detail: "This is not parked: it went out, or is tried again.",
      });
    }
    await books.wake();
    return c.json({ ok: true });
  })
  .post("/:id/rebuild", allow("billing:operate"), async (c) => {
    await audit(c, { action: "billing.account.rebuild", target: `account:${c.req.param("id")}` });
    await accountBooks(c.env, c.req.param("id")).rebuild();
    return c.json({ ok: true });
  })
  .route("/", lookRoutes)
  .route("/", staffLinkRoutes)
  .route("/", commandRoutes)
  .route("/", personalRoutes);
