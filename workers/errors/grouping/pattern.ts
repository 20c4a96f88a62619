import { DATE_SOURCE } from "./date-pattern.ts";
import {
  EMAIL_SOURCE,
  HOSTNAME_SOURCE,
  IP_SOURCE,
  isAddress,
  isHostname,
  MAC_SOURCE,
  URL_SOURCE,
} from "./network-pattern.ts";

/** One kind of text that varies from event to event. `name` is the placeholder that takes its place. */
export interface Pattern {
  name: string;
  /** Source of a regular expression in Python's reading, without capturing groups. */
  source: string;
  /** Has the last word on a text that the source matches. */
  accepts?: (text: string) => boolean;
}

const any = (...sources: string[]): string => `(?:${sources.join("|")})`;
const word = (source: string): string => `\\b${source}\\b`;
const repeat = (source: string, times: string): string => `(?:${source}){${times}}`;

const HEX = "[0-9a-fA-F]";
const W3C_TRACEPARENT = word("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
const AWS_TRACE = word("1-[0-9a-f]{8}-[0-9a-f]{24}");
const UUID = word(`${HEX}{8}-${repeat(`${HEX}{4}-`, "3")}${HEX}{12}`);

/** As `\b` beside a letter or digit, but an underscore ends a word too: `bundle_a1b2c3.js`. */
const LEFT_END = "(?<![a-zA-Z0-9])";
const RIGHT_END = "(?![a-zA-Z0-9])";
/** A dash is a minus only where it joins no words. */
const SIGN = any(LEFT_END, "(?<!\\w)-");

/** Digits of one case; the short ones need a letter and a decimal digit, so that words and numbers are left alone. */
const mixedHex = (letters: string, count: string): string =>
  `(?=[${letters}]*[0-9])(?=[0-9]*[${letters}])[0-9${letters}]{${count}}`;
const BARE_HEX = ["a-f", "A-F"].flatMap((letters) => [mixedHex(letters, "4,6"), `[0-9${letters}]{8,128}`]);

/**
 * Letters and digits that look drawn by chance: they change three times or more from one to the other (`bball4lyfe` does
 * twice), and the short ones mix upper and lower case.
 */
const RANDOM_ID =
  `${LEFT_END}(?=[0-9]+[a-zA-Z]+[0-9]+[a-zA-Z]|[a-zA-Z]+[0-9]+[a-zA-Z]+[0-9])` +
  `(?:[a-zA-Z0-9]{6,128}|(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])[a-zA-Z0-9]{4,5})${RIGHT_END}`;

/** In order: at one place in a text the first that matches wins. */
export const PATTERNS: readonly Pattern[] = [
  { name: "email", source: EMAIL_SOURCE },
  { name: "url", source: URL_SOURCE },
  { name: "hostname", source: HOSTNAME_SOURCE, accepts: isHostname },
  { name: "mac_addr", source: MAC_SOURCE },
  { name: "traceparent", source: any(W3C_TRACEPARENT, AWS_TRACE) },
  { name: "uuid", source: UUID },
  { name: "sha1", source: word(`${HEX}{40}`) },
  { name: "md5", source: word(`${HEX}{32}`) },
  { name: "date", source: DATE_SOURCE },
  { name: "duration", source: any(word("\\d{1,20}ms"), word("\\d{1,20}(?:\\.\\d{1,20})?s")) },
  // After the dates: a time of day looks like the start of an address.
  { name: "ip", source: IP_SOURCE, accepts: isAddress },
  { name: "swift_txn_id", source: "\\btx[0-9a-f]{21}-[0-9a-f]{10}\\S*" },
  { name: "hex", source: any(word(`0[xX]${HEX}+`), `${SIGN}${any(...BARE_HEX)}${RIGHT_END}`) },
  { name: "git_sha", source: word(mixedHex("a-f", "7")) },
  { name: "random_id", source: RANDOM_ID },
  { name: "float", source: "(?:\\b(?<!\\d\\.)|-)\\d+\\.\\d+(?!\\.\\d)\\b" },
  { name: "int", source: `${SIGN}\\d{1,7}${RIGHT_END}` },
  { name: "quoted_str", source: `(?<==)(?:'[^']+'|"[^"]+")` },
  { name: "bool", source: "(?<==)(?:[Tt]rue|[Ff]alse)" },
];
