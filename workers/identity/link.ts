import { randomHex } from "../kit/ids.ts";
import { hashOf } from "./secret.ts";

const TOKEN_BYTES = 32;

/** The console's pages that links lead to. */
export type LinkPage = "first-owner" | "invitation" | "link";

/** The text in a new link, and its hash, which is all that is stored. */
export function newLinkToken(): { token: string; hash: string } {
  const token = randomHex(TOKEN_BYTES);
  return { token, hash: hashOf(token) };
}

/** A link to one of the console's pages. The token stands behind `#`, which browsers send to no server and no log. */
export const linkTo = (origin: string, page: LinkPage, token: string): string => `${origin}/${page}#${token}`;
