const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The console's public origin: `APIARY_URL` when set, else the origin that the request was sent to. */
export function publicOrigin(env: Env, requestUrl: string): string {
  return new URL(env.APIARY_URL || requestUrl).origin;
}

/**
 * The origin of links in what is sent when nobody asks: `APIARY_URL` when set, else where the embedded server itself listens.
 * Null where neither is known. Never what a request says of its host.
 */
export function sentOrigin(env: Env): string | null {
  const url = env.APIARY_URL || env.APIARY_LOCAL_URL;
  return url ? new URL(url).origin : null;
}

/** A link to a page of this server for what is sent; null where its address is not known. */
export function sentLink(env: Env, path: string): string | null {
  const origin = sentOrigin(env);
  return origin && origin + path;
}

/**
 * Whether links to this origin may be sent to people. The host of a request is the caller's word, so without
 * `APIARY_URL` only this machine itself is believed: else anyone could have links mailed that lead to their own host.
 */
export function originIsTrusted(env: Env, requestUrl: string): boolean {
  return Boolean(env.APIARY_URL) || LOOPBACK.has(new URL(requestUrl).hostname);
}
