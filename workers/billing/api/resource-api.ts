import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { accountBooks } from "../account-client.ts";
import { outward, recordAccount } from "../books/told-record.ts";
import { eachBounded } from "../job/bounds.ts";
import { listPage } from "../list/money-list.ts";
import { isAccountId } from "./account-id.ts";
import {
  COMPANY_LISTS,
  type CompanyList,
  type CompanyQuery,
  companyQuery,
  type ListQuery,
  listQuery,
} from "./list-query.ts";
import { noCursor, noSuchThing, page, pageOf, RESOURCES, type ResourceName } from "./resource.ts";

/** Accounts' records as programs read them: one by its id, an account's in pages, and some of all accounts'. */
export const resourceApi = new Hono<App>();

for (const name of Object.keys(RESOURCES) as ResourceName[]) {
  resourceApi.get(`/accounts/:account/${name}`, allow("billing:read"), queryInput(listQuery(name)), (c) =>
    listAnswer(c, c.req.param("account"), name, c.req.valid("query")),
  );
}

for (const name of COMPANY_LISTS) {
  resourceApi.get(`/${name}`, allow("billing:read"), queryInput(companyQuery(name)), (c) =>
    companyAnswer(c, name, c.req.valid("query")),
  );
}

for (const name of Object.keys(RESOURCES) as ResourceName[]) {
  resourceApi.get(`/${name}/:id`, allow("billing:read"), async (c) => {
    const id = c.req.param("id");
    const account = recordAccount(id);
    const found = account && (await accountBooks(c.env, account).record(RESOURCES[name], id));
    return found ? c.json(outward(found)) : noSuchThing(c);
  });
}

async function listAnswer(c: Context<App>, account: string, name: ResourceName, query: ListQuery): Promise<Response> {
  if (!isAccountId(account)) return noSuchThing(c);
  const { limit, cursor = null, ...filter } = query;
  // One more than is shown tells whether there is more.
  const found = await accountBooks(c.env, account).page(RESOURCES[name], limit + 1, cursor, filter);
  if (found === null) return noCursor(c);
  if (found.length === 0 && (await accountBooks(c.env, account).record("account", account)) === null)
    return noSuchThing(c);
  return c.json(outward(pageOf(found, limit)));
}

const PLACE = /^(\d{1,16}):([a-z]+_[0-9a-f]{32}_\d+)$/;

/**
 * A page of a list of all accounts. The list in D1 says which, the accounts' books what they are; where much was looked
 * through in vain a page is short, and the next one goes on.
 */
async function companyAnswer(c: Context<App>, name: CompanyList, query: CompanyQuery): Promise<Response> {
  const { limit, cursor, ...filter } = query;
  const place = cursor === undefined ? null : PLACE.exec(cursor);
  if (cursor !== undefined && place === null) return noCursor(c);
  const after = { ...(place && { afterMs: Number(place[1]) }), afterId: place?.[2] ?? "" };
  const { rows, next } = await listPage(c.env.DB, name, { ...filter, ...after }, c.get("nowMs"), limit);
  const records = await eachBounded(rows, ({ accountId, id }) =>
    accountBooks(c.env, accountId).record(RESOURCES[name], id),
  );
  const data = records.flatMap((record) => record ?? []);
  return c.json(outward(page(data, next && `${next.createdMs}:${next.id}`)));
}
