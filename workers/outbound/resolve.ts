import { fail, ok, type Result } from "../kit/result.ts";
import { type Address, parseAddress } from "./address.ts";

/** DNS over HTTPS in its JSON form (RFC 8484's popular sibling, as Cloudflare and Google answer it). */
const RESOLVER = "https://cloudflare-dns.com/dns-query";
const TIMEOUT_MS = 5_000;
/** Record types of an answer. */
const A = 1;
const AAAA = 28;

interface DnsAnswer {
  Answer?: { type: number; data: string }[];
}

/** All addresses of a name. */
export async function resolveName(name: string): Promise<Result<Address[], "unreachable">> {
  try {
    const answers = await Promise.all([ask(name, "A"), ask(name, "AAAA")]);
    const addresses = answers.flat().flatMap((text) => parseAddress(text) ?? []);
    return addresses.length > 0 ? ok(addresses) : fail("unreachable", `${name} has no address.`);
  } catch (error) {
    return fail(
      "unreachable",
      `${name} could not be resolved: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function ask(name: string, type: "A" | "AAAA"): Promise<string[]> {
  const url = `${RESOLVER}?name=${encodeURIComponent(name)}&type=${type}`;
  const answer = await fetch(url, {
    headers: { accept: "application/dns-json" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`the resolver answered ${answer.status}`);
  const { Answer = [] } = await answer.json<DnsAnswer>();
  return Answer.filter((record) => record.type === A || record.type === AAAA).map(({ data }) => data);
}
