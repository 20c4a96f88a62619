import { html } from "hono/html";
import { filled } from "../../document/words/words.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { formatMoney } from "../../money.ts";
import type { Markup } from "../shell.ts";
import type { PortalWords } from "../words/words.ts";
import type { PayState } from "./pay.ts";

/** What a page says of how paying stands. `again` is the page's own address; `choice` is what may be paid with, where that is the customer's turn. */
export function payWords(
  words: PortalWords,
  locale: string,
  { invoice, state }: { invoice: Invoice; state: PayState },
  { again, choice }: { again: string; choice: Markup },
): Markup {
  const money = (amount: number) => formatMoney({ amount, currency: invoice.currency }, locale);
  const lookAgain = html`<p class="row"><a class="button" href="${again}">${words.lookAgain}</a></p>`;
  if (state.kind === "paid") return html`<p class="notice" role="status">${words.paidText}</p>`;
  if (state.kind === "closed") return html`<p>${words.notPayable}</p>`;
  if (state.kind === "pending") return html`<p class="notice" role="status">${words.pendingText}</p>${lookAgain}`;
  if (state.kind === "confirm") {
    const text = filled(words.confirmText, { amount: money(state.payment.amount) });
    const confirm = html`<a class="button first" href="${state.url}">${words.confirm}</a>`;
    return html`<p class="notice" role="status">${text}</p><p class="row">${confirm}<a class="button" href="${again}">${words.lookAgain}</a></p>`;
  }
  const declined = state.kind === "open" ? state.declined : null;
  const why = declined ? filled(words.declinedText, { why: declined.failure?.message ?? "" }) : null;
  const notice = state.kind === "stuck" ? words.stuckText : why;
  return html`${notice === null ? "" : html`<p class="notice" role="status">${notice}</p>`}
<p>${words.toPay}: <strong>${money(invoice.amountRemaining)}</strong></p>${choice}`;
}
