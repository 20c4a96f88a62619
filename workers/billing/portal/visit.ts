import type { Context } from "hono";
import { html } from "hono/html";
import type { App } from "../../front/context.ts";
import { limitActor, limitCustomerPages } from "../../front/rate-limit.ts";
import type { Json } from "../../kit/json.ts";
import type { Account, AccountPerson } from "../account/account.ts";
import type { Personal } from "../account/person/personal.ts";
import { type AccountBooks, accountBooks } from "../account-client.ts";
import type { Deed } from "../command/command.ts";
import type { CommandInput, CommandName } from "../command/commands.ts";
import type { Reply } from "../command/execute.ts";
import type { Company } from "../company/company.ts";
import { settingsFor } from "../company/legal-entity.ts";
import { localeOf } from "../document/words/language.ts";
import { formKey, openFormKey } from "./entry/form-key.ts";
import { endPortalSessions, type PortalSession, readPortalSession } from "./entry/portal-session.ts";
import { PORTAL_PATH } from "./path.ts";
import { mayDo, type Right } from "./right.ts";
import { type Markup, portalForm, portalPage, refusalPage } from "./shell.ts";
import { askedLanguage, type PortalWords, portalWords } from "./words/words.ts";

/** Somebody who looks after an account, in one request. */
export interface Visit {
  session: PortalSession;
  account: Account;
  person: AccountPerson;
  /** Name and mail address of that person. */
  personal: Personal;
  seller: string;
  books: AccountBooks;
  words: PortalWords;
  /** The tag by which figures and dates are written. */
  locale: string;
  /** The account's own time. */
  nowMs: number;
}

type Answer = Response | Promise<Response>;

/** Who is in the portal, checked against the account's books as they are now; else where to go. */
async function visitOf(c: Context<App>): Promise<Visit | Response> {
  const session = await readPortalSession(c);
  if (!session) return c.redirect(`${PORTAL_PATH}/enter`, 303);
  // One browser, or a program in its place, leaves room for the others.
  if (await limitActor(c, `portal:${session.hash}`)) return limitedPage(c, strangerWords(c));
  const member = session.members.find(({ accountId }) => accountId === session.accountId);
  if (!member) return c.redirect(`${PORTAL_PATH}/choose`, 303);
  const books = accountBooks(c.env, member.accountId);
  const [records, known] = await Promise.all([books.records(["account", "company", "person"]), books.people()]);
  const [account] = records.account;
  const person = records.person.find(({ id }) => id === member.personId);
  const personal = known.get(member.personId);
  // Who left, or was erased, is let in no more, whatever their browser still has.
  if (!account || !person || person.endedMs !== null || !personal || account.incineratedMs !== null) {
    await endPortalSessions(c, session, false);
    return c.redirect(`${PORTAL_PATH}/enter`, 303);
  }
  return {
    ...{ session, account, person, personal, books },
    seller: sellerOf(records.company[0], account),
    words: portalWords(account.language),
    locale: localeOf(account.language),
    nowMs: account.clockMs ?? c.get("nowMs"),
  };
}

/** What the company is called, or the legal entity of it that sells to the account. */
export function sellerOf(company: Company | undefined, account: Account | undefined): string {
  const seller = company && settingsFor(company, account ?? {}).seller;
  return seller?.legalName || seller?.name || "";
}

/** A page for whoever has a right in their account; null for everybody in it. */
export const visited =
  (right: Right | null, show: (c: Context<App>, visit: Visit) => Answer) =>
  async (c: Context<App>): Promise<Response> => {
    const visit = await visitOf(c);
    if (visit instanceof Response) return visit;
    if (right !== null && !mayDo(visit.person.role, right)) return notAllowed(c, visit);
    return show(c, visit);
  };

/** Such a page for which a gateway is asked, or by which something can be guessed: opened so often a minute and no more. */
export const seldom = (right: Right | null, show: (c: Context<App>, visit: Visit) => Answer) =>
  visited(right, async (c, visit) =>
    (await limitCustomerPages(c, visit.session.hash)) ? limited(c, visit) : show(c, visit),
  );

const limited = (c: Context<App>, { words, account, seller }: Visit) =>
  limitedPage(c, { words, language: account.language, seller }, { href: PORTAL_PATH, label: words.overview });

/** Says that it was tried too often; the header that says how long to wait is set already. */
export const limitedPage = (
  c: Context<App>,
  { words, language, seller = "" }: { words: PortalWords; language: string; seller?: string },
  link?: { href: string; label: string },
): Answer =>
  refusalPage(c, {
    ...{ title: words.limitedTitle, text: words.limitedText, language, seller, status: 429 },
    ...(link && { link }),
  });

/** Says that a mail did not leave, and that nothing was done. */
export const notSent = (
  c: Context<App>,
  { words, language, seller = "" }: { words: PortalWords; language: string; seller?: string },
  link?: { href: string; label: string },
): Answer =>
  refusalPage(c, {
    ...{ title: words.unavailableTitle, text: words.mailAway, language, seller, status: 503 },
    ...(link && { link }),
  });

/** A form as it was sent: its fields, the key of its command, and when it was made. */
export interface SentForm {
  fields: Record<string, string>;
  key: string;
  madeMs: number;
}

/** What a form of a page does, for whoever has a right; one that is foreign or too old changes nothing. */
export const posted = (
  right: Right | null,
  act: (c: Context<App>, visit: Visit, form: SentForm) => Answer,
  page: typeof visited = visited,
) =>
  page(right, async (c, visit) => {
    const form = await readForm(c, visit.session.hash);
    if (form) return act(c, visit, form);
    const { words, account, seller } = visit;
    const link = { href: PORTAL_PATH, label: words.overview };
    const text = { title: words.notDone, text: words.staleForm, link };
    return refusalPage(c, { ...text, language: account.language, seller, status: 403 });
  });

/** The form that came, when its key is its holder's; else null. */
export async function readForm(c: Context<App>, holder: string): Promise<SentForm | null> {
  // Where the browser says so, another site's form is not even looked at. These pages name no referrer, so `Origin` says nothing.
  if (["cross-site", "same-site"].includes(c.req.header("sec-fetch-site") ?? "")) return null;
  const body = await c.req.parseBody().catch(() => ({}));
  const fields = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()]] : [])),
  );
  const opened = openFormKey(c.env.APIARY_SECRET, holder, fields.key, c.get("nowMs"));
  return opened && { fields, ...opened };
}

/** A form of this visit. */
export const visitForm = (c: Context<App>, { session }: Visit, path: string, content: Markup, cssClass = ""): Markup =>
  portalForm(`${PORTAL_PATH}${path}`, formKey(c.env.APIARY_SECRET, session.hash, c.get("nowMs")), content, cssClass);

/** Who does it: somebody of the account, named by id only. */
export const customerDeed = (c: Context<App>, { person, nowMs }: Visit, reason = ""): Deed => ({
  nowMs,
  actor: { kind: "customer", id: person.id, name: "customer" },
  reason,
  requestId: c.get("requestId"),
});

/** A command as the customer's own; what it sets off has been tried once when this answers. */
export const runAsCustomer = <Name extends CommandName>(
  c: Context<App>,
  visit: Visit,
  command: Name,
  input: CommandInput<Name>,
  { key, reason = "" }: { key: string; reason?: string },
): Promise<Reply> =>
  visit.books.run({ key, command, input: input as Json, deed: customerDeed(c, visit, reason) }, true);

const NAV: { path: string; word: keyof PortalWords; right: Right | null }[] = [
  { path: "", word: "overview", right: null },
  { path: "/plan", word: "plan", right: "plan" },
  { path: "/methods", word: "methods", right: "pay" },
  { path: "/invoices", word: "invoices", right: "see" },
  { path: "/details", word: "details", right: "details" },
  { path: "/activity", word: "activity", right: "see" },
];

/** What was done before this page, by the word that the address names. */
const DONE = [
  "done",
  "saved",
  "methodAdded",
  "methodRemoved",
  "mailed",
  "mailChangeSent",
  "mailChanged",
  "badMail",
  "getsAlready",
  "tooManyPeople",
  "notDone",
  "sentAlready",
  "otherNow",
  "nothingEntered",
  "busyMethod",
  "tooManyMethods",
  "expiredMethod",
  "noChange",
  "busyInvoice",
  "notBegun",
  "hasEnded",
  "isClosed",
  "tooManyChanges",
  "badQuantity",
  "addOnInterval",
  "noSuchCode",
  "codeExpired",
  "codeUsedUp",
  "codeElsewhere",
  "codeRedeemed",
  "tooManyDiscounts",
] as const;
export type Done = (typeof DONE)[number];

/** A page of the account, with the way to its other pages. `at` is the path of the page that it belongs to. */
export function visitPage(
  c: Context<App>,
  visit: Visit,
  page: { title: string; at: string; body: Markup; notice?: string | null; status?: 200 | 409 | 422 },
): Answer {
  const { words, account, seller, person, session } = visit;
  const links = NAV.filter(({ right }) => right === null || mayDo(person.role, right)).map(
    ({ path, word }) =>
      html`<a href="${PORTAL_PATH}${path}" ${path === page.at ? html`aria-current="page"` : ""}>${words[word]}</a>`,
  );
  const done = DONE.find((one) => one === c.req.query("done"));
  const buttons = html`<button class="button">${words.signOut}</button><button class="button" name="everywhere" value="1">${words.signOutEverywhere}</button>`;
  const other =
    session.members.length > 1 ? html`<a class="button" href="${PORTAL_PATH}/choose">${words.otherAccount}</a>` : "";
  return portalPage(c, {
    ...{ title: page.title, language: account.language, seller, body: page.body, status: page.status ?? 200 },
    header: visitForm(c, visit, "/sign-out", html`${other}${buttons}`),
    nav: html`<nav aria-label="${words.pages}">${links}</nav>`,
    notice: page.notice ?? (done ? words[done] : null),
  });
}

/** Goes to a page of the portal after a form, with what was done. */
export const goTo = (c: Context<App>, path: string, done?: Done): Response =>
  c.redirect(`${PORTAL_PATH}${path}${done ? `${path.includes("?") ? "&" : "?"}done=${done}` : ""}`, 303);

const WHY: Record<string, Done> = {
  "key-reused": "sentAlready",
  "too-many-people": "tooManyPeople",
  "payment-under-way": "busyMethod",
  "too-many-methods": "tooManyMethods",
  "method-expired": "expiredMethod",
  "invoice-under-way": "busyInvoice",
  "not-begun": "notBegun",
  "not-paid-yet": "notBegun",
  "subscription-ended": "hasEnded",
  "account-cancelled": "isClosed",
  "item-count": "tooManyChanges",
  "too-many-changes": "tooManyChanges",
  "too-many-invoices": "tooManyChanges",
  "too-many-lines": "tooManyChanges",
  "too-many-subscriptions": "tooManyChanges",
  "no-such-coupon": "noSuchCode",
  archived: "codeExpired",
  expired: "codeExpired",
  "used-up": "codeUsedUp",
  "other-currency": "codeElsewhere",
  "already-redeemed": "codeRedeemed",
  "too-many-discounts": "tooManyDiscounts",
};

/** What a page says of a command's answer. */
export const doneOf = (reply: { ok: true } | { ok: false; reason: string }, done: Done = "done"): Done =>
  reply.ok ? done : (WHY[reply.reason] ?? "notDone");

const notAllowed = (c: Context<App>, { words, account, seller }: Visit): Answer =>
  refusalPage(c, {
    ...{ title: words.notAllowedTitle, text: words.notAllowedText, language: account.language, seller, status: 403 },
    link: { href: PORTAL_PATH, label: words.overview },
  });

/** The words for somebody who is not known yet: of the language that their browser asks for. */
export function strangerWords(c: Context<App>): { language: string; words: PortalWords } {
  const language = askedLanguage(c.req.header("accept-language"));
  return { language, words: portalWords(language) };
}
