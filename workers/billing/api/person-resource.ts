import type { AccountPerson } from "../account/account.ts";
import { maskedMail, maskedName, type Personal } from "../account/person/personal.ts";
import { accountBooks } from "../account-client.ts";
import type { Told } from "../books/told-record.ts";

/** Somebody of an account as programs read them: name and mail masked, as wherever nobody asked for them with a reason; empty once erased. */
export type PersonResource = Told<AccountPerson & Record<"name" | "mail", string>, "person">;

/** Everybody that an account has or had, in the order in which they came. */
export async function peopleOf(env: Env, accountId: string): Promise<PersonResource[]> {
  const books = accountBooks(env, accountId);
  const [{ person }, known] = await Promise.all([books.records(["person"]), books.people()]);
  return person.map(({ id, ...part }) => ({
    ...{ id, object: "person", accountId, ...part },
    ...masked(known.get(id) ?? null),
  }));
}

const masked = (personal: Personal | null) => ({
  name: personal ? maskedName(personal.name) : "",
  mail: personal ? maskedMail(personal.mail) : "",
});
