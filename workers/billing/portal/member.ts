import { createHmac } from "node:crypto";
import { searchHash } from "../account/person/keyed-hash.ts";
import { comparedMail } from "../account/person/personal.ts";
import { searchKey } from "../account/search/search-key.ts";
import { accountBooks } from "../account-client.ts";

/** Somebody of an account. */
export interface Member {
  accountId: string;
  personId: string;
}

/** Accounts that one mail address leads to at most, the newest. */
export const MEMBERS_MAX = 20;

/** What stands for a mail address where it is not to be read. */
export const whoHas = (secret: string, mail: string): string =>
  createHmac("sha256", secret)
    .update(`billing-portal:${comparedMail(mail)}`)
    .digest("hex");

const BY_KEY = `select id from billing_account where merged_into_id is null and status <> 'incinerated' and no in
  (select rowid from billing_account_key where billing_account_key match ? order by rowid desc limit ${MEMBERS_MAX})
  order by no desc`;

/**
 * Who has this mail address now, in every account that has somebody by it, and how it is written there: what somebody typed is not
 * where a link goes. The index is by a keyed hash and without accents; the accounts' objects decide. Null when nobody has it.
 */
export async function findMembers(env: Env, typed: string): Promise<{ mail: string; members: Member[] } | null> {
  const key = searchKey("mail", typed, searchHash(env.APIARY_SECRET));
  const { results } = await env.DB.prepare(BY_KEY).bind(key).all<{ id: string }>();
  const found = await Promise.all(
    results.map(async ({ id }) => {
      const books = accountBooks(env, id);
      const [{ person: people }, known] = await Promise.all([books.records(["person"]), books.people()]);
      return people.flatMap(({ id: personId, endedMs }) => {
        const mail = endedMs === null ? (known.get(personId)?.mail ?? "") : "";
        return comparedMail(mail) === comparedMail(typed) ? [{ accountId: id, personId, mail }] : [];
      });
    }),
  );
  const members = found.flatMap((own) => own.slice(0, 1));
  const [first] = members;
  if (!first) return null;
  return { mail: first.mail, members: members.map(({ accountId, personId }) => ({ accountId, personId })) };
}
