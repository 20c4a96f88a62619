import { sentLink } from "../../front/origin.ts";
import { sendMail } from "../../mail/mail.ts";
import { type Account, type AccountPerson, isTest } from "../account/account.ts";
import { type AccountBooks, accountBooks } from "../account-client.ts";
import type { EffectEnding, EffectOrder } from "../effect-order.ts";
import { PORTAL_PATH } from "../portal/path.ts";
import { documentPath, documentToken } from "./document-link.ts";
import { billingMail } from "./mail/mail.ts";
import { matterOf } from "./mail/matter.ts";
import { MAIL_KINDS } from "./mail/words.ts";
import { mailStaff, STAFF_MAIL_KINDS } from "./staff-mail.ts";
import { paperWords } from "./words/language.ts";

/** Of one mail at most. */
const RECIPIENTS_MAX = 20;

const DONE: EffectEnding = { kind: "done", commands: [] };

/** Effect `mail`: writes to the people of an account who care for its bills. What is over by now is not sent. */
export async function mailAbout(env: Env, order: EffectOrder): Promise<EffectEnding> {
  const { accountId, effect, nowMs } = order;
  const staffKind = STAFF_MAIL_KINDS.find((one) => effect.id.startsWith(`${one}:`));
  if (staffKind !== undefined) return mailStaff(env, staffKind, order);
  const kind = MAIL_KINDS.find((one) => effect.id.startsWith(`${one}:`));
  if (kind === undefined) return { kind: "park", because: `Nothing writes ${effect.id.split(":")[0]}.` };
  const books = accountBooks(env, accountId);
  const {
    account: accounts,
    company: companies,
    person: people,
  } = await books.records(["account", "company", "person"]);
  const [account, company] = [accounts[0], companies[0]];
  if (account === undefined || company === undefined) return { kind: "park", because: "There is no such account." };
  if (isTest(account)) return DONE;
  const matter = await matterOf(books, kind, effect.subject, account);
  if (matter === null) return DONE;
  const to = await recipientsOf(books, account, people);
  if (to.length === 0) return { kind: "park", because: "Nobody of the account has a mail address." };
  const { seller } = company;
  const facts = { ...matter.facts, name: account.name, seller: seller.legalName || seller.name };
  const { documentId } = matter;
  const url = sentLink(env, documentId === null ? PORTAL_PATH : documentPathOf(env, accountId, documentId));
  const words = paperWords(account.language);
  const written = billingMail(kind, account.language, facts, url, documentId === null ? words.account : words.view);
  const sent = await sendMail(
    env,
    { id: `${accountId}/${effect.id}`, kind: "billing", to, ...written, accountId },
    nowMs,
  );
  return sent.ok ? DONE : { kind: "retry", because: sent.detail };
}

const documentPathOf = (env: Env, accountId: string, documentId: string): string =>
  documentPath(documentToken(env.APIARY_SECRET, { accountId, documentId }));

/** Who cares for an account's bills: the people who have that part in it; its owner where nobody has. */
async function recipientsOf(books: AccountBooks, { ownerId }: Account, people: AccountPerson[]): Promise<string[]> {
  const known = await books.people();
  const billing = people.filter(({ endedMs, role }) => endedMs === null && role === "billing");
  const chosen = billing.length > 0 ? billing.map(({ id }) => id) : [ownerId];
  return chosen.slice(0, RECIPIENTS_MAX).flatMap((id) => known.get(id)?.mail ?? []);
}
