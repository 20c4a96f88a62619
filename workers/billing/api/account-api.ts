import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { AccountCreate } from "../account/opening.ts";
import { Personal } from "../account/personal.ts";
import { accountBooks, deedOf } from "../account-client.ts";

/** A new account with its owner. The same `id` again is the same account, so that whoever got no answer asks again. */
export const NewAccount = AccountCreate.omit({ ownerId: true }).extend({ owner: Personal, id: z.uuid().optional() });

/** Accounts of `/billing/v1`: opening and reading them. */
export const accountApi = new Hono<App>()
  .post("/", allow("billing:write"), jsonInput(NewAccount), async (c) => {
    const { owner, id = newId(), ...opened } = c.req.valid("json");
    await audit(c, { action: "billing.account.create", target: `account:${id}`, detail: { name: opened.name } });
    const books = accountBooks(c.env, id);
    const ownerId = `person_${id.replaceAll("-", "")}`;
    const input = JSON.parse(JSON.stringify({ ...opened, ownerId }));
    const reply = await books.run({ key: `create:${id}`, command: "account.create", input, deed: deedOf(c, "") }, true);
    if (!reply.ok) return problem(c, { status: 409, reason: reply.reason, detail: reply.detail });
    if (!(await books.people()).has(ownerId)) await books.identify([{ id: ownerId, personal: owner }]);
    return c.json(await books.record("account", id), 201);
  })
  .get("/:account", allow("billing:read"), async (c) => {
    const account = await accountBooks(c.env, c.req.param("account")).record("account", c.req.param("account"));
    if (account) return c.json(account);
    return problem(c, { status: 404, reason: "not-found", detail: "There is no such account." });
  })
  .get("/:account/entitlements", allow("billing:read"), async (c) => {
    const id = c.req.param("account");
    const { account, subscription, waiver } = await accountBooks(c.env, id).records([
      "account",
      "subscription",
      "waiver",
    ]);
    const [known] = account;
    if (!known) return problem(c, { status: 404, reason: "not-found", detail: "There is no such account." });
    const nowMs = known.clockMs ?? c.get("nowMs");
    const comp = waiver.find((one) => one.endedMs === null && (one.expiresMs === null || one.expiresMs > nowMs));
    const live = subscription.filter(({ status }) => ["active", "trialing", "past-due"].includes(status));
    const items = live.flatMap((one) => one.items.map(({ price, quantity }) => ({ planId: price.planId, quantity })));
    const planIds = comp ? [comp.planId] : items.map(({ planId }) => planId);
    return c.json({
      object: "entitlements",
      account: id,
      status: known.status,
      comped: comp !== undefined,
      planIds,
      items,
    });
  });
