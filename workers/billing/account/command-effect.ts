import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import { accountBooks } from "../account-client.ts";
import { withCouponQuoted } from "../catalogue/coupon-input.ts";
import type { Deed } from "../command.ts";
import { effectWords, paidWithOf } from "./effect-words.ts";
import { moneyAfter } from "./money-after.ts";
import type { EffectView } from "./view.ts";

/** What a command would do, in words; one that needs a second person is tried as if there were one. */
export async function commandEffect(
  env: Env,
  accountId: string,
  { command, input, deed }: { command: string; input: { [name: string]: Json }; deed: Deed },
): Promise<EffectView> {
  const books = accountBooks(env, accountId);
  const quoted = await withCouponQuoted(env, { accountId, command, input, deed });
  if (!quoted.ok) return { ok: false, reason: quoted.reason, detail: quoted.detail };
  const sent = { command, input: quoted.value };
  let seen = await books.preview({ ...sent, deed });
  const needsApproval = !seen.ok && seen.reason === "needs-approval";
  if (needsApproval) seen = await books.preview({ ...sent, deed: { ...deed, approvedBy: { id: "", name: "" } } });
  if (!seen.ok) return { ok: false, reason: seen.reason, detail: seen.detail };
  const { account, ...records } = await books.records(["account", "balance-entry", "invoice"]);
  const currency = account[0]?.currency ?? "USD";
  const held = { balance: records["balance-entry"], invoices: records.invoice };
  const after = moneyAfter(seen.changes, held, currency);
  const paid = seen.changes.some(({ after: { kind } }) => kind === "refund")
    ? await books.records(["payment", "payment-method"])
    : null;
  const paidWith = paid ? paidWithOf(paid.payment, paid["payment-method"]) : undefined;
  const effect = [...effectWords(seen.changes, currency, paidWith), ...(after ? [after] : [])];
  return { ok: true, effect, needsApproval, atMs: deed.nowMs };
}
