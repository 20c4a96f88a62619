import { Hono } from "hono";
import { etag } from "hono/etag";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { searchHash } from "../account/person/keyed-hash.ts";
import { listAccounts, searchAccounts } from "../account/search/search.ts";
import { accountBooks, deedOf } from "../account-client.ts";
import type { Told } from "../books/told-record.ts";
import { byClock, catchUp, leaveUnlessOpened } from "../clock/join.ts";
import { accountHoldings, entitlementsOf, maxAgeOf } from "../entitlement/account-entitlements.ts";
import { hashedId } from "../hashed-id.ts";
import { eachBounded } from "../job/bounds.ts";
import { listMeters } from "../usage/meter-book.ts";
import type { AccountUsage } from "../usage/view.ts";
import { isAccountId } from "./account-id.ts";
import { accountResource } from "./account-resource.ts";
import { idempotencyKey, keyReused, noKey } from "./idempotency-key.ts";
import { listedAccounts } from "./list-query.ts";
import { NewAccount } from "./new-account.ts";
import { noCursor, page } from "./resource.ts";

const NO_ACCOUNT = { status: 404, reason: "not-found", detail: "There is no such account." } as const;

/** Accounts of `/billing/v1`: opening, finding and reading them. */
export const accountApi = new Hono<App>()
  .get("/", allow("billing:read"), queryInput(listedAccounts), async (c) => {
    const { query = "", status, comped, limit, cursor } = c.req.valid("query");
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) return noCursor(c);
    const filter = { ...(status && { status }), ...(comped && { comped: comped === "true" }) };
    const before = cursor === undefined ? null : Number(cursor);
    const nowMs = c.get("nowMs");
    const found =
      query.trim() === ""
        ? // One more than is shown tells whether there is more.
          await listAccounts(c.env.DB, filter, before, nowMs, limit + 1)
        : await searchAccounts(c.env.DB, query, searchHash(c.env.APIARY_SECRET));
    const rows = found.slice(0, limit);
    const accounts = await eachBounded(rows, ({ id }) => accountResource(c.env, id, nowMs));
    const next = query.trim() === "" && found.length > limit ? (rows.at(-1)?.no ?? null) : null;
    return c.json(
      page(
        accounts.flatMap((one) => one ?? []),
        next === null ? null : String(next),
      ),
    );
  })
  .post("/", allow("billing:write"), jsonInput(NewAccount), async (c) => {
    const key = idempotencyKey(c);
    if (!key.ok) return noKey(c, key.detail);
    // What is told by its key only is always the same account.
    const keyed = key.value === null ? null : hashedId(`new-account:${key.value}`);
    const { owner, id = keyed ?? newId(), testClock, ...wanted } = c.req.valid("json");
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
    const books = accountBooks(c.env, id);
    const sent = { key: `create:${id}`, command: "account.create" };
    if (!(await books.hasRun(sent.key))) await audit(c, { action: "billing.account.create", target: `account:${id}` });
    const clocked = await byClock(c.env, id, testClock ?? null);
    if (!clocked.ok) {
      const { reason, detail } = clocked;
      return problem(c, { status: 422, reason, detail, fields: { testClock: detail } });
    }
    const opened = { ...wanted, ...clocked.value };
    const ownerId = `person_${id.replaceAll("-", "")}`;
    const input = JSON.parse(JSON.stringify({ ...opened, ownerId }));
    const deed = { ...deedOf(c, ""), nowMs: opened.clockMs ?? c.get("nowMs") };
    const reply = await books.run({ ...sent, input, deed }, true);
    if (!reply.ok) {
      if (testClock !== undefined) await leaveUnlessOpened(c.env, testClock, id);
      return id === keyed && reply.reason === "key-reused"
        ? keyReused(c)
        : problem(c, { status: 409, reason: reply.reason, detail: reply.detail });
    }
    if (!(await books.people()).has(ownerId)) await books.identify([{ id: ownerId, personal: owner }]);
    if (testClock !== undefined) await catchUp(c.env, testClock, id, deed);
    c.header("idempotent-replayed", String(reply.repeated));
    return c.json(await accountResource(c.env, id, c.get("nowMs")), 201);
  })
  .get("/:account", allow("billing:read"), async (c) => {
    const found = await accountResource(c.env, c.req.param("account"), c.get("nowMs"));
    return found ? c.json(found) : problem(c, NO_ACCOUNT);
  })
  .get("/:account/usage", allow("billing:read"), async (c) => {
    const accountId = c.req.param("account");
    const books = accountBooks(c.env, accountId);
    if (!isAccountId(accountId) || !(await books.record("account", accountId))) return problem(c, NO_ACCOUNT);
    const usage = await books.usage(await listMeters(c.env.DB), c.get("nowMs"));
    return c.json({ object: "account_usage", accountId, ...usage } satisfies Told<AccountUsage, "account_usage">);
  })
  .get("/:account/entitlements", allow("billing:read"), etag(), async (c) => {
    const holdings = await accountHoldings(c.env, c.req.param("account"));
    if (!holdings) return problem(c, NO_ACCOUNT);
    const found = await entitlementsOf(c.env, holdings, c.get("nowMs"));
    c.header("cache-control", `private, max-age=${maxAgeOf(holdings, found, c.get("nowMs"))}`);
    return c.json(found);
  });
