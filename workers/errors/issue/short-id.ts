/** Crockford's base 32: digits and letters without I, L, O and U, which people mistake for others. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What people type for the digits that look alike. */
const MISTAKEN: Readonly<Record<string, string>> = { I: "1", L: "1", O: "0" };

const SHORT_ID = /^([a-z0-9][a-z0-9_-]*)-([0-9a-tv-z]{1,10})$/i;

/** An issue's name for people: `WEB-1A` for the 42nd issue of the project `web`. */
export function formatShortId(slug: string, number: number): string {
  return `${slug.toUpperCase()}-${base32(number)}`;
}

/** The project's slug and the number in a short id, in any case; null when it is not one. */
export function parseShortId(text: string): { slug: string; number: number } | null {
  const match = SHORT_ID.exec(text);
  const [, slug, digits] = match ?? [];
  if (slug === undefined || digits === undefined) return null;
  const number = parseBase32(digits);
  return number > 0 && Number.isSafeInteger(number) ? { slug: slug.toLowerCase(), number } : null;
}

function base32(number: number): string {
  let text = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text || "0";
}

function parseBase32(digits: string): number {
  let number = 0;
  for (const digit of digits.toUpperCase()) number = number * 32 + ALPHABET.indexOf(MISTAKEN[digit] ?? digit);
  return number;
}
