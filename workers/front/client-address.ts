/**
 * The network address of whoever sent a request; null when nobody whom we trust names it. On Cloudflare its network does. Before the
 * embedded server is nobody, unless the operator vouches for a proxy: then the last entry counts, which the proxy wrote itself.
 */
export function clientAddress(env: Pick<Env, "APIARY_ENGINE" | "APIARY_TRUST_PROXY">, headers: Headers): string | null {
  if (env.APIARY_ENGINE !== "embedded") return headers.get("cf-connecting-ip");
  if (env.APIARY_TRUST_PROXY !== "1") return null;
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
}
