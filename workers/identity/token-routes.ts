import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../front/access.ts";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import { jsonInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import { NAME_CHARS_MAX, Scopes, TOKEN_DAYS_MAX } from "./input.ts";
import { issueToken, LIVE_TOKENS_MAX, listTokens, revokeToken } from "./issued-token.ts";
import type { NewTokenView, TokenView } from "./view.ts";

const NewToken = z.object({
  name: z.string().trim().min(1, "A name is needed.").max(NAME_CHARS_MAX),
  scopes: Scopes,
  expiresInDays: z.int().min(1).max(TOKEN_DAYS_MAX).nullable(),
});

/** API tokens: listed, issued with no more than their maker may do, revoked. */
export const tokenRoutes = new Hono<App>()
  .get("/tokens", allow("token:admin"), async (c) =>
    c.json<{ tokens: TokenView[] }>({ tokens: await listTokens(c.env) }),
  )
  .post("/tokens", allow("token:admin"), jsonInput(NewToken), async (c) => {
    const asked = c.req.valid("json");
    const actor = c.get("actor");
    const beyond = asked.scopes.filter((scope) => !actor.scopes.has(scope));
    if (beyond.length > 0) {
      const detail = `You cannot give what you do not have: ${beyond.join(", ")}.`;
      return problem(c, { status: 403, reason: "scope-beyond-own", detail, fields: { scopes: detail } });
    }
    const { name, scopes, expiresInDays } = asked;
    await audit(c, { action: "token.created", target: `token:${name}`, detail: { scopes, expiresInDays } });
    const maker = { personId: actor.personId ?? null, createdBy: actor.name };
    const issued = await issueToken(c.env, { ...asked, ...maker }, c.get("nowMs"));
    if (issued) return c.json<NewTokenView>(issued, 201);
    const detail = `${LIVE_TOKENS_MAX} tokens are live. Revoke some that nobody uses.`;
    return problem(c, { status: 409, reason: "too-many-tokens", detail });
  })
  .delete("/tokens/:id", allow("token:admin"), async (c) => {
    const id = c.req.param("id");
    await audit(c, { action: "token.revoked", target: `token:${id}` });
    if (await revokeToken(c.env, id, c.get("nowMs"))) return c.json({ ok: true });
    return problem(c, { status: 404, reason: "no-such-token", detail: "There is no such token." });
  });
