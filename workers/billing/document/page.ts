import { html, raw } from "hono/html";
import { PAGE_STYLE, pagePolicy } from "./page-style.ts";
import { isNews, type Paper } from "./paper.ts";
import { type InvoiceStanding, isOutdated, settledSums, standingPart } from "./standing.ts";

const STYLE = `${PAGE_STYLE}
.state{margin:.25rem 0 1.5rem}
.state p{margin:.25rem 0}
.state strong{font-size:1.25rem}
.parties{display:flex;flex-wrap:wrap;gap:2rem;justify-content:space-between}
.parties p,.facts{margin:0 0 1.5rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:0 1.5rem}
dd{margin:0;overflow-wrap:anywhere}
.sums{width:auto;margin-left:auto;min-width:min(20rem,100%)}
.sums td{border:0}
.strong td{font-weight:600;font-size:1.1rem}
.narrow{display:none}
@media print{nav{display:none}}
@media screen and (max-width:34rem){.lines :is(th,td):is(:nth-child(2),:nth-child(3),:nth-child(4)){display:none}.narrow{display:block}}
`;

/** What the page may do: show its own style and nothing else. */
export const PAGE_POLICY = pagePolicy(STYLE, "'none'");

/** Where the document's files are, and how it stands. */
export interface PageState {
  pdf: string;
  ubl: string | null;
  cii: string | null;
  /** Where it is paid; null where it is not to be. */
  pay: string | null;
  /** Null for a credit note: its paper says whether it stands. */
  invoice: InvoiceStanding | null;
  /** What belongs to it: an invoice's credit notes, or the invoice of a note. */
  others: { label: string; href: string }[];
}

/** An invoice or credit note as a page: it needs no script, loads nothing, and prints. */
export function documentPage(paper: Paper, state: PageState) {
  const { words } = paper;
  // How it is to be paid is in the document for ever; where another amount is to be paid by now it misleads.
  const outdated = state.invoice !== null && isOutdated(state.invoice) ? paper.notes.at(-1) : null;
  return html`<!doctype html>
<html lang="${paper.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${paper.title} ${paper.number}</title>
<style>${raw(STYLE)}</style>
</head>
<body><main>
<h1>${paper.title} ${paper.number}</h1>
${state.invoice === null ? voidPart(paper) : standingPart(paper, state.invoice)}
<nav>
${state.pay === null ? "" : html`<a class="button first" href="${state.pay}">${words.pay}</a>`}
<a href="${state.pdf}">${words.pdf}</a>
${state.ubl === null ? "" : html`<a href="${state.ubl}">${words.eInvoice} (UBL)</a>`}
${state.cii === null ? "" : html`<a href="${state.cii}">${words.eInvoice} (CII)</a>`}
${state.others.map(({ label, href }) => html`<a href="${href}">${label}</a>`)}
</nav>
<div class="parties">
<p><small>${paper.customer.label}</small><br>${block(paper.customer)}</p>
<p>${block(paper.seller)}</p>
</div>
<dl class="facts">${paper.facts.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
<div class="scroll"><table class="lines">
<thead><tr>${Object.values(paper.columns).map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${paper.rows.map(
    (row) => html`<tr><td>${row.description}${isNews(row) ? html`<br><small>${row.detail}</small>` : ""}
<small class="narrow">${reckoned(row)}</small></td>
<td>${row.quantity}</td><td>${row.unitPrice}</td><td>${row.rate}</td><td>${paper.money(row.amount)}</td></tr>`,
  )}</tbody>
</table></div>
<table class="sums"><tbody>${[...paper.sums, ...(state.invoice === null ? [] : settledSums(paper, state.invoice))].map(
    ({ label, value, strong }) => html`<tr class="${strong ? "strong" : ""}"><td>${label}</td><td>${value}</td></tr>`,
  )}</tbody></table>
<table>
<thead><tr>${paper.taxes.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${paper.taxes.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table>
${paper.notes.filter((note) => note !== outdated).map((note) => html`<p>${note}</p>`)}
</main></body></html>`;
}

/** That a credit note is void. */
const voidPart = (paper: Paper) =>
  paper.void === undefined ? "" : html`<div class="state"><p><strong>${paper.void}</strong></p></div>`;

/** Quantity, unit price and tax of a row in one line, where there is no room for columns. */
const reckoned = ({ quantity, unitPrice, rate }: Paper["rows"][number]): string =>
  [[quantity, unitPrice].filter(Boolean).join(" × "), rate].filter(Boolean).join(", ");

const block = ({ name, lines }: { name: string; lines: string[] }) =>
  html`<strong>${name}</strong>${lines.map((line) => html`<br>${line}`)}`;
