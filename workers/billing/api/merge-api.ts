import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { mergeAccounts } from "../account/lifecycle/merging.ts";
import { deedOf } from "../account-client.ts";
import { accountResource } from "./account-resource.ts";
import { noSuchThing } from "./resource.ts";

/** Into which account, and why: it is kept in both. */
export const merging = z.strictObject({ intoId: z.uuid(), reason: z.string().trim().min(1).max(1_000) });

/** Two accounts of one customer become one. Each half is done once, so that a merge that was cut off is asked for again. */
export const mergeApi = new Hono<App>().post(
  "/accounts/:account/merge",
  allow("billing:write"),
  jsonInput(merging),
  async (c) => {
    const id = c.req.param("account");
    const { intoId, reason } = c.req.valid("json");
    const known = (one: string) => accountResource(c.env, one, c.get("nowMs"));
    if (!(await known(id)) || !(await known(intoId))) return noSuchThing(c);
    await audit(c, { action: "billing.account.merged", target: `account:${id}`, detail: { intoId, reason } });
    const merged = await mergeAccounts(c.env, id, intoId, deedOf(c, reason));
    return merged.ok
      ? c.json(await known(intoId))
      : problem(c, { status: 409, reason: merged.reason, detail: merged.detail });
  },
);
