import { type Context, Hono } from "hono";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { jsonInput } from "../../../front/input.ts";
import { problem } from "../../../front/problem.ts";
import { newId } from "../../../kit/ids.ts";
import { seal } from "../../../outbound/sealed.ts";
import { wrongField } from "../../catalogue/answers.ts";
import { findProduct } from "../../catalogue/product-book.ts";
import { findJob, putJob, retryRows } from "../../job/job-book.ts";
import { jobOf } from "../../job/new-job.ts";
import { type ImportInput, importInput } from "../import-input.ts";
import { SOURCE } from "./imported-id.ts";
import { isTestKey, stripeBeginning, stripeRetry } from "./stripe-input.ts";

/** Imports of Stripe accounts, under `/console/api/billing/imports/stripe`. The key is never answered, logged or audited. */
export const stripeImportRoutes = new Hono<App>()
  .post("/", allow("billing:bulk"), jsonInput(stripeBeginning), async (c) => {
    const { id = newId(), key, testMode, productId, currency } = c.req.valid("json");
    const isTest = isTestKey(key);
    if (isTest && !testMode) {
      return wrong(c, "key", "This key is of Stripe's test mode: say that test data is to be taken over.");
    }
    const refused = otherThanGateways(c, key);
    if (refused) return refused;
    if ((await findProduct(c.env.DB, productId)) === null) return wrong(c, "productId", "There is no such product.");
    await audit(c, {
      action: "billing.import.begun",
      target: `job:${id}`,
      detail: { from: SOURCE, productId, testMode: isTest },
    });
    const { kind, id: actorId, name } = c.get("actor");
    const input: ImportInput = {
      ...{ from: "stripe", system: SOURCE, testMode: isTest, productId, currency, begunMs: c.get("nowMs") },
      sealedKey: await seal(c.env.APIARY_SECRET, { key }),
      by: { kind, id: actorId, name },
    };
    const title = isTest ? "Stripe (test mode)" : "Stripe";
    const begun = await putJob(c.env.DB, jobOf(c, { id, kind: "import", title, input, phase: "read", reason: "" }));
    return begun.ok
      ? c.json({ object: "job", id }, 201)
      : problem(c, { status: 409, reason: begun.reason, detail: begun.detail });
  })
  .post("/:id/retry", allow("billing:bulk"), jsonInput(stripeRetry), async (c) => {
    const { key } = c.req.valid("json");
    const job = await findJob(c.env.DB, c.req.param("id"));
    const asked = job?.kind === "import" ? importInput.parse(JSON.parse(job.input)) : null;
    if (!job || asked?.from !== "stripe") {
      return problem(c, { status: 404, reason: "no-such-job", detail: "There is no import of that id." });
    }
    if (isTestKey(key) !== asked.testMode) {
      const [one, other] = asked.testMode ? ["live", "test"] : ["test", "live"];
      return wrong(c, "key", `This key is of Stripe's ${one} mode, and the import is of its ${other} mode.`);
    }
    const refused = otherThanGateways(c, key);
    if (refused) return refused;
    await audit(c, { action: "billing.job.retried", target: `job:${job.id}` });
    const input: ImportInput = { ...asked, sealedKey: await seal(c.env.APIARY_SECRET, { key }) };
    await retryRows(c.env.DB, { id: job.id, input: JSON.stringify(input) });
    return c.json({ object: "job", id: job.id });
  });

/** Refuses a key of another mode than that of the gateway: cards of one cannot be charged by the key of the other. */
function otherThanGateways(c: Context<App>, key: string): Response | null {
  const gatewayKey = c.env.STRIPE_SECRET_KEY;
  const isTest = isTestKey(key);
  if (gatewayKey === undefined || isTestKey(gatewayKey) === isTest) return null;
  const [one, other] = isTest ? ["test", "live"] : ["live", "test"];
  return wrong(c, "key", `This key is of Stripe's ${one} mode, and payments here are of its ${other} mode.`);
}

const wrong = (c: Context<App>, field: string, detail: string) => problem(c, wrongField(field, detail).problem);
