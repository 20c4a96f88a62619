import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { Joined, join } from "../account/person/joining.ts";
import { accountBooks } from "../account-client.ts";
import { isAccountId } from "./account-id.ts";
import { idOfNew } from "./idempotency-key.ts";
import { listed } from "./list-query.ts";
import { peopleOf } from "./person-resource.ts";
import { noCursor, noSuchThing, pageOf } from "./resource.ts";

const PEOPLE = "/accounts/:account/people";

/** The people of an account as programs see them. What becomes of one is a command. */
export const personApi = new Hono<App>()
  .get(PEOPLE, allow("billing:read"), queryInput(listed), async (c) => {
    const account = c.req.param("account");
    const people = isAccountId(account) ? (await peopleOf(c.env, account)).toReversed() : [];
    // Whoever owns it is always there.
    if (people.length === 0) return noSuchThing(c);
    const { limit, cursor } = c.req.valid("query");
    const last = cursor === undefined ? -1 : people.findIndex(({ id }) => id === cursor);
    return cursor !== undefined && last === -1 ? noCursor(c) : c.json(pageOf(people.slice(last + 1), limit));
  })
  .get(`${PEOPLE}/:id`, allow("billing:read"), async (c) => {
    const { account, id } = c.req.param();
    const person = isAccountId(account) ? (await peopleOf(c.env, account)).find((one) => one.id === id) : undefined;
    return person ? c.json(person) : noSuchThing(c);
  })
  .post(PEOPLE, allow("billing:write"), jsonInput(Joined), async (c) => {
    const account = c.req.param("account");
    const isThere = isAccountId(account) && (await accountBooks(c.env, account).record("account", account)) !== null;
    if (!isThere) return noSuchThing(c);
    const wanted = c.req.valid("json");
    const personId = `person_${(wanted.id ?? idOfNew(c, wanted)).replaceAll("-", "")}`;
    const reply = await join(c, account, personId, wanted);
    if (!reply.ok) return problem(c, { status: 409, reason: reply.reason, detail: reply.detail });
    return c.json((await peopleOf(c.env, account)).find(({ id }) => id === personId) ?? null, 201);
  });
