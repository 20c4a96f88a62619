type Level = "info" | "warn" | "error";
type Fields = Record<string, unknown>;

const REDACTED = "[redacted]";
const SECRET_NAME = /token|secret|password|cookie|authorization|email|name$|ip$|address|dsn|code/i;
const MAIL_ADDRESS = /[^\s"'<>()/:]+@[^\s"'<>()/:]+\.[^\s"'<>()/:]+/g;
const LONG_HEX = /\b[0-9a-f]{32,}\b/gi;
const DEPTH_MAX = 4;

/** Writes one JSON line. Fields that may hold personal data or secrets are redacted here and nowhere else. */
export function log(level: Level, message: string, fields: Fields = {}): void {
  console[level](JSON.stringify({ level, message, ...redact(fields) }));
}

/** An error as fields: its name, message and stack, with addresses and long hex strings taken out. */
export function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: clean(String(error)) };
  return { error: `${error.constructor.name}: ${clean(error.message)}`, stack: clean(error.stack ?? "") };
}

/** A copy without personal data: values under telling names are replaced, addresses and keys in texts too. */
export function redact(fields: Fields, depth = 0): Fields {
  const copy: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (SECRET_NAME.test(name)) copy[name] = REDACTED;
    else if (typeof value === "string") copy[name] = clean(value);
    else if (typeof value !== "object" || value === null) copy[name] = value;
    else copy[name] = depth < DEPTH_MAX ? redact({ ...value }, depth + 1) : REDACTED;
  }
  return copy;
}

const clean = (text: string): string => text.replace(MAIL_ADDRESS, REDACTED).replace(LONG_HEX, REDACTED);
