import { uuidv7 } from "uuidv7";

/** A new UUIDv7 in text form, ordered by creation time. */
export const newId = (): string => uuidv7();

/** `bytes` random bytes as lower-case hex, from the platform's secure generator. */
export function randomHex(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toHex();
}

const EVENT_ID = /^[0-9a-f]{32}$/;

/** An event id in its stored form, 32 lower-case hex digits; takes the hyphenated form too. Null when it is neither. */
export function parseEventId(text: unknown): string | null {
  if (typeof text !== "string") return null;
  const plain = text.replaceAll("-", "").toLowerCase();
  return EVENT_ID.test(plain) ? plain : null;
}
