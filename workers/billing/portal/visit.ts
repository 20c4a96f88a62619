import type { Context } from "hono";
import { html } from "hono/html";
import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import type { App } from "../../front/context.ts";
import { limitGatewayPages } from "../../front/rate-limit.ts";
import type { Account, AccountPerson } from "../account/account.ts";
import { type AccountBooks, accountBooks } from "../account-client.ts";
import type { Deed } from "../command.ts";
import type { CommandInput, CommandName } from "../commands.ts";
import type { Company } from "../company.ts";
import { localeOf } from "../document/words/language.ts";
import type { Reply } from "../execute.ts";
import { formKey, openFormKey } from "./form-key.ts";
import { PORTAL_PATH } from "./path.ts";
import { endPortalSessions, type PortalSession, readPortalSession } from "./portal-session.ts";
import { mayDo, type Right } from "./right.ts";
import { type Markup, portalForm, portalPage, refusalPage } from "./shell.ts";
import { askedLanguage, type PortalWords, portalWords } from "./words/words.ts";

/** Somebody who looks after an account, in one request. */
export interface Visit {
  session: PortalSession;
  account: Account;
  person: AccountPerson;
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
  const member = session.members.find(({ accountId }) => accountId === session.accountId);
  if (!member) return c.redirect(`${PORTAL_PATH}/choose`, 303);
  const books = accountBooks(c.env, member.accountId);
  const [records, known] = await Promise.all([books.records(["account", "company", "person"]), books.people()]);
  const [account] = records.account;
  const person = records.person.find(({ id }) => id === member.personId);
  // Who left, or was erased, is let in no more, whatever their browser still has.
  if (!account || !person || person.endedMs !== null || !known.get(person.id) || account.incineratedMs !== null) {
    await endPortalSessions(c, session, false);
    return c.redirect(`${PORTAL_PATH}/enter`, 303);
  }
  return {
    ...{ session, account, person, books },
    seller: sellerOf(records.company[0]),
    words: portalWords(account.language),
    locale: localeOf(account.language),
    nowMs: account.clockMs ?? c.get("nowMs"),
  };
}

/** What the company is called. */
export const sellerOf = (company: Company | undefined): string =>
  company?.seller.legalName || company?.seller.name || "";

/** A page for whoever has a right in their account; null for everybody in it. */
export const visited =
  (right: Right | null, show: (c: Context<App>, visit: Visit) => Answer) =>
  async (c: Context<App>): Promise<Response> => {
    const visit = await visitOf(c);
    if (visit instanceof Response) return visit;
    if (right !== null && !mayDo(visit.person.role, right)) return notAllowed(c, visit);
    return show(c, visit);
  };

/** Such a page for which a gateway is asked: opened so often a minute and no more. */
export const askingGateway = (right: Right | null, show: (c: Context<App>, visit: Visit) => Answer) =>
  visited(right, async (c, visit) =>
    (await limitGatewayPages(c, visit.session.hash)) ? limited(c, visit) : show(c, visit),
  );

const limited = (c: Context<App>, { words, account, seller }: Visit) =>
  refusalPage(c, {
    ...{ title: words.limitedTitle, text: words.limitedText, language: account.language, seller, status: 429 },
    link: { href: PORTAL_PATH, label: words.overview },
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
  const body = await c.req.parseBody();
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
  "notDone",
  "sentAlready",
  "otherNow",
  "nothingEntered",
  "busyMethod",
  "tooManyMethods",
  "expiredMethod",
  "noChange",
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
  "payment-under-way": "busyMethod",
  "too-many-methods": "tooManyMethods",
  "method-expired": "expiredMethod",
};

/** What a page says of a command's answer. */
export const doneOf = (reply: Reply, done: Done = "done"): Done => (reply.ok ? done : (WHY[reply.reason] ?? "notDone"));

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
