import { accountBooks } from "../../account-client.ts";
import { LISTS_VERSION } from "./projection.ts";

/** Accounts that one minute has tell everything again. */
export const LISTED_AT_ONCE = 100;

const OLDER = "select id from billing_account where listed < ? order by listed, no limit ?";
const LISTED = "update billing_account set listed = ?1 where id in (select value from json_each(?2))";

/**
 * Each minute: has accounts that were opened under an earlier version tell the lists everything again, once each. Cut off between an
 * account's word and the note of it, it is asked again, which changes nothing.
 */
export async function renewLists(env: Env): Promise<number> {
  const { results } = await env.DB.prepare(OLDER).bind(LISTS_VERSION, LISTED_AT_ONCE).all<{ id: string }>();
  if (results.length === 0) return 0;
  // An account that cannot be reached now is asked in the next minute.
  const asked = await Promise.allSettled(results.map(({ id }) => accountBooks(env, id).rebuild()));
  const told = results.filter((_, index) => asked[index]?.status === "fulfilled").map(({ id }) => id);
  await env.DB.prepare(LISTED).bind(LISTS_VERSION, JSON.stringify(told)).run();
  return told.length;
}
