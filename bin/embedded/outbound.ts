import { lookup } from "node:dns/promises";
import { existsSync, readFileSync } from "node:fs";
import { parseRange } from "../../workers/outbound/address.ts";
import { parseAllowance } from "../../workers/outbound/policy.ts";

/**
 * The network by which requests leave that people's settings cause: workerd itself checks each address as it connects, after resolving the name. It takes
 * public addresses and what the operator allows; host names are resolved here, once, and one that is unknown allows nothing.
 */
export async function outboundNetwork(allowed: string | undefined) {
  const { hosts } = parseAllowance(allowed);
  const resolved = await Promise.all(hosts.map((host) => lookup(host, { all: true }).catch(() => [])));
  const addresses = resolved.flat().map(({ address, family }) => `${address}/${family === 4 ? 32 : 128}`);
  return {
    type: "network" as const,
    allow: ["public", ...rangesOf(allowed), ...addresses],
    tlsOptions: { trustBrowserCas: true, trustedCertificates: extraCertificates() },
  };
}

/** The authorities that Node is told to trust beside the usual ones: a company's own, for its own chat. */
function extraCertificates(): string[] {
  const path = process.env.NODE_EXTRA_CA_CERTS;
  if (!path || !existsSync(path)) return [];
  return readFileSync(path, "utf8").match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

/** The ranges that the operator allows, each with its length, as workerd reads them. */
const rangesOf = (allowed: string | undefined): string[] =>
  (allowed ?? "").split(",").flatMap((entry) => {
    const text = entry.trim().replace(/^\[|\]$/g, "");
    const range = parseRange(text);
    if (range === null) return [];
    return text.includes("/") ? [text] : [`${text}/${range.address.bits}`];
  });
