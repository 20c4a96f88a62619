/** What stands where a secret or personal datum was. */
export const FILTERED = "[Filtered]";

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY-----|$)/g;
const URL_LOGIN = /:\/\/[^\s/?#@:]*:[^\s/?#@]*@/g;
const BEARER = /\b(bearer\s{1,3})(?=[^\s\d]{0,200}\d)[\w.~+/=-]{8,}/gi;
/** `password=…`, `"api_key": "…"`, `?token=…`, `Authorization: Basic …`. */
const ASSIGNMENT =
  /((?:password|passwd|secret|mysql_pwd|api_?key|private_?key|credentials)[\w\-\]]{0,20}["']?\s{0,3}[=:]\s{0,3})("[^"]*"?|'[^']*'?|[^\s&;,"'}]+)/gi;
/** These words also stand before a colon in plain prose, so a colon needs a longer value behind it. */
const TOKEN_ASSIGNMENT =
  /((?:token|auth(?!ors?(?![a-z]))[a-z]{0,12}|bearer)[\w\-\]]{0,20}["']?(?:=\s{0,3}|\s{0,3}:\s{0,3}(?=["']?(?:(?:basic|bearer|token|digest) {1,3})?[\w.~+/=-]{8})))((?:(?:basic|bearer|token|digest) {1,3})?(?:"[^"]*"?|'[^']*'?|[^\s&;,"'}]+))/gi;
/** A card number by its issuer's prefix and length, its digits in a row or in groups. */
const CARD =
  /(?<![\w.-])(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6\d{3}|3(?:[47]\d\d|[068]\d\d))(?:[ -]?\d){9,12}(?![\w-]|\.\d)/g;

/** Cheap: most texts have no trigger at all and are left alone after this one look. */
const TRIGGER = /[=:]|PRIVATE KEY|\d{4}[ -]?\d{2}|bearer\s/i;
const SECRET_WORD = /passw|secret|_pwd|api_?key|private_?key|credentials/i;
const TOKEN_WORD = /token|auth|bearer/i;

/** A text up to here may grow by filtering; a longer one is cut to its old length, since some limit let just that pass. */
const MAY_GROW_TO = 128;

/** What is filtered can leave behind what another rule knows; more rounds than this no text has needed. */
const ROUNDS = 8;

/**
 * The text with private keys, logins in URLs, assigned secrets, bearer tokens and card numbers filtered out, until there
 * is nothing left to filter.
 */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = clean;
    clean = filteredOnce(before);
    if (clean === before) break;
  }
  return clean;
}

function filteredOnce(text: string): string {
  if (text.length < MINIMUM_LENGTH || !TRIGGER.test(text)) return text;
  let clean = text;
  if (clean.includes("PRIVATE KEY-----")) clean = clean.replace(PRIVATE_KEY, FILTERED);
  if (clean.includes("://") && clean.includes("@")) clean = clean.replace(URL_LOGIN, `://${FILTERED}@`);
  if (SECRET_WORD.test(clean)) clean = clean.replace(ASSIGNMENT, filterValue);
  if (TOKEN_WORD.test(clean)) clean = clean.replace(BEARER, `$1${FILTERED}`).replace(TOKEN_ASSIGNMENT, filterValue);
  clean = clean.replace(CARD, (digits) => (isCardNumber(digits) ? FILTERED : digits));
  return clean.slice(0, Math.max(text.length, MAY_GROW_TO));
}

/** `a:b@` and `pwd=x` are about as short as a secret gets. */
const MINIMUM_LENGTH = 5;

/** Keeps quotes around what they held, so that JSON stays JSON. */
function filterValue(_match: string, name: string, value: string): string {
  const quote = value[0] === '"' || value[0] === "'" ? value[0] : "";
  return `${name}${quote}${FILTERED}${quote}`;
}

/** True for digits, perhaps with spaces or hyphens, that pass the Luhn check and have the length of a card's number. */
export function isCardNumber(text: string): boolean {
  let digits = 0;
  let sum = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) continue;
    const doubled = digits % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
    digits += 1;
  }
  return digits >= 13 && digits <= 16 && sum % 10 === 0;
}
