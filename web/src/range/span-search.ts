import { HOUR_MS } from "../../../workers/kit/time.ts";
import { parseRangeSearch, type RangeSearch } from "./range-search.ts";

/** A range in the URL that may also be exact: whole hours in UTC, `2026-11-22T10`, the end not part of it. */
export type SpanSearch = RangeSearch | { from: string; to: string };

/** How far back counts are kept. */
export const SPAN_HOURS_MAX = 2_160;

const HOUR = /^\d{4}-\d\d-\d\dT\d\d$/;

/** Reads a range from untrusted search parameters; an exact one that is none falls back to the relative one. */
export function parseSpanSearch(raw: Record<string, unknown>): SpanSearch {
  const { from, to } = raw;
  if (typeof from === "string" && typeof to === "string" && readHour(from) < readHour(to)) return { from, to };
  return parseRangeSearch(raw);
}

/** Hours since the epoch of `2026-11-22T10`; NaN for what is none. */
export const readHour = (text: string): number => (HOUR.test(text) ? Date.parse(`${text}:00Z`) / HOUR_MS : Number.NaN);

/** An exact range as it stands in the URL, of moments that are whole hours. */
export const spanSearch = (fromMs: number, toMs: number): SpanSearch => ({ from: hour(fromMs), to: hour(toMs) });

const hour = (atMs: number): string => new Date(atMs).toISOString().slice(0, 13);
