import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { runCommand } from "../account-client.ts";
import { refused } from "../refusal.ts";
import { readCase, readCases } from "./case.ts";
import { reopenCase, reopening } from "./case-reopening.ts";
import { resolving, settleCase } from "./case-resolution.ts";
import { paymentDetail } from "./payment-detail.ts";
import { paymentsView } from "./payment-list.ts";
import { payoutDetail } from "./payout/payout-list.ts";
import { reconcile } from "./payout/reconciliation.ts";
import { paying, payWithCase, recording, recordTransfer } from "./transfer/recording.ts";

const accountId = z.uuid();

const movementAfter = z.object({
  afterMatched: z.enum(["true", "false"]).optional(),
  afterId: z.string().max(255).optional(),
});

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
  .post("/cases/:id/reopen", allow("billing:close"), jsonInput(reopening), async (c) => {
    const opened = await reopenCase(c, c.req.param("id"), c.req.valid("json"));
    return opened.ok ? c.json({}) : refused(c, opened);
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
  .post("/transfers", allow("billing:close"), jsonInput(recording), async (c) => {
    const taken = await recordTransfer(c, c.req.valid("json"));
    if (!taken.ok) return refused(c, taken);
    const { became, number } = taken.value;
    return c.json({ became, number }, became === "payment" ? 201 : 202);
  })
  .post("/cases/:id/payment", allow("billing:close"), jsonInput(paying), async (c) => {
    const paid = await payWithCase(c, c.req.param("id"), c.req.valid("json"));
    return paid.ok ? c.json({}) : refused(c, paid);
  });
