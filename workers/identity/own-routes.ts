import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import * as z from "zod";
import { allow } from "../front/access.ts";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import { jsonInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import { credentialsOf, listPasskeys, removePasskey } from "./own-passkey.ts";
import { endOtherSessions, endSession, listSessions } from "./own-session.ts";
import { findPerson, setIssueMails, wantsIssueMails } from "./person.ts";
import type { MeView, PasskeyView, SessionView } from "./view.ts";

/** Lets people pass, who have sessions and passkeys of their own; tokens have none. */
const personOnly = createMiddleware<App>(async (c, next) => {
  if (c.get("actor").sessionId !== undefined) return next();
  return problem(c, { status: 403, reason: "people-only", detail: "This is for signed-in people, not for tokens." });
});

/** The person behind `personOnly`. */
function self(c: Context<App>): { id: string; sessionId: string } {
  const { id, sessionId } = c.get("actor");
  if (sessionId === undefined) throw new Error("a route for people lacks personOnly");
  return { id, sessionId };
}

/** What belongs to whoever is signed in: themselves, their sessions, their passkeys. */
export const ownRoutes = new Hono<App>()
  .get("/me", allow(), personOnly, async (c) => {
    const { id } = self(c);
    const [person, credentials, issueMails] = await Promise.all([
      findPerson(c.env, { id }),
      credentialsOf(c.env, id),
      wantsIssueMails(c.env, id),
    ]);
    if (!person) return problem(c, { status: 404, reason: "no-such-person", detail: "There is no such person." });
    const { name, email, roles } = person;
    const scopes = [...c.get("actor").scopes];
    return c.json<MeView>({
      person: { id, name, email, roles, scopes, issueMails, ...credentials },
      org: { slug: c.env.APIARY_ORG },
    });
  })
  .patch("/me", allow(), personOnly, jsonInput(z.strictObject({ issueMails: z.boolean() })), async (c) => {
    const { id } = self(c);
    const { issueMails } = c.req.valid("json");
    await audit(c, { action: "person.mails-changed", target: `person:${id}`, detail: { issueMails } });
    await setIssueMails(c.env, id, issueMails);
    return c.json({ ok: true });
  })
  .get("/sessions", allow(), personOnly, async (c) => {
    const { id, sessionId } = self(c);
    return c.json<{ sessions: SessionView[] }>({ sessions: await listSessions(c.env, id, sessionId, c.get("nowMs")) });
  })
  .delete("/sessions/:id", allow(), personOnly, async (c) => {
    const id = c.req.param("id");
    await audit(c, { action: "session.ended", target: `session:${id}` });
    if (await endSession(c.env, self(c).id, id)) return c.json({ ok: true });
    return problem(c, { status: 404, reason: "no-such-session", detail: "You have no such session." });
  })
  .delete("/sessions", allow(), personOnly, async (c) => {
    const { id, sessionId } = self(c);
    await audit(c, { action: "session.others-ended", target: `person:${id}` });
    await endOtherSessions(c.env, id, sessionId);
    return c.json({ ok: true });
  })
  .get("/passkeys", allow(), personOnly, async (c) =>
    c.json<{ passkeys: PasskeyView[] }>({ passkeys: await listPasskeys(c.env, self(c).id) }),
  )
  .delete("/passkeys/:id", allow(), personOnly, async (c) => {
    const id = c.req.param("id");
    await audit(c, { action: "passkey.removed", target: `passkey:${id}` });
    if (await removePasskey(c.env, self(c).id, id)) return c.json({ ok: true });
    return problem(c, { status: 404, reason: "no-such-passkey", detail: "You have no such passkey." });
  });
