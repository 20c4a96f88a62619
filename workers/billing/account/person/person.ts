import * as z from "zod";
import { fail, ok } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import type { Command } from "../../command/command.ts";
import type { Account, AccountPerson } from "../account.ts";
import { PEOPLE_EVER_MAX, PEOPLE_MAX } from "../limits.ts";
import { aLiveAccount, anAccount, type Standing } from "../standing.ts";

const PersonId = z.string().min(1).max(64);

/** The people that an account has now. */
export const presentPeople = (books: Books): AccountPerson[] =>
  books.people.list().filter((one) => one.endedMs === null);

export const PersonAdd = z.strictObject({ personId: PersonId, role: z.enum(["admin", "billing", "member"]) });

/** Adds somebody, or gives another role to who is there already. The owner's role goes by a transfer only. */
export const addPerson: Command<
  z.output<typeof PersonAdd>,
  AccountPerson,
  Standing | "person-is-owner" | "too-many-people"
> = (books, { personId, role }, deed) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  if (found.value.ownerId === personId)
    return fail("person-is-owner", "This is the owner. Transfer the account first.");
  const before = books.people.get(personId);
  const present = before !== null && before.endedMs === null;
  if (!present && presentPeople(books).length >= PEOPLE_MAX) {
    return fail("too-many-people", `An account has at most ${PEOPLE_MAX} people.`);
  }
  if (!before && books.people.list().length >= PEOPLE_EVER_MAX) {
    return fail("too-many-people", `An account has had ${PEOPLE_EVER_MAX} people, which is the most.`);
  }
  const person: AccountPerson = { ...(before ?? { id: personId, createdMs: deed.nowMs }), role, endedMs: null };
  books.people.put(person);
  return ok(person);
};

export const PersonRemove = z.strictObject({ personId: PersonId });

/** Ends somebody's part in an account. Who is gone already stays so. */
export const removePerson: Command<
  z.output<typeof PersonRemove>,
  AccountPerson,
  Standing | "no-such-person" | "person-is-owner"
> = (books, { personId }, deed) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const person = books.people.get(personId);
  if (!person) return fail("no-such-person", "The account has no such person.");
  if (found.value.ownerId === personId)
    return fail("person-is-owner", "This is the owner. Transfer the account first.");
  const removed = { ...person, endedMs: person.endedMs ?? deed.nowMs };
  books.people.put(removed);
  return ok(removed);
};

export const PersonChangeMail = z.strictObject({ personId: PersonId });

/** Notes that somebody is known by another mail address from now on. The address itself lies beside the books, and is changed in the same transaction. */
export const changeMail: Command<z.output<typeof PersonChangeMail>, AccountPerson, Standing | "no-such-person"> = (
  books,
  { personId },
) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const person = books.people.get(personId);
  if (person?.endedMs !== null) return fail("no-such-person", "The account has no such person.");
  const changed = { ...person, mailChanges: (person.mailChanges ?? 0) + 1 };
  books.people.put(changed);
  return ok(changed);
};

export const AccountTransfer = z.strictObject({ toPersonId: PersonId });

/** Makes somebody of the account its owner; who was it becomes an admin. */
export const transferAccount: Command<z.output<typeof AccountTransfer>, Account, Standing | "no-such-person"> = (
  books,
  { toPersonId },
) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const account = found.value;
  const heir = books.people.get(toPersonId);
  if (!heir || heir.endedMs !== null)
    return fail("no-such-person", "The next owner has to be one of the account's people.");
  if (account.ownerId === toPersonId) return ok(account);
  const owner = books.people.get(account.ownerId);
  if (owner) books.people.put({ ...owner, role: "admin" });
  books.people.put({ ...heir, role: "owner" });
  const transferred = { ...account, ownerId: toPersonId };
  books.putAccount(transferred);
  return ok(transferred);
};
