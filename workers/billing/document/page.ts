import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { Invoice } from "../invoice/invoice.ts";
import type { Paper } from "./paper.ts";

const STYLE = `
:root{color-scheme:light dark;--ink:#1c1917;--dim:#78716c;--line:#e7e5e4;--ground:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#f5f5f4;--dim:#a8a29e;--line:#44403c;--ground:#1c1917}}
body{margin:0;padding:2rem 1rem;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto}
h1{font-size:1.5rem;margin:0}
.state{color:var(--dim);margin:0 0 1.5rem}
.parties{display:flex;flex-wrap:wrap;gap:2rem;justify-content:space-between}
.parties p,.facts{margin:0 0 1.5rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:0 1.5rem}
dt,small,th{color:var(--dim);font-weight:400}
dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
.scroll th:first-child,.scroll td:first-child{min-width:9rem}
table{width:100%;border-collapse:collapse;margin:0 0 1.5rem;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .5rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left;padding-left:0;overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
.sums{width:auto;margin-left:auto;min-width:min(20rem,100%)}
.sums td{border:0}
.strong td{font-weight:600;font-size:1.1rem}
nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1.5rem}
a{color:inherit;padding:.5rem .9rem;border:1px solid var(--line);border-radius:6px;text-decoration:none}
@media print{nav{display:none}}
`;

/** What the page may do: show its own style and nothing else. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Where the document's files are, and how it stands; null for a credit note, which is done. */
export interface PageState {
  pdf: string;
  ubl: string | null;
  cii: string | null;
  invoice: Pick<Invoice, "status" | "amountRemaining"> | null;
}

/** An invoice or credit note as a page: it needs no script, loads nothing, and prints. */
export function documentPage(paper: Paper, state: PageState) {
  const { words } = paper;
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
<p class="state">${stateWords(paper, state.invoice)}</p>
<nav>
<a href="${state.pdf}">${words.pdf}</a>
${state.ubl === null ? "" : html`<a href="${state.ubl}">${words.eInvoice} (UBL)</a>`}
${state.cii === null ? "" : html`<a href="${state.cii}">${words.eInvoice} (CII)</a>`}
</nav>
<div class="parties">
<p><small>${paper.customer.label}</small><br>${block(paper.customer)}</p>
<p>${block(paper.seller)}</p>
</div>
<dl class="facts">${paper.facts.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
<div class="scroll"><table>
<thead><tr>${Object.values(paper.columns).map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${paper.rows.map(
    (row) => html`<tr><td>${row.description}${row.detail === "" ? "" : html`<br><small>${row.detail}</small>`}</td>
<td>${row.quantity}</td><td>${row.unitPrice}</td><td>${row.rate}</td><td>${paper.money(row.amount)}</td></tr>`,
  )}</tbody>
</table></div>
<table class="sums"><tbody>${paper.sums.map(
    ({ label, value, strong }) => html`<tr class="${strong ? "strong" : ""}"><td>${label}</td><td>${value}</td></tr>`,
  )}</tbody></table>
<table>
<thead><tr>${paper.taxes.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${paper.taxes.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table>
${paper.notes.map((note) => html`<p>${note}</p>`)}
</main></body></html>`;
}

const block = ({ name, lines }: { name: string; lines: string[] }) =>
  html`<strong>${name}</strong>${lines.map((line) => html`<br>${line}`)}`;

function stateWords({ words, money }: Paper, invoice: PageState["invoice"]): string {
  if (invoice === null) return "";
  if (invoice.status === "paid") return words.paid;
  if (invoice.status === "void") return words.void;
  return `${words.open}: ${money(invoice.amountRemaining)}`;
}
