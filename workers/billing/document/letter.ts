import { type AccountPerson, isTest } from "../account/account.ts";
import type { Personal } from "../account/person/personal.ts";
import type { Books } from "../books/books.ts";
import { settingsFor } from "../company/legal-entity.ts";
import { addresseeOf } from "../invoice/mail-again.ts";
import type { MailFacts } from "./mail/mail.ts";
import { matterOf } from "./mail/matter.ts";
import { type BillingMailKind, MAIL_KINDS } from "./mail/words.ts";

/** Of one mail at most. */
const RECIPIENTS_MAX = 20;

/** What a mail to an account's people says and to whom, as its books are when it is sent. */
export interface Letter {
  kind: BillingMailKind;
  language: string;
  facts: MailFacts & { seller: string };
  /** The document that it links to; null when it leads to the portal. */
  documentId: string | null;
  to: string[];
}

/** What the books say of a mail: a letter, or why there is none. `over`: there is nothing to say any more. */
export type Written = { letter: Letter } | { letter: null; because: "over" | "nobody" | "no-such-mail" };

/** Writes what an effect's mail says; its id begins with the mail's name. */
export function letterOf(
  books: Books,
  known: ReadonlyMap<string, Personal | null>,
  { id, subject }: { id: string; subject: string },
): Written {
  const kind = MAIL_KINDS.find((one) => id.startsWith(`${one}:`));
  const [account, company] = [books.account(), books.company()];
  if (kind === undefined || account === null || company === null) return { letter: null, because: "no-such-mail" };
  const matter = isTest(account) ? null : matterOf(books, kind, subject, account);
  if (matter === null) return { letter: null, because: "over" };
  const asked = addresseeOf(id);
  const to =
    asked === null ? recipientsOf(account.ownerId, books.people.list(), known) : addressOf(books, asked, known);
  if (to.length === 0) return { letter: null, because: "nobody" };
  const { seller } = settingsFor(company, account);
  const facts = { ...matter.facts, name: account.name, seller: seller.legalName || seller.name };
  return { letter: { kind, language: account.language, facts, documentId: matter.documentId, to } };
}

/** Of somebody who asked for a document once more; of nobody who has left meanwhile. */
function addressOf(books: Books, personId: string, known: ReadonlyMap<string, Personal | null>): string[] {
  const mail = books.people.get(personId)?.endedMs === null ? known.get(personId)?.mail : undefined;
  return mail === undefined ? [] : [mail];
}

/** Who cares for an account's bills: the people who have that part in it; its owner where nobody has. */
function recipientsOf(
  ownerId: string,
  people: readonly AccountPerson[],
  known: ReadonlyMap<string, Personal | null>,
): string[] {
  const billing = people.filter(({ endedMs, role }) => endedMs === null && role === "billing");
  const chosen = billing.length > 0 ? billing.map(({ id }) => id) : [ownerId];
  return chosen.slice(0, RECIPIENTS_MAX).flatMap((id) => known.get(id)?.mail ?? []);
}
