import { createHmac, timingSafeEqual } from "node:crypto";
import { parseIssueId } from "../errors/issue/issue-id.ts";

/** Who follows an issue, and which. */
export interface Following {
  person: string;
  issue: string;
}

const PREFIX = "person:";
/** Characters of base64url: 132 bits, which nobody guesses. */
const SIGNATURE_CHARS = 22;
const TOKEN = /^([\w-]{1,64})\.(\d{1,15})\.([\w-]{22})$/;

/** In the outbox, a person takes the place of a receiver. */
export const personReceiver = (person: string): string => `${PREFIX}${person}`;

/** The person that a receiver's id stands for; null for a receiver. */
export const receivingPerson = (receiverId: string): string | null =>
  receiverId.startsWith(PREFIX) ? receiverId.slice(PREFIX.length) : null;

const signature = (secret: string, { person, issue }: Following): string =>
  createHmac("sha256", secret).update(`unfollow:${person}/${issue}`).digest("base64url").slice(0, SIGNATURE_CHARS);

/** What a mail's link proves: whoever has it may have this person follow this issue no longer, and nothing else. */
export const unfollowToken = (secret: string, following: Following): string =>
  `${following.person}.${following.issue}.${signature(secret, following)}`;

/** What a token was made for; null when it was not made here. */
export function openUnfollowToken(secret: string, token: string): Following | null {
  const [, person, issue, signed] = TOKEN.exec(token) ?? [];
  if (person === undefined || issue === undefined || signed === undefined || parseIssueId(issue) === null) return null;
  const following = { person, issue };
  return timingSafeEqual(Buffer.from(signed), Buffer.from(signature(secret, following))) ? following : null;
}
