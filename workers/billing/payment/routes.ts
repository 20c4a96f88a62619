import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { runCommand } from "../account-client.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { askManual } from "../ledger/period/manual.ts";
import { readChart } from "../ledger/posting/chart-book.ts";
import { AMOUNT_MAX } from "../ledger/posting/posting-rule.ts";
import { bookedTo, readCase, readCases, resolveCase } from "./case.ts";
import { BANK } from "./payment.ts";
import { paymentDetail } from "./payment-detail.ts";
import { paymentsView } from "./payment-list.ts";
import { payoutDetail } from "./payout/payout-list.ts";
import { reconcile } from "./payout/reconciliation.ts";
import { takeTransfer, transferCase } from "./transfer/transfer.ts";
import type { MoneyCase } from "./view.ts";

const reason = z.string().trim().min(1, "Say why.").max(500);
const accountId = z.uuid();

const resolving = z.object({ reason, account: z.string().min(4).max(80).nullable() });

const transfer = z.object({
  accountId: accountId.nullable(),
  amount: z.int().positive().max(AMOUNT_MAX),
  currency: z.string().regex(/^[A-Z]{3}$/),
  text: z.string().max(500),
  bankReference: z.string().min(1).max(255),
  bookedMs: z.int().nonnegative(),
  paid: z.int().positive().max(AMOUNT_MAX).nullable().default(null),
});

const paying = z.object({
  reason,
  number: z.string().trim().min(1).max(60),
  paid: z.int().positive().max(AMOUNT_MAX).nullable().default(null),
});

const movementAfter = z.object({
  afterMatched: z.enum(["true", "false"]).optional(),
  afterId: z.string().max(255).optional(),
});

const OPEN_TRANSFER = `insert into billing_case (id, kind, gateway, amount, currency, account_id, known, occurred_ms, opened_ms)
  values (?, 'transfer', '${BANK}', ?, ?, ?, ?, ?, ?) on conflict do nothing`;

/** Payments, payouts and cases of all accounts, under `/console/api/billing/payments`. */
export const paymentRoutes = new Hono<App>()
  .get("/", allow("billing:read"), async (c) => c.json(await paymentsView(c.env)))
  .get("/cases", allow("billing:read"), async (c) => c.json({ cases: await readCases(c.env.DB) }))
  .get("/cases/:id", allow("billing:read"), async (c) => {
    const found = await readCase(c.env.DB, c.req.param("id"));
    return found
      ? c.json(found)
      : problem(c, { status: 404, reason: "no-such-case", detail: "There is no such case." });
  })
  .get("/payouts/:gateway/:id", allow("billing:read"), queryInput(movementAfter), async (c) => {
    const { gateway, id } = c.req.param();
    const { afterMatched, afterId } = c.req.valid("query");
    const isNext = afterMatched !== undefined && afterId !== undefined;
    const after = isNext ? { matched: afterMatched === "true", id: afterId } : null;
    const found = await payoutDetail(c.env.DB, gateway, id, after);
    return found
      ? c.json(found)
      : problem(c, { status: 404, reason: "no-such-payout", detail: "There is no such payout." });
  })
  .get("/:payment", allow("billing:read"), async (c) => {
    const found = await paymentDetail(c.env, c.req.param("payment"));
    return found
      ? c.json(found)
      : problem(c, { status: 404, reason: "no-such-payment", detail: "There is no such payment." });
  })
  .post("/cases/:id", allow("billing:close"), jsonInput(resolving), async (c) => {
    const found = await readCase(c.env.DB, c.req.param("id"));
    if (!found) return problem(c, { status: 404, reason: "no-such-case", detail: "There is no such case." });
    if (found.resolvedMs !== null)
      return refused(c, { reason: "resolved-already", detail: `${found.resolvedBy} has resolved it.` });
    return resolve(c, found, c.req.valid("json"));
  })
  .post("/reconcile", allow("billing:operate"), async (c) => {
    await audit(c, { action: "payouts.compared", target: "billing:payouts" });
    await reconcile(c.env, c.get("nowMs"));
    return c.json({});
  })
  .post("/:account/:payment/ask", allow("billing:write"), async (c) => {
    const { account, payment } = c.req.param();
    if (!accountId.safeParse(account).success)
      return problem(c, { status: 404, reason: "no-such-account", detail: "There is no such account." });
    const asked = await runCommand(c, account, "payment.ask", { paymentId: payment });
    return asked.ok ? c.json({}) : problem(c, { status: 404, reason: asked.reason, detail: asked.detail });
  })
  .post("/transfers", allow("billing:close"), jsonInput(transfer), async (c) => {
    const { accountId: named, ...wanted } = c.req.valid("json");
    const { amount, currency, text, bankReference, bookedMs } = wanted;
    await audit(c, {
      action: "transfer.recorded",
      target: `transfer:${bankReference}`,
      detail: { ...wanted, accountId: named },
    });
    const taken = await takeTransfer(c, named, wanted, "It was recorded again, with what it pays.");
    if (taken) return taken.ok ? c.json({ became: "payment", ...taken.value }, 201) : refused(c, taken);
    const known = JSON.stringify({ text, bankReference });
    await c.env.DB.prepare(OPEN_TRANSFER)
      .bind(transferCase(bankReference), amount, currency, named, known, bookedMs, c.get("nowMs"))
      .run();
    return c.json({ became: "case", number: null }, 202);
  })
  .post("/cases/:id/payment", allow("billing:close"), jsonInput(paying), async (c) => {
    const found = await readCase(c.env.DB, c.req.param("id"));
    if (found?.kind !== "transfer")
      return problem(c, { status: 404, reason: "no-such-case", detail: "There is no such transfer." });
    if (found.resolvedMs !== null)
      return refused(c, { reason: "resolved-already", detail: `${found.resolvedBy} has resolved it.` });
    const { reason: why, number, paid } = c.req.valid("json");
    const { amount, currency, occurredMs: bookedMs, id } = found;
    const bankReference = String(found.known.bankReference);
    await audit(c, { action: "case.paid", target: `case:${id}`, detail: { reason: why, number, paid } });
    const taken = await takeTransfer(c, null, { amount, currency, text: number, bankReference, bookedMs, paid }, why);
    if (taken) return taken.ok ? c.json({}) : refused(c, taken);
    return problem(c, { status: 404, reason: "no-such-invoice", detail: `No open invoice has the number ${number}.` });
  });

const refused = (c: Context<App>, { reason: why, detail }: { reason: string; detail: string }) =>
  problem(c, { status: 409, reason: why, detail });

/** Where the money of a case stands until somebody says what it is. */
const standsIn = ({ gateway }: MoneyCase): string => (gateway === BANK ? "1000" : `1050:${gateway}`);

/** With an account of the chart its amount is booked there, by an entry that a second person posts. */
async function resolve(c: Context<App>, found: MoneyCase, { reason: why, account }: z.output<typeof resolving>) {
  const { id, name, personId } = c.get("actor");
  if (found.kind === "fraud-warning" && account !== null)
    return refused(c, {
      reason: "nothing-to-book",
      detail: "The money is where the payment says. Refund it, or leave it.",
    });
  await audit(c, { action: "case.resolved", target: `case:${found.id}`, detail: { reason: why, account } });
  if (account !== null && found.amount !== 0) {
    const amount = Math.abs(found.amount);
    const { currency } = found;
    const isIn = found.amount > 0;
    const postings = [
      { account: standsIn(found), direction: isIn ? "debit" : "credit", amount, currency } as const,
      { account, direction: isIn ? "credit" : "debit", amount, currency } as const,
    ];
    const entry = {
      ...{ entity: MAIN_ENTITY, effectiveMs: found.occurredMs, expiresMs: null },
      ...{ description: `Case ${found.id}: ${why}`.slice(0, 500), postings },
    };
    const asked = await askManual(
      c.env.DB,
      await readChart(c.env.DB),
      entry,
      { id: personId ?? id, name },
      c.get("nowMs"),
    );
    if (!asked.ok) return problem(c, { status: 422, reason: asked.reason, detail: asked.detail });
  }
  const resolution = account === null ? "explained" : bookedTo(account);
  await resolveCase(c, found.id, resolution, why);
  return c.json({});
}
