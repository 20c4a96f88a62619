import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { request } from "./request.ts";

const BASE = "/id/auth/passkey";

/** How a ceremony in the browser ended. Refusals of the server are thrown as ProblemError. */
export type Ceremony = { ok: true } | { ok: false; reason: "cancelled" | "already-added" | "unsupported" };

/** True where the browser can use passkeys at all. */
export const canUsePasskeys = (): boolean => typeof globalThis.PublicKeyCredential === "function";

/** Asks the authenticator to sign the server's challenge; a good answer sets the session cookie. */
export async function signInWithPasskey(): Promise<Ceremony> {
  if (!canUsePasskeys()) return { ok: false, reason: "unsupported" };
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const optionsJSON = await request<PublicKeyCredentialRequestOptionsJSON>(
    "GET",
    `${BASE}/generate-authenticate-options`,
  );
  const answer = await ceremony(() => startAuthentication({ optionsJSON }));
  if (!answer.ok) return answer;
  await request("POST", `${BASE}/verify-authentication`, { response: answer.value });
  return { ok: true };
}

/** Makes a new passkey for the person who is signed in. */
export async function addPasskey(name: string): Promise<Ceremony> {
  if (!canUsePasskeys()) return { ok: false, reason: "unsupported" };
  const { startRegistration } = await import("@simplewebauthn/browser");
  const optionsJSON = await request<PublicKeyCredentialCreationOptionsJSON>(
    "GET",
    `${BASE}/generate-register-options?${new URLSearchParams({ name })}`,
  );
  const answer = await ceremony(() => startRegistration({ optionsJSON }));
  if (!answer.ok) return answer;
  await request("POST", `${BASE}/verify-registration`, { response: answer.value, name });
  return { ok: true };
}

async function ceremony<T>(run: () => Promise<T>): Promise<{ ok: true; value: T } | Exclude<Ceremony, { ok: true }>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "InvalidStateError") return { ok: false, reason: "already-added" };
    if (name === "NotAllowedError" || name === "AbortError") return { ok: false, reason: "cancelled" };
    throw error;
  }
}
