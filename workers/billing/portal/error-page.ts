import type { Context } from "hono";
import { html } from "hono/html";
import type { App } from "../../front/context.ts";
import { logUnhandled } from "../../front/on-error.ts";
import { accountBooks } from "../account-client.ts";
import { filled } from "../document/words/words.ts";
import { readPortalSession } from "./entry/portal-session.ts";
import { PORTAL_PATH } from "./path.ts";
import { portalPage } from "./shell.ts";
import { strangerWords } from "./visit.ts";
import { portalWords } from "./words/words.ts";

/** The page for what nobody caught: it is logged under the request id that the page names. */
export function failedPage(error: Error, c: Context<App>): Promise<Response> {
  logUnhandled(error, c);
  return errorPage(c, 500);
}

/** The page for an address that has none, or none for what was asked of it (`allowed` says for what it has). */
export function missingPage(c: Context<App>, allowed: readonly string[]): Promise<Response> {
  if (allowed.length > 0) c.header("allow", allowed.join(", "));
  return errorPage(c, allowed.length > 0 ? 405 : 404);
}

/** The page for a form that is larger than forms are. */
export const tooLargePage = (c: Context<App>): Promise<Response> => errorPage(c, 413);

async function errorPage(c: Context<App>, status: 404 | 405 | 413 | 500): Promise<Response> {
  const { language, words } = await readerWords(c);
  const missing = { title: words.notFoundTitle, text: words.notFoundText };
  const { title, text } = {
    404: missing,
    405: missing,
    413: { title: words.tooLargeTitle, text: words.tooLargeText },
    500: { title: words.brokenTitle, text: words.brokenText },
  }[status];
  const body = html`<p>${text}</p><p class="dim">${filled(words.requestId, { id: c.get("requestId") })}</p>
<p class="row"><a class="button" href="${PORTAL_PATH}">${words.overview}</a></p>`;
  return portalPage(c, { title, language, seller: "", body, status });
}

/** The words of the account that somebody looks at; of their browser's language where that cannot be found out. */
async function readerWords(c: Context<App>): Promise<ReturnType<typeof strangerWords>> {
  // What failed before may fail again here, and is told already.
  const language = await accountLanguage(c).catch(() => null);
  return language === null ? strangerWords(c) : { language, words: portalWords(language) };
}

async function accountLanguage(c: Context<App>): Promise<string | null> {
  const { accountId } = (await readPortalSession(c)) ?? { accountId: null };
  const account = accountId && (await accountBooks(c.env, accountId).record("account", accountId));
  return account ? account.language : null;
}
