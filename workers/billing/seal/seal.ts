import { createHash } from "node:crypto";
import { canonicalJson } from "../../kit/json.ts";
import { merklePath, merkleRoot } from "../../kit/merkle.ts";

/** The newest command of an account's chain. */
export interface Head {
  accountId: string;
  seq: number;
  hash: string;
}

/** What is signed: the root over heads that are new, and the hash of the seal before, so that seals are a chain, too. */
export interface Statement {
  number: number;
  atMs: number;
  count: number;
  root: string;
  previous: string;
}

/** A signed statement. Signature and key are base64: Ed25519 (RFC 8032) over the statement's canonical JSON (RFC 8785). */
export interface Seal extends Statement {
  hash: string;
  signature: string;
  publicKey: string;
}

/** That a head is under a seal. With the account's commands and the company's public key it is all that somebody else needs to verify them. */
export interface SealProof {
  seal: Seal;
  head: Head;
  index: number;
  /** From the head's leaf to the root (RFC 6962). */
  path: string[];
}

/** Heads that one seal has at most: its file stays near a megabyte. */
export const SEAL_HEADS_MAX = 5_000;

/** What the first seal has before it. */
export const FIRST_PREVIOUS = "0".repeat(64);

/** The text of a head in the tree. */
export const leafOf = ({ accountId, seq, hash }: Head): string => canonicalJson({ accountId, seq, hash });

/** The statement that follows a seal, over heads in the order of their accounts. */
export function statementOf(
  heads: readonly Head[],
  last: Pick<Seal, "number" | "hash"> | null,
  atMs: number,
): Statement {
  return {
    number: (last?.number ?? 0) + 1,
    atMs,
    count: heads.length,
    root: merkleRoot(heads.map(leafOf)),
    previous: last?.hash ?? FIRST_PREVIOUS,
  };
}

/** The text that is signed. */
export const signedText = ({ number, atMs, count, root, previous }: Statement): string =>
  canonicalJson({ number, atMs, count, root, previous });

/** A seal's name: the hash of what was signed, lower-case hex. */
export const hashOf = (statement: Statement): string =>
  createHash("sha256").update(signedText(statement)).digest("hex");

/** The proof of one of a seal's heads; null when it is not among them. */
export function proofOf(seal: Seal, heads: readonly Head[], accountId: string): SealProof | null {
  const index = heads.findIndex((head) => head.accountId === accountId);
  const head = heads[index];
  return head ? { seal, head, index, path: merklePath(heads.map(leafOf), index) } : null;
}

/** What is wrong with a seal, given the one before and its heads; null when nothing is. The signature is the caller's to verify. */
export function sealFault(
  seal: Seal,
  last: Pick<Seal, "number" | "hash"> | null,
  heads: readonly Head[] | null,
): string | null {
  if (hashOf(seal) !== seal.hash) return "its hash is not that of what was signed";
  if (seal.previous !== (last?.hash ?? FIRST_PREVIOUS)) return "it does not follow the seal before";
  if (heads === null) return "its heads are gone from R2";
  if (heads.length !== seal.count || merkleRoot(heads.map(leafOf)) !== seal.root)
    return "its heads are not those that were sealed";
  return null;
}
