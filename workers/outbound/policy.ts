import { type Address, contains, isPublic, parseAddress, parseRange, type Range } from "./address.ts";

/** What beside the public internet may be called: ranges of addresses, and host names whatever they resolve to. */
export interface Allowance {
  ranges: Range[];
  hosts: string[];
}

/** Names that mean this machine or this network wherever they are asked for. */
const INNER_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/** What the operator allows: addresses, ranges and host names, with commas between (`10.0.0.0/8, chat.example.internal`). */
export function parseAllowance(text: string | undefined): Allowance {
  const allowance: Allowance = { ranges: [], hosts: [] };
  for (const entry of (text ?? "").split(",").map((each) => each.trim().toLowerCase())) {
    const range = parseRange(entry.replace(/^\[|\]$/g, ""));
    if (range !== null) allowance.ranges.push(range);
    else if (entry !== "") allowance.hosts.push(entry);
  }
  return allowance;
}

/** Whether an address may be called. */
export const mayCall = (address: Address, { ranges }: Allowance): boolean =>
  isPublic(address) || ranges.some((range) => contains(range, address));

/** What is known of a URL before any name is resolved. */
export type Verdict =
  | { kind: "allowed" }
  | { kind: "refused"; detail: string }
  /** It depends on the addresses that this name has. */
  | { kind: "resolve"; name: string };

/** Judges a URL by its scheme and host. The URL parser has brought every spelling of an IPv4 address to dotted form. */
export function judge(url: URL, allowance: Allowance): Verdict {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refused(`${url.protocol} is not called, only http and https.`);
  const host = url.hostname.toLowerCase().replace(/\.$/, "");
  if (allowance.hosts.includes(host)) return { kind: "allowed" };
  const address = parseAddress(host.replace(/^\[|\]$/g, ""));
  if (address !== null) {
    return mayCall(address, allowance)
      ? { kind: "allowed" }
      : refused(`${host} is not an address of the public internet.`);
  }
  if (host.includes(":") || host.startsWith("[")) return refused(`${host} is no address.`);
  if (INNER_NAME.test(host) || !host.includes(".")) return refused(`${host} is a name of a private network.`);
  return { kind: "resolve", name: host };
}

const refused = (detail: string): Verdict => ({
  kind: "refused",
  detail: `${detail} The operator can allow it by APIARY_OUTBOUND_ALLOW.`,
});
