import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { rolesWith, SCOPES, type Scope, scopesOf } from "../identity/role.ts";
import { sameSecret } from "../identity/secret.ts";
import { readSession } from "../identity/session.ts";
import { OWNER_TOKEN_ID } from "../identity/standing.ts";
import { findToken } from "../identity/token.ts";
import type { Actor, App } from "./context.ts";
import { problem } from "./problem.ts";
import { limitActor } from "./rate-limit.ts";

/** The actor that `APIARY_OWNER_TOKEN` stands for. */
const OWNER_TOKEN: Actor = { kind: "token", id: OWNER_TOKEN_ID, name: "owner token", scopes: new Set(SCOPES) };

/**
 * Lets a request pass when its actor has the scope, or any actor when none is named. Sets `c.var.actor`; answers 401
 * when nobody is signed in, 403 with who can give the right, 429 above the actor's limit.
 */
export const allow = (scope?: Scope) =>
  createMiddleware<App>(async (c, next) => {
    // Set already when an outer route asked for any actor.
    const known: Actor | undefined = c.get("actor");
    const actor = known ?? (await findActor(c));
    if (!actor) return unauthenticated(c);
    c.set("actor", actor);
    // The server's own token drives scripts, tests and measurements; it is its holder's to throttle.
    const limited = known || actor === OWNER_TOKEN ? null : await limitActor(c, actor.id);
    if (limited) return limited;
    if (scope && !actor.scopes.has(scope)) return forbidden(c, actor, scope);
    return next();
  });

async function findActor(c: Context<App>): Promise<Actor | null> {
  const authorization = c.req.header("authorization");
  if (authorization !== undefined) return findBearer(c, authorization);
  const signedIn = await readSession(c);
  if (!signedIn) return null;
  const { personId, email, roles, sessionId } = signedIn;
  return { kind: "person", id: personId, name: email, scopes: scopesOf(roles), personId, sessionId };
}

async function findBearer(c: Context<App>, authorization: string): Promise<Actor | null> {
  const text = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (text === undefined) return null;
  const ownerToken = c.env.APIARY_OWNER_TOKEN;
  if (ownerToken && sameSecret(text, ownerToken)) return OWNER_TOKEN;
  const token = await findToken(c.env, text, c.get("nowMs"));
  if (!token) return null;
  const { id, name, scopes, personId } = token;
  return { kind: "token", id, name, scopes, ...(personId !== null && { personId }) };
}

const unauthenticated = (c: Context<App>): Response =>
  problem(c, {
    status: 401,
    reason: "not-signed-in",
    detail: "Sign in, or send a valid API token as `Authorization: Bearer <token>`.",
    headers: { "www-authenticate": 'Bearer realm="apiary"' },
  });

function forbidden(c: Context<App>, actor: Actor, scope: Scope): Response {
  const roles = rolesWith(scope);
  const named = roles.length === 1 ? `the role ${roles[0]}` : `one of the roles ${roles.join(", ")}`;
  const detail =
    actor.kind === "person"
      ? `This needs the right ${scope}. An owner can give you ${named} under People.`
      : `This token lacks the scope ${scope}. Whoever has ${named} and may make tokens can make one that has it.`;
  return problem(c, { status: 403, reason: "missing-scope", detail });
}
