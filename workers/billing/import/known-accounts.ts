import { searchHash } from "../account/person/keyed-hash.ts";
import { searchKey } from "../account/search/search-key.ts";
import { accountBooks } from "../account-client.ts";
import { eachBounded } from "../job/bounds.ts";
import { importedAccountId } from "./imported-id.ts";

/** Accounts that are looked at for a step's ids at most: short ids are part of many. */
const CANDIDATES_MAX = 1_000;

/** Which account an external id means, and whether it is there already. */
export interface KnownAccount {
  accountId: string;
  exists: boolean;
}

/** Which accounts external ids mean: whoever is linked to one, else the one that an import makes of it. */
export async function knownAccounts(
  env: Env,
  source: string,
  externalIds: readonly string[],
): Promise<Map<string, KnownAccount>> {
  const made = new Map(externalIds.map((externalId) => [importedAccountId(source, externalId), externalId]));
  const hash = searchHash(env.APIARY_SECRET);
  const keys = [...new Set(externalIds.map((externalId) => searchKey("external", externalId, hash)))];
  const { results } = await env.DB.prepare(
    `select id from billing_account where id in (select value from json_each(?1)) or no in
       (select rowid from billing_account_key where billing_account_key match ?2 limit ${CANDIDATES_MAX})`,
  )
    .bind(JSON.stringify([...made.keys()]), keys.join(" OR "))
    .all<{ id: string }>();
  const wanted = new Set(externalIds);
  const linked = new Map<string, string>();
  await eachBounded(results, async ({ id }) => {
    const account = await accountBooks(env, id).record("account", id);
    const externalId = account?.externalIds[source];
    if (externalId !== undefined && wanted.has(externalId) && account?.mergedIntoId === null)
      linked.set(externalId, id);
  });
  const there = new Set(results.map(({ id }) => id));
  return new Map(
    [...made].map(([id, externalId]) => {
      const accountId = linked.get(externalId) ?? id;
      return [externalId, { accountId, exists: there.has(accountId) }];
    }),
  );
}
