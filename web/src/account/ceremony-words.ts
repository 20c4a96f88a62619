import type { Ceremony } from "../api/passkey.ts";

/** Why a passkey ceremony ended without one. */
export const CEREMONY_WORDS: Record<Extract<Ceremony, { ok: false }>["reason"], string> = {
  cancelled: "It was cancelled, or took too long. Nothing was changed.",
  "already-added": "This device has a passkey for your account already.",
  unsupported: "This browser cannot use passkeys.",
};
