// Everything of better-auth is behind this module. It is large, so only sign-in loads it, by a dynamic import.
import { passkey } from "@better-auth/passkey";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { drizzle } from "drizzle-orm/d1";
import * as z from "zod";
import { errorFields, log } from "../front/log.ts";
import { newId } from "../kit/ids.ts";
import { listPasskeys, PASSKEYS_MAX } from "./own-passkey.ts";
import * as schema from "./schema.ts";
import { ADDRESS_HEADER, AUTH_BASE_PATH, COOKIE_PREFIX, SESSION_LIFETIME_MS } from "./session.ts";

const PRODUCT_NAME = "Apiary";

type Auth = ReturnType<typeof createAuth>;

/** One is kept, not one per origin: the origin can be the caller's word, so what is kept must not grow with it. */
let latest: { env: Env; origin: string; auth: Auth } | null = null;

/** better-auth for the console at `origin`, which names the passkeys' relying party and decides the cookies' flags. */
export function authFor(env: Env, origin: string): Auth {
  if (latest?.env !== env || latest.origin !== origin) latest = { env, origin, auth: createAuth(env, origin) };
  return latest.auth;
}

function createAuth(env: Env, origin: string) {
  return betterAuth({
    appName: PRODUCT_NAME,
    baseURL: origin,
    basePath: AUTH_BASE_PATH,
    secret: env.APIARY_SECRET,
    database: drizzleAdapter(drizzle(env.DB), { provider: "sqlite", schema }),
    user: { modelName: "person" },
    session: { expiresIn: SESSION_LIFETIME_MS / 1_000, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: origin.startsWith("https:"),
      // `csrf()` stands in front of every route.
      disableCSRFCheck: true,
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // `limitSignIn` stands in front of every route.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: "warn", log: (level, message, error) => writeLog(level, message, error) },
    databaseHooks: { session: { create: { before: (session) => refuseDisabled(env, session.userId) } } },
    plugins: [
      passkey({
        rpID: new URL(origin).hostname,
        rpName: PRODUCT_NAME,
        origin,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        registration: {
          afterVerification: async ({ verification, user }) => {
            requirePerson(verification.registrationInfo);
            await requireRoom(env, user.id);
          },
        },
        authentication: {
          afterVerification: async ({ verification }) => requirePerson(verification.authenticationInfo),
        },
      }),
      twoFactor({ issuer: PRODUCT_NAME, allowPasswordless: true }),
      linkSignIn(),
    ],
  });
}

/**
 * Opens a session for a person whom a one-time link, an invitation or the first-owner link proved. It carries the path
 * of a sign-in by user name because that is where the two-factor plugin steps in and asks for the authenticator's
 * code; over HTTP the path is not let through.
 */
const linkSignIn = () => ({
  id: "link-sign-in",
  endpoints: {
    openSession: createAuthEndpoint(
      "/sign-in/username",
      { method: "POST", body: z.object({ personId: z.string() }), requireHeaders: true },
      async (ctx) => {
        const person = await ctx.context.internalAdapter.findUserById(ctx.body.personId);
        if (!person)
          throw new APIError("UNAUTHORIZED", { code: "NO_SUCH_PERSON", message: "There is no such person." });
        const session = await ctx.context.internalAdapter.createSession(person.id);
        await setSessionCookie(ctx, { session, user: person });
        return ctx.json({ ok: true });
      },
    ),
  },
});

/** The gate of every way in: no session comes to be for a disabled person. Notes that they were here, too. */
async function refuseDisabled(env: Env, personId: string): Promise<void> {
  const sql = "update person set last_seen_at_ms = ? where id = ? and disabled_at_ms is null returning id";
  if (await env.DB.prepare(sql).bind(Date.now(), personId).first()) return;
  throw new APIError("FORBIDDEN", { code: "PERSON_DISABLED", message: "This account is disabled. Ask an owner." });
}

/** A passkey is the only proof asked for, so the authenticator must have checked who holds it. */
function requirePerson(info: { userVerified: boolean } | undefined): void {
  if (info?.userVerified) return;
  throw new APIError("UNAUTHORIZED", {
    code: "PERSON_NOT_VERIFIED",
    message: "The passkey must ask for a fingerprint, a face or a PIN.",
  });
}

async function requireRoom(env: Env, personId: string): Promise<void> {
  const passkeys = await listPasskeys(env, personId);
  if (passkeys.length < PASSKEYS_MAX) return;
  const message = `You have ${PASSKEYS_MAX} passkeys. Remove one first.`;
  throw new APIError("CONFLICT", { code: "TOO_MANY_PASSKEYS", message });
}

function writeLog(level: "debug" | "info" | "success" | "warn" | "error", message: string, error: unknown): void {
  log(level === "error" ? "error" : "warn", "better-auth", {
    said: message,
    ...(error !== undefined && errorFields(error)),
  });
}
