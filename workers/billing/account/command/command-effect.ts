import type { JsonObject } from "../../../kit/json.ts";
import { accountBooks } from "../../account-client.ts";
import { withCouponQuoted } from "../../catalogue/coupon-input.ts";
import type { Deed } from "../../command/command.ts";
import { previewOnBooks } from "../../payment/refund/refund-claim.ts";
import type { EffectView } from "../view.ts";
import { effectWords, paidWithOf } from "./effect-words.ts";
import { moneyAfter } from "./money-after.ts";
import { rightsAfter } from "./rights-after.ts";

/** What is read of the books to say where the account stands afterwards. */
const HELD = ["account", "balance-entry", "invoice", "subscription", "waiver", "override"] as const;

/** What a command would do, in words; one that needs a second person is tried as if there were one. */
export async function commandEffect(
  env: Env,
  accountId: string,
  { command, input, deed }: { command: string; input: JsonObject; deed: Deed },
): Promise<EffectView> {
  const books = accountBooks(env, accountId);
  const quoted = await withCouponQuoted(env, { accountId, command, input, deed });
  if (!quoted.ok) return { ok: false, reason: quoted.reason, detail: quoted.detail };
  const sent = { command, input: quoted.value };
  let seen = await previewOnBooks(env, accountId, { ...sent, deed });
  const needsApproval = !seen.ok && seen.reason === "needs-approval";
  if (needsApproval) seen = await books.preview({ ...sent, deed: { ...deed, approvedBy: { id: "", name: "" } } });
  if (!seen.ok) return { ok: false, reason: seen.reason, detail: seen.detail };
  const { account, ...records } = await books.records([...HELD]);
  const [own] = account;
  const currency = own?.currency ?? "USD";
  const held = { balance: records["balance-entry"], invoices: records.invoice };
  const after = moneyAfter(seen.changes, held, currency);
  const paid = seen.changes.some(({ after: { kind } }) => kind === "refund")
    ? await books.records(["payment", "payment-method"])
    : null;
  const paidWith = paid ? paidWithOf(paid.payment, paid["payment-method"]) : undefined;
  const { subscription: subscriptions, waiver: waivers, override: overrides } = records;
  const holdings = own && { account: own, subscriptions, waivers, overrides };
  const rights = holdings ? await rightsAfter(env, seen.changes, holdings, deed.nowMs) : [];
  const effect = [...effectWords(seen.changes, currency, paidWith), ...rights, ...(after ? [after] : [])];
  return { ok: true, effect, needsApproval, atMs: deed.nowMs };
}
