import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../front/audit.ts";
import { clientAddress } from "../front/client-address.ts";
import type { App } from "../front/context.ts";
import { publicOrigin } from "../front/origin.ts";
import { problem } from "../front/problem.ts";
import { ADDRESS_HEADER, AUTH_BASE_PATH, readSession } from "./session.ts";
import type { SignInView } from "./view.ts";

/** What a path of better-auth does: ask for something, change the signed-in person's credentials, or sign in. */
type Rule = { does: "ask" | "sign-in" } | { does: "change"; action: string; answers?: "body" };

/** The paths of better-auth that the console uses; nothing else of it is reachable. */
const PATHS: Readonly<Record<string, Rule>> = {
  "GET /passkey/generate-authenticate-options": { does: "ask" },
  "POST /passkey/verify-authentication": { does: "sign-in" },
  "GET /passkey/generate-register-options": { does: "ask" },
  "POST /passkey/verify-registration": { does: "change", action: "passkey.added" },
  "POST /two-factor/enable": { does: "change", action: "authenticator.begun", answers: "body" },
  "POST /two-factor/verify-totp": { does: "sign-in" },
  "POST /two-factor/verify-backup-code": { does: "sign-in" },
  "POST /two-factor/generate-backup-codes": { does: "change", action: "recovery-codes.replaced", answers: "body" },
  "POST /two-factor/disable": { does: "change", action: "authenticator.removed" },
  "POST /sign-out": { does: "change", action: "session.ended" },
};

const AuthError = z.object({ code: z.string().optional(), message: z.string().optional() });
const SignedIn = z.object({ user: z.object({ id: z.string(), email: z.string() }) });

/** Answers the ceremonies of passkeys, authenticator codes and recovery codes, and signing out. */
export async function answerCredential(c: Context<App>, path: string): Promise<Response> {
  const rule = PATHS[`${c.req.method} ${path}`];
  if (!rule) return problem(c, { status: 404, reason: "no-such-path", detail: "Nothing answers on this path." });
  const signedIn = rule.does === "ask" ? null : await readSession(c);
  const person = signedIn && ({ kind: "person", id: signedIn.personId, name: signedIn.email } as const);
  // With a session, a code proves that the app is enrolled.
  const action = rule.does === "change" ? rule.action : "authenticator.proved";
  if (person) await audit(c, { action, target: `person:${person.id}` }, person);
  // None of the paths needs a query.
  const url = new URL(AUTH_BASE_PATH + path, publicOrigin(c.env, c.req.url));
  const request = new Request(url, new Request(c.req.raw, { headers: headersOf(c) }));
  const response = await (await loadAuth(c)).handler(request);
  if (!response.ok) return refused(c, response);
  if (rule.does === "ask" || (rule.does === "change" && rule.answers === "body")) return response;
  if (rule.does === "sign-in" && !person) {
    // Who signs in is known only now; the cookie goes out after the entry is written.
    const { user } = SignedIn.parse(await response.json());
    const by = { kind: "person", id: user.id, name: user.email } as const;
    await audit(c, { action: "session.opened", target: `person:${user.id}`, detail: { by: path } }, by);
  }
  return withCookiesOf(c, response, { ok: true });
}

/** Opens a session for a person whom a link proved, or asks for the authenticator's code first when one is enrolled. */
export async function openSession(c: Context<App>, personId: string): Promise<Response> {
  const auth = await loadAuth(c);
  const response = await auth.api.openSession({ body: { personId }, headers: headersOf(c), asResponse: true });
  if (!response.ok) return refused(c, response);
  const body: unknown = await response.json();
  const asks = typeof body === "object" && body !== null && "twoFactorRedirect" in body;
  return withCookiesOf(c, response, asks ? { ok: false, twoFactorRedirect: true } : { ok: true });
}

/** The request's headers, with the client's address as we know it. */
function headersOf(c: Context<App>): Headers {
  const headers = new Headers(c.req.raw.headers);
  const address = clientAddress(c.env, headers);
  if (address === null) headers.delete(ADDRESS_HEADER);
  else headers.set(ADDRESS_HEADER, address);
  return headers;
}

async function loadAuth(c: Context<App>) {
  const { authFor } = await import("./auth.ts");
  return authFor(c.env, publicOrigin(c.env, c.req.url));
}

/** Our own answer with better-auth's cookies: its bodies hold session tokens, which pages need not see. */
function withCookiesOf(c: Context<App>, response: Response, view: SignInView): Response {
  for (const cookie of response.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
  return c.json(view);
}

async function refused(c: Context<App>, response: Response): Promise<Response> {
  const error = AuthError.safeParse(await response.json().catch(() => null)).data;
  for (const cookie of response.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
  return problem(c, {
    status: STATUSES.find((status) => status === response.status) ?? MISNAMED[error?.code ?? ""] ?? 500,
    reason: (error?.code ?? "sign-in-failed").toLowerCase().replaceAll("_", "-"),
    detail: error?.message ?? "Signing in failed.",
  });
}

const STATUSES = [400, 401, 403, 404, 409, 413, 415, 422, 429] as const;
/** What better-auth answers with 500 though the authenticator's answer was wrong. */
const MISNAMED: Readonly<Record<string, 400>> = { FAILED_TO_VERIFY_REGISTRATION: 400 };
