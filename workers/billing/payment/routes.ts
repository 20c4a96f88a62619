import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { runCommand } from "../account-client.ts";
import { AMOUNT_MAX } from "../ledger/posting/posting-rule.ts";
import { refused } from "../refusal.ts";
import { readCase, readCases } from "./case.ts";
import { caseReason, openCase, resolving, settleCase } from "./case-resolution.ts";
import { BANK } from "./payment.ts";
import { paymentDetail } from "./payment-detail.ts";
import { paymentsView } from "./payment-list.ts";
import { payoutDetail } from "./payout/payout-list.ts";
import { reconcile } from "./payout/reconciliation.ts";
import { takeTransfer, transferCase } from "./transfer/transfer.ts";

const accountId = z.uuid();

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
  reason: caseReason,
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
    const settled = await settleCase(c, c.req.param("id"), c.req.valid("json"));
    return settled.ok ? c.json({}) : refused(c, settled);
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
    const found = await openCase(c.env.DB, c.req.param("id"));
    if (!found.ok) return refused(c, found);
    if (found.value.kind !== "transfer")
      return problem(c, { status: 404, reason: "no-such-case", detail: "There is no such transfer." });
    const { reason: why, number, paid } = c.req.valid("json");
    const { amount, currency, occurredMs: bookedMs, id, known } = found.value;
    const bankReference = String(known.bankReference);
    await audit(c, { action: "case.paid", target: `case:${id}`, detail: { reason: why, number, paid } });
    const taken = await takeTransfer(c, null, { amount, currency, text: number, bankReference, bookedMs, paid }, why);
    if (taken) return taken.ok ? c.json({}) : refused(c, taken);
    return problem(c, { status: 404, reason: "no-such-invoice", detail: `No open invoice has the number ${number}.` });
  });
