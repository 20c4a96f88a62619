import { createMiddleware } from "hono/factory";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";
import { claim, giveBack, keepAnswer } from "./answer-book.ts";
import { idempotencyKey, keyReused, noKey } from "./idempotency-key.ts";

/** Files are read as they arrive; they have an id of their own that tells a repeat. */
const STREAMED = /\/imports\/csv$/;

/**
 * Carries a post with an `Idempotency-Key` out once: a repeat gets the first answer for a day, another request with the
 * key 400, a repeat while the first one runs 409. What was refused leaves the key free. Commands see to that themselves.
 */
export const once = createMiddleware<App>(async (c, next) => {
  if (STREAMED.test(c.req.path)) return next();
  const given = idempotencyKey(c);
  if (!given.ok) return noKey(c, given.detail);
  const key = given.value;
  if (key === null) return next();
  const { pathname, search } = new URL(c.req.url);
  const nowMs = c.get("nowMs");
  const claimed = await claim(c.env, key, `${pathname}${search}\n${await c.req.text()}`, nowMs);
  if (claimed.kind === "other-request") return keyReused(c);
  if (claimed.kind === "under-way") {
    const detail = "A request with this idempotency key is being carried out. Ask again in a moment.";
    return problem(c, { status: 409, reason: "key-in-use", detail, headers: { "retry-after": "1" } });
  }
  if (claimed.kind === "kept") {
    const headers = { "content-type": "application/json", "idempotent-replayed": "true" };
    return new Response(claimed.body, { status: claimed.status, headers });
  }
  await next();
  if (!c.res.ok) return giveBack(c.env, key, nowMs);
  await keepAnswer(c.env, key, { status: c.res.status, body: await c.res.clone().text() }, nowMs);
  c.header("idempotent-replayed", "false");
});
