/** An IP address as a number, with its width; an IPv4 address in an IPv6 one is the IPv4 address that it stands for. */
export interface Address {
  bits: 32 | 128;
  value: bigint;
}

/** A range of addresses: those whose first `length` bits are those of `address`. */
export interface Range {
  address: Address;
  length: number;
}

/** Prefixes of IPv6 addresses that carry an IPv4 address, and the bit at which it ends: mapped, NAT64, 6to4. */
const EMBEDDED: readonly (readonly [prefix: bigint, length: number, shift: bigint])[] = [
  [0xffffn, 96, 0n],
  [0x0064_ff9bn << 64n, 96, 0n],
  [0x2002n, 16, 80n],
];

/** What is not the public internet, by the registries of special addresses (RFC 6890 and its successors). */
const SPECIAL = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
  ...["::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7"],
  ...["fe80::/10", "fec0::/10", "ff00::/8"],
].map((text) => {
  const range = parseRange(text);
  if (range === null) throw new Error(`unreadable range ${text}`);
  return range;
});

/** The address that a text is; null when it is none. Brackets and a zone are not part of one. */
export function parseAddress(text: string): Address | null {
  if (text.includes(":")) {
    const value = parseIpv6(text);
    return value === null ? null : unwrapped(value);
  }
  const value = parseIpv4(text);
  return value === null ? null : { bits: 32, value };
}

/** A range in CIDR form, or a single address; null when it is neither. */
export function parseRange(text: string): Range | null {
  const [host = "", length, more] = text.split("/");
  const address = parseAddress(host);
  if (address === null || more !== undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const bits = length === undefined ? address.bits : Number(length);
  return bits > address.bits ? null : { address, length: bits };
}

/** Whether a range has an address in it. */
export function contains({ address, length }: Range, { bits, value }: Address): boolean {
  const shift = BigInt(address.bits - length);
  return bits === address.bits && value >> shift === address.value >> shift;
}

/** Whether an address is of the public internet: no private, loopback, link-local, metadata, shared, documentation or multicast one. */
export const isPublic = (address: Address): boolean => !SPECIAL.some((range) => contains(range, address));

function parseIpv4(text: string): bigint | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return null;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | null {
  const dotted = /^(.*:)([\d.]+)$/.exec(text);
  const tail = dotted?.[2]?.includes(".") ? parseIpv4(dotted[2]) : undefined;
  if (tail === null) return null;
  const plain =
    tail === undefined ? text : `${dotted?.[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const [head = "", rest, more] = plain.split("::");
  if (more !== undefined) return null;
  const groupsOf = (part: string) => (part === "" ? [] : part.split(":"));
  const [left, right] = [groupsOf(head), groupsOf(rest ?? "")];
  const missing = 8 - left.length - right.length;
  if (rest === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...new Array<string>(missing).fill("0"), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => value * 0x10000n + BigInt(`0x${group}`), 0n);
}

function unwrapped(value: bigint): Address {
  for (const [prefix, length, shift] of EMBEDDED) {
    if (value >> BigInt(128 - length) === prefix) return { bits: 32, value: (value >> shift) & 0xffff_ffffn };
  }
  return { bits: 128, value };
}
