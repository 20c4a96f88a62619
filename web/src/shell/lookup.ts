/** What a pasted or typed text is, before anything is asked. */
export type Lookup =
  | { kind: "event"; eventId: string }
  | { kind: "short-id"; shortId: string }
  | { kind: "text"; text: string };

const EVENT_ID = /^[0-9a-f]{32}$/;
/** A project's slug in capitals and the number in base 32. */
const SHORT_ID = /^[A-Z][A-Z0-9-]*-[0-9A-Z]{1,7}$/;

/** Tells event ids (with or without hyphens) and short ids from words. A short id must be in capitals or hold a digit at its end part. */
export function recognise(typed: string): Lookup {
  const text = typed.trim();
  const plain = text.replaceAll("-", "").toLowerCase();
  if (EVENT_ID.test(plain)) return { kind: "event", eventId: plain };
  const upper = text.toUpperCase();
  const written = text === upper || /-[0-9a-z]*\d[0-9a-z]*$/i.test(text);
  if (written && SHORT_ID.test(upper)) return { kind: "short-id", shortId: upper };
  return { kind: "text", text };
}

/** How well a title fits what was typed: 0 not at all, higher is better. Words may be given by their beginnings. */
export function likeness(title: string, typed: string): number {
  const name = title.toLowerCase();
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return 1;
  if (name.startsWith(wanted)) return 4;
  const words = name.split(/[\s\-_/]+/);
  if (words.some((word) => word.startsWith(wanted))) return 3;
  const parts = wanted.split(/\s+/);
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 2;
  return name.includes(wanted) ? 1 : 0;
}
