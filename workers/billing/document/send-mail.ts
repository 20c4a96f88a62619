import { sentLink } from "../../front/origin.ts";
import { type Mail, sendMails } from "../../mail/mail.ts";
import { type EffectEnding, type EffectOrder, triedInVain } from "../command/effect-order.ts";
import { PORTAL_PATH } from "../portal/path.ts";
import { documentPath, documentToken } from "./document-link.ts";
import type { Letter, Written } from "./letter.ts";
import { billingMail } from "./mail/mail.ts";
import { mailStaff, STAFF_MAIL_KINDS } from "./staff-mail.ts";
import { paperWords } from "./words/language.ts";

const UNWRITTEN: Record<Extract<Written, { letter: null }>["because"], EffectEnding> = {
  over: { kind: "done", commands: [] },
  nobody: { kind: "park", because: "Nobody of the account has a mail address." },
  "no-such-mail": { kind: "park", because: "Nothing writes such a mail." },
};

/**
 * Effects `mail` of many accounts at once: writes to the people who care for an account's bills, or to the company's own,
 * and says of each what became of it, in their order. What is over by now is not sent.
 */
export async function mailAll(env: Env, orders: readonly EffectOrder[]): Promise<EffectEnding[]> {
  const kinds = orders.map(({ effect }) => STAFF_MAIL_KINDS.find((kind) => effect.id.startsWith(`${kind}:`)));
  const toPeople = orders.filter((_, at) => kinds[at] === undefined);
  const written = mailPeople(env, toPeople).catch((error) => toPeople.map(() => triedInVain(error)));
  const toStaff = orders.map((order, at) => kinds[at] && mailStaff(env, kinds[at], order).catch(triedInVain));
  const [endings, staffEndings] = [(await written).values(), await Promise.all(toStaff)];
  return staffEndings.map((ending) => ending ?? endings.next().value ?? triedInVain("It has no ending."));
}

async function mailPeople(env: Env, orders: readonly EffectOrder[]): Promise<EffectEnding[]> {
  const mails = orders.flatMap((order) =>
    order.mail?.letter ? { ...mailOf(env, order, order.mail.letter), atMs: order.nowMs } : [],
  );
  const sent = (await sendMails(env, mails)).values();
  return orders.map(({ mail }) => {
    if (!mail?.letter) return UNWRITTEN[mail?.because ?? "no-such-mail"];
    const { value: result } = sent.next();
    return result?.ok ? UNWRITTEN.over : { kind: "retry", because: result?.detail ?? "" };
  });
}

function mailOf(env: Env, { accountId, effect }: EffectOrder, letter: Letter): Mail {
  const { kind, language, facts, documentId, to } = letter;
  const url = sentLink(env, documentId === null ? PORTAL_PATH : documentPathOf(env, accountId, documentId));
  const words = paperWords(language);
  const written = billingMail(kind, language, facts, url, documentId === null ? words.account : words.view);
  return { id: `${accountId}/${effect.id}`, kind: "billing", to, ...written, accountId };
}

const documentPathOf = (env: Env, accountId: string, documentId: string): string =>
  documentPath(documentToken(env.APIARY_SECRET, { accountId, documentId }));
