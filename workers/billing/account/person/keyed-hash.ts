import { createHmac } from "node:crypto";

const HASH_CHARS = 20;

/** Turns personal data into what can be looked up but not read: by a key that only the server has, 80 bits in hex. */
export type KeyedHash = (text: string) => string;

/** The keyed hash of the search index, by the server's secret. */
export const searchHash =
  (secret: string): KeyedHash =>
  (text) =>
    createHmac("sha256", secret).update(`billing-search:${text}`).digest("hex").slice(0, HASH_CHARS);
