import { randomHex } from "../kit/ids.ts";
import { hashOf } from "./secret.ts";

const TOKEN_BYTES = 32;

/** The console's pages that links lead to: the first owner's, an invited person's, a known person's. */
export type LinkPage = "welcome" | "invitation" | "link";

/** The text in a new link, and its hash, which is all that is stored. */
export function newLinkToken(): { token: string; hash: string } {
  const token = randomHex(TOKEN_BYTES);
  return { token, hash: hashOf(token) };
}

/** A link to one of the console's pages, which take the token out of the address before anything else. */
export const linkTo = (origin: string, page: LinkPage, token: string): string => `${origin}/${page}?token=${token}`;
