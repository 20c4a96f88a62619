import { isObject, type Json } from "../../kit/json.ts";
import type { RequestFacts } from "../event/event.ts";
import { defined } from "../json.ts";
import { boundedObject } from "./bounded-json.ts";
import type { Notes } from "./notes.ts";
import { readBody } from "./request-body.ts";
import { clip, readText } from "./text.ts";
import { readPairs } from "./values.ts";

export const URL_CHARS = 2_048;
export const PAIRS = 100;
export const PAIR_CHARS = 1_024;
export const ENV_BOUND = { depth: 7, chars: 8_192 };
const METHOD = /^[A-Za-z-]{1,32}$/;

/** The HTTP request; undefined when nothing of it is left. */
export function readRequest(value: Json | undefined, notes: Notes): RequestFacts | undefined {
  if (!isObject(value)) return undefined;
  const address = splitUrl(readText(value.url, 4 * URL_CHARS, "request.url", notes) ?? "");
  const headers = readHeaders(value.headers);
  const body = readBody(value, headerOf(headers, "Content-Type"));
  const query = readQuery(value.query_string ?? address.query);
  const cookies = readCookies(value.cookies ?? headerOf(headers, "Cookie"));
  const request = defined<RequestFacts>({
    url: address.url === "" ? undefined : clip(address.url, URL_CHARS),
    method: typeof value.method === "string" && METHOD.test(value.method) ? value.method.toUpperCase() : undefined,
    query_string: filled(query),
    data: body.data,
    cookies: filled(cookies),
    headers: filled(headers.filter(([name]) => name !== "Cookie")),
    env: boundedObject(value.env, ENV_BOUND),
    fragment: readText(value.fragment ?? address.fragment, PAIR_CHARS, "request.fragment", notes),
    inferred_content_type: body.contentType,
  });
  for (const _ in request) return request;
  return undefined;
}

/** The value of a header, by its name in title case. */
export const headerOf = (headers: [string, string][], name: string): string | undefined =>
  headers.find(([key]) => key === name)?.[1];

function splitUrl(text: string): { url: string; query?: string; fragment?: string } {
  const [beforeHash = "", fragment] = splitAt(text, "#");
  const [url = "", query] = splitAt(beforeHash, "?");
  return { url, ...(query && { query }), ...(fragment && { fragment }) };
}

function splitAt(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function readQuery(value: Json | undefined): [string, string][] {
  if (typeof value === "string") return formPairs(value.replace(/^\?/, ""));
  return readPairs(value, PAIRS, pairText).map(([key, text]) => [clip(key, PAIR_CHARS), text]);
}

/** Pairs of a form-encoded text. */
function formPairs(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [key, value] of new URLSearchParams(text)) {
    if (pairs.length === PAIRS) break;
    if (key !== "") pairs.push([clip(key, PAIR_CHARS), clip(value, PAIR_CHARS)]);
  }
  return pairs;
}

function readCookies(value: Json | undefined): [string, string][] {
  if (typeof value !== "string") {
    return readPairs(value, PAIRS, pairText).map(([key, text]) => [clip(key, PAIR_CHARS), text]);
  }
  const pairs = value.split(";", PAIRS).map((part): [string, string] => {
    const [key = "", text = ""] = splitAt(part.trim(), "=");
    return [clip(key, PAIR_CHARS), clip(text, PAIR_CHARS)];
  });
  return pairs.filter(([key]) => key !== "");
}

function readHeaders(value: Json | undefined): [string, string][] {
  return readPairs(value, PAIRS, pairText).map(([name, text]) => [clip(titleCase(name), PAIR_CHARS), text]);
}

/** `user-agent` as `User-Agent`. */
const titleCase = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

function pairText(value: Json | undefined): string | undefined {
  if (typeof value === "string") return clip(value, PAIR_CHARS);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null) return "";
  if (!Array.isArray(value)) return undefined;
  return clip(value.filter((part) => typeof part === "string").join(", "), PAIR_CHARS);
}

const filled = (pairs: [string, string][]): [string, string][] | undefined => (pairs.length > 0 ? pairs : undefined);
