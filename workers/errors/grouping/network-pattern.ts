/** The part before the `@`, at most as long as RFC 5321 lets an address be. */
export const EMAIL_SOURCE = "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,254}@[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)*";

/** What no URL holds, as the inside of a character class. */
const NOT_IN_URL = "'\"`\\\\<>{}|^\\s";
/** Of any scheme; without the full stop, comma or semicolon of the sentence that it ends. */
export const URL_SOURCE = `[a-zA-Z][a-zA-Z0-9+\\-.]{0,32}:\\/\\/[^${NOT_IN_URL}$.?#](?:[^${NOT_IN_URL}]*[^${NOT_IN_URL}.,;])?`;

/** A part between dots: up to 63 characters (RFC 1035), one of them a letter, no dash at its ends. */
const LABEL = "(?=[a-zA-Z0-9-]{0,62}[a-zA-Z])(?:[a-zA-Z0-9]{1,63}|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])";
/** What may be a host name; `isHostname` tells. */
export const HOSTNAME_SOURCE = `\\b(?:${LABEL}\\.)+${LABEL}\\b`;

/** The hundred or so top-level domains that are seen most; a complete list would take file names for hosts. */
const TOP_LEVEL_DOMAINS: ReadonlySet<string> = new Set(
  (
    "com net org jp de uk fr br it ru es me gov pl ca au cn co in nl edu info eu ch id at kr cz mx be tv se tr tw al ua " +
    "ir vn cl sk ly cc to no fi us pt dk ar hu tk gr il news ro my biz ie za nz sg ee th io xyz pe bg hk rs lt link ph " +
    "club si site mobi by cat wiki la ga xxx cf hr ng jobs online kz ug gq ae is lv pro fm tips ms sa app"
  ).split(" "),
);
const HOSTNAME_MAX = 255;

/** Whether dotted labels name a host: by their top-level domain, in one case, and their length. */
export function isHostname(text: string): boolean {
  const domain = text.slice(text.lastIndexOf(".") + 1);
  const lower = domain.toLowerCase();
  const oneCase = domain === lower || domain === domain.toUpperCase();
  return text.length <= HOSTNAME_MAX && oneCase && TOP_LEVEL_DOMAINS.has(lower);
}

const HEX = "[0-9a-fA-F]";
const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = `${OCTET}(?:\\.${OCTET}){3}`;
const GROUP = `${HEX}{1,4}`;
/** Groups and colons, two of them at least; at its ends no single one and never three. `isAddress` tells the rest. */
const IPV6 =
  `(?<![0-9a-zA-Z_:])(?=${HEX}{0,4}:${HEX}{0,4}:)(?:${GROUP}|::(?!:)(?:${IPV4}|${GROUP})?)(?::{1,3}${GROUP})*` +
  `(?::{1,2}${IPV4}|::(?!:))?(?:%[0-9a-zA-Z]+)?(?![0-9a-zA-Z]|\\.[0-9])`;
/** What may be an address. Version 4 has four numbers, no more. */
export const IP_SOURCE = `(?:${IPV6}|\\b(?<!\\d\\.)${IPV4}\\b(?!\\.\\d))`;

const ONLY_IPV4 = new RegExp(`^${IPV4}$`);
const IPV6_GROUPS = 8;

/** Whether a text is an IP address of either version (RFC 4291). */
export function isAddress(text: string): boolean {
  if (!text.includes(":")) return ONLY_IPV4.test(text);
  const [address = ""] = text.split("%");
  const halves = address.split("::");
  if (halves.length > 2) return false;
  const parts = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  // An address of version 4 may stand for the last two groups.
  if (parts.slice(0, -1).some((part) => part.includes("."))) return false;
  const count = parts.length + (parts.at(-1)?.includes(".") ? 1 : 0);
  // A gap stands for one group at least.
  return !parts.includes("") && (halves.length === 2 ? count < IPV6_GROUPS : count === IPV6_GROUPS);
}

const six = (separator: string): string => `(?:${HEX}{2}${separator}){5}`;
/** Six bytes between colons, dashes or spaces, or three pairs of them between dots. */
export const MAC_SOURCE =
  `(?:\\b(?:${six(":")}|${six("-")}|${six("\\s")})${HEX}{2}\\b` + `|\\b(?:${HEX}{4}\\.){2}${HEX}{4}\\b)`;
