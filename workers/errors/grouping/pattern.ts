import { DATE_SOURCE } from "./date-pattern.ts";

/** One kind of text that varies from event to event. `name` is the placeholder that takes its place. */
export interface Pattern {
  name: string;
  /** Regular expression source without capturing groups. */
  source: string;
}

const any = (...sources: string[]): string => `(?:${sources.join("|")})`;
const word = (source: string): string => `\\b${source}\\b`;
const repeat = (source: string, times: string): string => `(?:${source}){${times}}`;

/** A start this deep in a run of address characters is not tried again: the run's own start was, and failed. */
const MAX_EMAIL_STARTS = 64;
/** A host name has at most 253 characters, so at most 127 labels (RFC 1035). */
const MAX_LABELS = 127;

const EMAIL_CHARACTER = "[\\w.!#$%&'*+/=?^`{|}~-]";
const EMAIL = `(?<!${EMAIL_CHARACTER}{${MAX_EMAIL_STARTS}})${EMAIL_CHARACTER}+@[a-zA-Z\\d-]+(?:\\.[a-zA-Z\\d-]+)*`;

/** The hundred or so top-level domains that are seen most; a complete list would take ordinary words for hosts. */
const TOP_LEVEL_DOMAINS =
  "com net org jp de uk fr br it ru es me gov pl ca au cn co in nl edu info eu ch id at kr cz mx be tv se tr tw al ua ir " +
  "vn cl sk ly cc to no fi us pt dk ar hu tk gr il news ro my biz ie za nz sg ee th io xyz pe bg hk rs lt link ph club si " +
  "site mobi by cat wiki la ga xxx cf hr ng jobs online kz ug gq ae is lv pro fm tips ms sa app";
const TLD = any(...TOP_LEVEL_DOMAINS.split(" "), ...TOP_LEVEL_DOMAINS.toUpperCase().split(" "));
const HOSTNAME = word(`(?:[a-zA-Z\\d-]{1,63}\\.){1,${MAX_LABELS}}?${TLD}`);

const HEX = "[\\da-fA-F]";
const H16 = `${HEX}{1,4}`;
const OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4 = `${repeat(`${OCTET}\\.`, "3")}${OCTET}`;

/** `left` groups, the gap `::`, then `right` groups at most. */
const gapped = (left: number, right: number): string => `(?:${H16}:){1,${left}}(?::${H16}){1,${right}}`;
const IPV6 = any(
  `${repeat(`${H16}:`, "7")}${H16}`,
  `${repeat(`${H16}:`, "1,7")}:`,
  `${repeat(`${H16}:`, "1,6")}:${H16}`,
  ...[5, 4, 3, 2].map((left) => gapped(left, 7 - left)),
  `${H16}:${repeat(`:${H16}`, "1,6")}`,
  `:(?:${repeat(`:${H16}`, "1,7")}|:)`,
  `fe80:(?::${HEX}{0,4}){0,4}%[\\da-zA-Z]+`,
  `::(?:ffff(?::0{1,4})?:)?${IPV4}`,
  `${repeat(`${H16}:`, "1,4")}:${IPV4}\\b`,
);
/** Not inside a word, so that `Class::method` is no address. */
const IP = any(`(?<!\\w)${IPV6}(?![\\da-zA-Z])`, word(IPV4));

const W3C_TRACEPARENT = word("00-[\\da-f]{32}-[\\da-f]{16}-0[01]");
const AWS_TRACE = word("1-[\\da-f]{8}-[\\da-f]{24}");

const hexDigits = (count: string): string => word(`${HEX}{${count}}`);
const UUID = word(`${HEX}{8}-${repeat(`${HEX}{4}-`, "3")}${HEX}{12}`);

/** Digits of one case with a decimal digit among them (`needed` says what else), so that words are left alone. */
const mixedHex = (letters: string, count: string, needed = ""): string =>
  word(`(?=[${letters}]*\\d)${needed}[\\d${letters}]{${count}}`);
const BARE_HEX = ["a-f", "A-F"].flatMap((letters) => [
  mixedHex(letters, "8,128"),
  mixedHex(letters, "4,6", `(?=\\d*[${letters}])`),
]);

/** In order: at one place in a text the first that matches wins. */
export const PATTERNS: readonly Pattern[] = [
  { name: "email", source: EMAIL },
  { name: "url", source: "\\b(?:https?|wss?|ftp):\\/\\/[^\\s/$.?#].\\S*" },
  { name: "hostname", source: HOSTNAME },
  { name: "mac", source: word(`${repeat(`${HEX}{2}[:-]`, "5")}${HEX}{2}`) },
  { name: "ip", source: IP },
  { name: "traceparent", source: any(W3C_TRACEPARENT, AWS_TRACE) },
  { name: "uuid", source: UUID },
  { name: "sha1", source: hexDigits("40") },
  { name: "md5", source: hexDigits("32") },
  { name: "date", source: DATE_SOURCE },
  { name: "duration", source: "(?:\\b\\d+ms|(?<!\\d)\\d+(?:\\.\\d+)?s\\b)" },
  { name: "swift_txn_id", source: "\\btx[\\da-f]{21}-[\\da-f]{10}\\S*" },
  { name: "hex", source: any(word(`0[xX]${HEX}+`), ...BARE_HEX) },
  { name: "git_sha", source: mixedHex("a-f", "7", "(?=\\d*[a-f])") },
  { name: "float", source: "(?:-|\\b)\\d+\\.\\d+\\b" },
  { name: "int", source: "(?:\\b|(?<!\\w)-)\\d{1,7}\\b" },
  { name: "quoted_str", source: `(?<==)(?:'[^']+'|"[^"]+")` },
  { name: "bool", source: "(?<==)(?:[Tt]rue|[Ff]alse)" },
];
