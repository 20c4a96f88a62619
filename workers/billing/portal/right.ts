import { isObject, type Json } from "../../kit/json.ts";
import { type Failure, fail } from "../../kit/result.ts";
import type { AccountPerson } from "../account/account.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";

/** What somebody of an account may do there: see invoices and who looked, pay, change details, say who gets the bills, change the plan, end it. */
export type Right = "see" | "pay" | "details" | "people" | "plan" | "cancel";

const RIGHTS: Record<AccountPerson["role"], readonly Right[]> = {
  owner: ["see", "pay", "details", "people", "plan", "cancel"],
  admin: ["see", "pay", "details", "people", "plan"],
  billing: ["see", "pay", "details"],
  member: [],
};

/** Whether a part in an account gives a right; ending it is its owner's alone. */
export const mayDo = (role: AccountPerson["role"], right: Right): boolean => RIGHTS[role].includes(right);

/** The actor's id of somebody who has the link of an invoice and nothing else. */
export const INVOICE_LINK = "invoice-link";

/** What customers may run themselves, by the right that it asks for; everything else is staff's or the system's. */
const CUSTOMER_COMMANDS: Readonly<Record<string, Right>> = {
  "invoice.mail": "see",
  "credit-note.mail": "see",
  "payment.mail": "see",
  "account.change": "details",
  "tax-id.set": "details",
  "person.add": "people",
  "person.remove": "people",
  "subscription.create": "plan",
  "subscription.change": "plan",
  "subscription.redeem": "plan",
  "subscription.resume": "plan",
  "subscription.cancel": "cancel",
  "subscription.keep": "cancel",
  "account.cancel": "cancel",
  "account.reactivate": "cancel",
  "payment.start": "pay",
  "payment.cancel": "pay",
  "payment.pay-once": "pay",
  "method.attach": "pay",
  "method.default": "pay",
  "method.detach": "pay",
};

/** What everybody of an account may run, about themselves. */
const OF_ONESELF: readonly string[] = ["person.change-mail"];

/** What whoever has an invoice's link may run. */
const BY_LINK: readonly string[] = ["payment.pay-once", "payment.cancel"];

/** Fields of commands that only staff sets: what they are when a customer runs them. Trials, terms and timing are the company's to give. What a coupon gives is the catalogue's: its word is exchanged for that before. */
const UNSET: Readonly<Record<string, Json>> = {
  timing: null,
  atMs: null,
  trialDays: 0,
  minimumAmount: 0,
  subscriptions: "leave",
  collection: { kind: "automatic" },
};

/** Why a customer may not run a command on these books; null when they may, and for everybody who is none. */
export function customerRefusal(
  books: Books,
  { command, input, deed }: { command: string; input: Json; deed: Deed },
): Failure<"not-for-customers" | "no-right"> | null {
  if (deed.actor.kind !== "customer") return null;
  if (OF_ONESELF.includes(command)) return isOfOneself(books, input, deed.actor.id);
  const right = Object.hasOwn(CUSTOMER_COMMANDS, command) ? CUSTOMER_COMMANDS[command] : undefined;
  if (right === undefined || setsStaffFields(input) || !isOfBills(books, command, input))
    return fail("not-for-customers", "Only the company's own people do this.");
  if (deed.actor.id === INVOICE_LINK)
    return BY_LINK.includes(command) ? null : fail("no-right", "An invoice's link pays that invoice and nothing else.");
  const person = books.people.get(deed.actor.id);
  if (person?.endedMs === null && mayDo(person.role, right)) return null;
  return fail("no-right", "This person may not do this in the account.");
}

function isOfOneself(books: Books, input: Json, id: string): Failure<"no-right"> | null {
  const isSelf = isObject(input) && input.personId === id;
  if (isSelf && books.people.get(id)?.endedMs === null) return null;
  return fail("no-right", "People of an account do this for themselves only.");
}

/** Whether a command that is about people is about who gets the bills: no customer makes anybody more, or less, than that. */
function isOfBills(books: Books, command: string, input: Json): boolean {
  if (command !== "person.add" && command !== "person.remove") return true;
  if (typeof input !== "object" || input === null || Array.isArray(input)) return false;
  const known = books.people.get(String(input.personId));
  if (known !== null && known.role !== "billing") return false;
  return command === "person.remove" ? known !== null : input.role === "billing";
}

function setsStaffFields(input: Json): boolean {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return true;
  return Object.entries(UNSET).some(
    ([field, unset]) => input[field] !== undefined && JSON.stringify(input[field]) !== JSON.stringify(unset),
  );
}
