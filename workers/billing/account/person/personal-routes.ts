import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { jsonInput } from "../../../front/input.ts";
import { problem } from "../../../front/problem.ts";
import { accountBooks, deedOf } from "../../account-client.ts";
import { mergeAccounts, previewMerge } from "../lifecycle/merging.ts";
import type { EffectView } from "../view.ts";
import { because, erasePerson, handOut } from "./personal-deed.ts";

const Merge = because.extend({ intoId: z.uuid() });
const NO_ACCOUNT = { status: 404, reason: "no-account", detail: "There is no such account." } as const;

/** People's own data: shown, handed out and erased, each for a reason that the audit log keeps; and the merge of accounts, which moves it. */
export const personalRoutes = new Hono<App>()
  .post("/:id/reveal", allow("billing:reveal"), jsonInput(because), async (c) => {
    const id = c.req.param("id");
    const { reason } = c.req.valid("json");
    await audit(c, { action: "billing.personal.revealed", target: `account:${id}`, detail: { reason } });
    const people = await accountBooks(c.env, id).people();
    return c.json({ people: [...people].map(([personId, personal]) => ({ id: personId, personal })) });
  })
  .post("/:id/export", allow("billing:reveal"), jsonInput(because), async (c) => {
    const id = c.req.param("id");
    const { reason } = c.req.valid("json");
    return (await handOut(c, id, reason)) ?? problem(c, NO_ACCOUNT);
  })
  .post("/:id/people/:personId/erase", allow("billing:reveal"), jsonInput(because), async (c) => {
    const { id, personId } = c.req.param();
    await erasePerson(c, id, personId, c.req.valid("json").reason);
    return c.json({ ok: true });
  })
  .post("/:id/merge/preview", allow("billing:write"), jsonInput(Merge.omit({ reason: true })), async (c) => {
    const deed = deedOf(c, "…");
    return c.json<EffectView>(await previewMerge(c.env, c.req.param("id"), c.req.valid("json").intoId, deed));
  })
  .post("/:id/merge", allow("billing:write"), jsonInput(Merge), async (c) => {
    const id = c.req.param("id");
    const { intoId, reason } = c.req.valid("json");
    await audit(c, { action: "billing.account.merged", target: `account:${id}`, detail: { intoId, reason } });
    const merged = await mergeAccounts(c.env, id, intoId, deedOf(c, reason));
    return merged.ok ? c.json({ intoId }) : problem(c, { status: 409, reason: merged.reason, detail: merged.detail });
  });
