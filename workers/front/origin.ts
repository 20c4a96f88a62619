const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The console's public origin: `APIARY_URL` when set, else the origin that the request was sent to. */
export function publicOrigin(env: Env, requestUrl: string): string {
  return new URL(env.APIARY_URL || requestUrl).origin;
}

/**
 * Whether links to this origin may be sent to people. The host of a request is the caller's word, so without
 * `APIARY_URL` only this machine itself is believed: else anyone could have links mailed that lead to their own host.
 */
export function originIsTrusted(env: Env, requestUrl: string): boolean {
  return Boolean(env.APIARY_URL) || LOOPBACK.has(new URL(requestUrl).hostname);
}
