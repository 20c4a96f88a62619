import { Hono } from "hono";
import { etag } from "hono/etag";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { accountBooks, deedOf } from "../account-client.ts";
import { byClock, catchUp, leaveUnlessOpened } from "../clock/join.ts";
import { accountHoldings, entitlementsOf, maxAgeOf } from "../entitlement/account-entitlements.ts";
import { accountResource } from "./account-resource.ts";
import { NewAccount } from "./new-account.ts";

const NO_ACCOUNT = { status: 404, reason: "not-found", detail: "There is no such account." } as const;

/** Accounts of `/billing/v1`: opening and reading them. */
export const accountApi = new Hono<App>()
  .post("/", allow("billing:write"), jsonInput(NewAccount), async (c) => {
    const { owner, id = newId(), testClock, ...wanted } = c.req.valid("json");
    if ((wanted.clockMs !== null || testClock !== undefined) && !c.get("actor").scopes.has("billing:operate")) {
      return problem(c, {
        status: 403,
        reason: "missing-scope",
        detail: "A test clock needs the right billing:operate.",
      });
    }
    if ((wanted.clockMs ?? 0) > c.get("nowMs")) {
      const detail = "Only a test account begins in the future.";
      return problem(c, { status: 422, reason: "clock-ahead", detail, fields: { clockMs: detail } });
    }
    await audit(c, { action: "billing.account.create", target: `account:${id}` });
    const clocked = await byClock(c.env, id, testClock ?? null);
    if (!clocked.ok) return problem(c, { status: 422, reason: clocked.reason, detail: clocked.detail });
    const opened = { ...wanted, ...clocked.value };
    const books = accountBooks(c.env, id);
    const ownerId = `person_${id.replaceAll("-", "")}`;
    const input = JSON.parse(JSON.stringify({ ...opened, ownerId }));
    const deed = { ...deedOf(c, ""), nowMs: opened.clockMs ?? c.get("nowMs") };
    const reply = await books.run({ key: `create:${id}`, command: "account.create", input, deed }, true);
    if (!reply.ok) {
      if (testClock !== undefined) await leaveUnlessOpened(c.env, testClock, id);
      return problem(c, { status: 409, reason: reply.reason, detail: reply.detail });
    }
    if (!(await books.people()).has(ownerId)) await books.identify([{ id: ownerId, personal: owner }]);
    if (testClock !== undefined) await catchUp(c.env, testClock, id, deed);
    return c.json(await accountResource(c.env, id, c.get("nowMs")), 201);
  })
  .get("/:account", allow("billing:read"), async (c) => {
    const found = await accountResource(c.env, c.req.param("account"), c.get("nowMs"));
    return found ? c.json(found) : problem(c, NO_ACCOUNT);
  })
  .get("/:account/entitlements", allow("billing:read"), etag(), async (c) => {
    const holdings = await accountHoldings(c.env, c.req.param("account"));
    if (!holdings) return problem(c, NO_ACCOUNT);
    const found = await entitlementsOf(c.env, holdings, c.get("nowMs"));
    c.header("cache-control", `private, max-age=${maxAgeOf(holdings, found, c.get("nowMs"))}`);
    return c.json(found);
  });
