import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { Joined, join } from "../account/person/joining.ts";
import type { Personal } from "../account/person/personal.ts";
import { because, erasePerson, handOut } from "../account/person/personal-deed.ts";
import { accountBooks } from "../account-client.ts";
import { isAccountId } from "./account-id.ts";
import { idOfNew } from "./idempotency-key.ts";
import { listed } from "./list-query.ts";
import { peopleOf } from "./person-resource.ts";
import { noCursor, noSuchThing, pageOf } from "./resource.ts";

const PEOPLE = "/accounts/:account/people";

/** Everything that an account's object keeps, its people in the clear: JSON that is written as it is read. */
export interface AccountExport {
  object: "account_export";
  accountId: string;
  exportedMs: number;
  people: { id: string; personal: Personal | null }[];
  records: { kind: string; id: string; row: unknown }[];
  /** The account's chain, the newest first, as `bin/verify-export.ts` reads it. */
  commands: { [name: string]: unknown }[];
  proof: unknown;
}

/** The people of an account as programs see them; their data handed out and erased. What else becomes of one is a command. */
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
  })
  .post(`${PEOPLE}/:id/erase`, allow("billing:reveal"), jsonInput(because), async (c) => {
    const { account, id } = c.req.param();
    const named = async () =>
      isAccountId(account) ? (await peopleOf(c.env, account)).find((one) => one.id === id) : undefined;
    if (!(await named())) return noSuchThing(c);
    await erasePerson(c, account, id, c.req.valid("json").reason);
    return c.json((await named()) ?? null);
  })
  .post("/accounts/:account/export", allow("billing:reveal"), jsonInput(because), async (c) => {
    const account = c.req.param("account");
    const handed = isAccountId(account) ? await handOut(c, account, c.req.valid("json").reason) : null;
    return handed ?? noSuchThing(c);
  });
