import * as z from "zod";
import { audit } from "../front/audit.ts";
import { jsonInput, queryInput } from "../front/input.ts";
import { originIsTrusted, publicOrigin } from "../front/origin.ts";
import { problem } from "../front/problem.ts";
import { limitSignIn } from "../front/rate-limit.ts";
import { ownPagesApp } from "../front/surface.ts";
import { newId } from "../kit/ids.ts";
import { answerCredential, openSession } from "./credential.ts";
import { Email, LinkToken, PersonName } from "./input.ts";
import { acceptInvitation, findInvitation } from "./invitation.ts";
import { mailLink } from "./mail.ts";
import { consumeLink } from "./one-time-link.ts";
import { createFirstOwner, findPerson, hasOwner } from "./person.ts";
import { sameSecret } from "./secret.ts";
import { AUTH_BASE_PATH } from "./session.ts";

const GONE = {
  status: 410,
  reason: "link-gone",
  detail: "This link was used already or has expired. Ask for a new one.",
} as const;

const OWNER_EXISTS = {
  status: 409,
  reason: "owner-exists",
  detail: "Apiary has an owner already. Sign in, or ask the owner for an invitation.",
} as const;

/** The ways in, under `/id`: first owner, invitation, one-time link, and better-auth's ceremonies under `/id/auth`. */
export const signInApp = ownPagesApp("identity")
  .basePath("/id")
  .post("/first-owner", jsonInput(z.object({ token: z.string(), name: PersonName, email: Email })), async (c) => {
    const { token, name, email } = c.req.valid("json");
    const limited = await limitSignIn(c, token);
    if (limited) return limited;
    const expected = c.env.APIARY_FIRST_OWNER_TOKEN;
    if (!expected || !sameSecret(token, expected)) {
      return problem(c, {
        status: 403,
        reason: "wrong-token",
        detail: "This is not the link that the server printed.",
      });
    }
    if (await hasOwner(c.env)) return problem(c, OWNER_EXISTS);
    const owner = { id: newId(), name, email };
    await audit(c, { action: "ownership.claimed", target: `person:${owner.id}` }, byPerson(owner));
    const created = await createFirstOwner(c.env, owner, c.get("nowMs"));
    return created ? openSession(c, owner.id) : problem(c, OWNER_EXISTS);
  })
  .get("/invitation", queryInput(z.object({ token: LinkToken })), async (c) => {
    const { token } = c.req.valid("query");
    const limited = await limitSignIn(c, token);
    if (limited) return limited;
    const invitation = await findInvitation(c.env, token, c.get("nowMs"));
    if (!invitation) return problem(c, GONE);
    return c.json({ email: invitation.email, roles: invitation.roles });
  })
  .post("/invitation", jsonInput(z.object({ token: LinkToken, name: PersonName })), async (c) => {
    const { token, name } = c.req.valid("json");
    const limited = await limitSignIn(c, token);
    if (limited) return limited;
    const invitation = await findInvitation(c.env, token, c.get("nowMs"));
    if (!invitation) return problem(c, GONE);
    const person = { id: newId(), email: invitation.email };
    const detail = { roles: invitation.roles, invitedBy: invitation.invitedBy };
    await audit(c, { action: "invitation.accepted", target: `person:${person.id}`, detail }, byPerson(person));
    const accepted = await acceptInvitation(c.env, token, person.id, name, c.get("nowMs"));
    return accepted ? openSession(c, person.id) : problem(c, GONE);
  })
  .post("/link", jsonInput(z.object({ email: Email })), async (c) => {
    const { email } = c.req.valid("json");
    const limited = await limitSignIn(c, email);
    if (limited) return limited;
    if (!originIsTrusted(c.env, c.req.url)) {
      const detail = "No link can be mailed before the server's public address is set as APIARY_URL.";
      return problem(c, { status: 409, reason: "no-public-address", detail });
    }
    // The same answer, as soon, whether or not there is such a person: it must not tell who works here.
    c.executionCtx.waitUntil(mailLink(c.env, email, publicOrigin(c.env, c.req.url), c.get("nowMs")));
    return c.json({ ok: true });
  })
  .post("/link/redeem", jsonInput(z.object({ token: LinkToken })), async (c) => {
    const { token } = c.req.valid("json");
    const limited = await limitSignIn(c, token);
    if (limited) return limited;
    const personId = await consumeLink(c.env, token, c.get("nowMs"));
    const person = personId === null ? null : await findPerson(c.env, { id: personId });
    if (!person) return problem(c, GONE);
    await audit(c, { action: "link.used", target: `person:${person.id}` }, byPerson(person));
    return openSession(c, person.id);
  })
  .all("/auth/*", async (c) => {
    const limited = await limitSignIn(c, null);
    return limited ?? answerCredential(c, c.req.path.slice(AUTH_BASE_PATH.length));
  });

const byPerson = (person: { id: string; email: string }) =>
  ({ kind: "person", id: person.id, name: person.email }) as const;
