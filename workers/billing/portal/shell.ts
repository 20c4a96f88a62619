import type { Context } from "hono";
import { html, raw } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { App } from "../../front/context.ts";
import { PAGE_STYLE, pagePolicy } from "../document/page-style.ts";
import { languageOf } from "../document/words/language.ts";

/** A piece of HTML, escaped where it is put together. */
export type Markup = ReturnType<typeof html>;

const STYLE = `${PAGE_STYLE}
header{max-width:46rem;margin:0 auto 1.5rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;align-items:center;color:var(--dim)}
header form{display:flex;flex-wrap:wrap;gap:.5rem}
header .button{padding:.25rem .6rem;font-size:.875rem}
h1{margin:0 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2rem 0 .5rem}
nav a[aria-current]{border-color:var(--ink);font-weight:600}
main a{overflow-wrap:anywhere}
ul{padding:0;margin:0 0 1rem;list-style:none}
li{padding:.6rem 0;border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;align-items:center}
li form{display:inline}
li .actions{display:flex;flex-wrap:wrap;gap:.5rem}
li small{display:block;color:var(--dim)}
.notice{border:1px solid var(--line);border-left:4px solid var(--ink);border-radius:6px;padding:.6rem .9rem;margin:0 0 1.5rem}
.notice p{margin:.25rem 0}
.end{margin-top:2.5rem}
main a:not(.button){color:inherit}
.fields{display:grid;gap:1rem;margin:0 0 1rem;max-width:28rem}
label{display:block}
.fields label span{display:block}
input:not([type=radio],[type=checkbox]),select,textarea{box-sizing:border-box;width:100%;padding:.5rem;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--dim);border-radius:6px}
fieldset{border:0;padding:0;margin:0 0 1rem}
fieldset label{padding:.4rem 0}
label small{color:var(--dim)}
.add-ons label{padding:.6rem 0;border-bottom:1px solid var(--line);display:flex;gap:.25rem 1rem;align-items:center}
.add-ons label span{flex:1}
.add-ons small{display:block}
.add-ons input[type=number]{width:7rem}
legend{padding:0;margin:0 0 .25rem;font-weight:600}
.row{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}
.dim{color:var(--dim)}
.bills li>span:first-child{flex:1 1 12rem}
.bills strong{font-variant-numeric:tabular-nums}
.bills .files{flex-basis:100%;display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;font-size:.875rem}
.files .button{margin-left:auto;padding:.25rem .6rem}
@media (max-width:30rem){nav{gap:.35rem}nav a{padding:.3rem .55rem;font-size:.875rem}}
button.link{padding:0;border:0;background:none;color:inherit;font:inherit;text-decoration:underline;cursor:pointer;text-align:inherit}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;

const POLICY = pagePolicy(STYLE, "'self'");

/** One page for customers. */
export interface PortalPage {
  title: string;
  /** The tag of its language. */
  language: string;
  /** Who it is from; empty where that is not known. */
  seller: string;
  /** Above all else: account and way out. */
  header?: Markup | null;
  nav?: Markup | null;
  /** What was done, or why not. */
  notice?: string | null;
  body: Markup;
  status?: ContentfulStatusCode;
}

/** Answers with a page: it runs nothing, loads nothing, and no other page is told of its address. */
export function portalPage(c: Context<App>, page: PortalPage): Response | Promise<Response> {
  c.header("content-security-policy", POLICY);
  c.header("referrer-policy", "no-referrer");
  const { title, language, seller, header = null, nav = null, notice = null, body, status = 200 } = page;
  return c.html(
    html`<!doctype html>
<html lang="${languageOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}${seller === "" ? "" : ` · ${seller}`}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header><span>${seller}</span>${header}</header>
<main>
${nav}
<h1>${title}</h1>
${notice === null ? "" : html`<p class="notice" role="status">${notice}</p>`}
${body}
</main></body></html>`,
    status,
  );
}

/** A form of a page, with what tells it from a foreign one and from itself sent twice. */
export const portalForm = (action: string, key: string, content: Markup, cssClass = ""): Markup =>
  html`<form method="post" action="${action}" class="${cssClass}"><input type="hidden" name="key" value="${key}">${content}</form>`;

/** A field with its label. */
export const field = (
  label: string,
  name: string,
  value: string,
  { type = "text", required = false, autocomplete = "", max = 200 } = {},
): Markup =>
  html`<label><span>${label}</span><input type="${type}" name="${name}" value="${value}" maxlength="${max}" ${autocomplete === "" ? "" : html`autocomplete="${autocomplete}"`} ${required ? "required" : ""}></label>`;

/** A page that says what went wrong, and where to go on. */
export const refusalPage = (
  c: Context<App>,
  of: {
    title: string;
    text: string;
    language: string;
    seller?: string;
    status: ContentfulStatusCode;
    link?: { href: string; label: string };
  },
): Response | Promise<Response> =>
  portalPage(c, {
    ...{ title: of.title, language: of.language, seller: of.seller ?? "", status: of.status },
    body: html`<p>${of.text}</p>${of.link ? html`<p class="row"><a class="button" href="${of.link.href}">${of.link.label}</a></p>` : ""}`,
  });
