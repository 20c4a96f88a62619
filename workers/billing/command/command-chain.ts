import { createHash, createHmac, type KeyObject } from "node:crypto";
import { canonicalJson, type Json } from "../../kit/json.ts";
import { seal, unseal } from "../../kit/sealing.ts";
import { ownKeyNumber } from "../account/note-key.ts";
import type { Deed } from "./command.ts";
import type { Envelope } from "./command-log.ts";

/** What anybody may know of a deed for ever: when and by whom, named by ids. */
export interface OpenDeed {
  nowMs: number;
  requestId: string;
  actor: { kind: Deed["actor"]["kind"]; id: string };
  approvedBy?: { id: string };
}

/** What of a command may speak of people: sealed under the account's key, unreadable once that is destroyed. */
export interface Confidence {
  input: Json;
  value: Json;
  reason: string;
  actorName: string;
  approverName: string;
}

interface Link {
  seq: number;
  key: string;
  command: string;
  settles?: string;
  previousHash: string;
  hash: string;
}

/** A command as its chain keeps it: what is open, and the rest sealed. */
export interface SealedEntry extends Link {
  form: "sealed";
  deed: OpenDeed;
  /** SHA-256 over the confidence's salt and canonical JSON: who is given both sees that they are what was sealed. */
  digest: string;
  /** The number of the key, a colon, and the confidence sealed under it. */
  sealed: string;
}

/** A command from before commands were sealed. */
export interface PlainEntry extends Link {
  form: "plain";
  deed: Deed;
  input: Json;
  value: Json;
}

/** Such a command, once its account was erased. What is left is vouched for by a later entry (`STRIP`). */
export interface StrippedEntry extends Link {
  form: "stripped";
  deed: OpenDeed;
  /** SHA-256 over the stripped hash of the entry before (empty for the first) and what is left of this one. */
  stripped: string;
}

export type ChainEntry = SealedEntry | PlainEntry | StrippedEntry;

/** An entry as it is handed out: with what it kept to itself and the salt of its digest, as long as that can be opened. */
export type ExportedEntry = ChainEntry & { confidence?: Confidence; salt?: string };

/** The entries that were stripped: up to which, and the stripped hash of that one. */
export interface Vouched {
  seq: number;
  stripped: string;
}

/** The entry that vouches for those that were stripped, by its key: there is one at most, as only what was not sealed is stripped. */
export const STRIP = "log.strip";
export const stripKey = ({ seq, stripped }: Vouched): string => `${STRIP}:${seq}:${stripped}`;

/** Keys by their numbers, the newest one to seal with, and such of single commands. `find` gives null for one that was destroyed. */
export interface Keys {
  newest(): { number: number; key: KeyObject };
  /** The key of one command, made when it is first asked for. */
  own(number: number): KeyObject;
  find(number: number): KeyObject | null;
}

/** The entry that follows a head. The same command under the same key gives the same bytes: nothing in it is drawn. */
export function linked(
  head: { seq: number; hash: string },
  { key: name, command, input, deed, settles }: Envelope,
  value: Json,
  keys: Keys,
): SealedEntry {
  const seq = head.seq + 1;
  const own = ownKeyNumber(command, value);
  const { number, key } = own === null ? keys.newest() : { number: own, key: keys.own(own) };
  const { reason, actor, approvedBy } = deed;
  const confidence = { input, value, reason, actorName: actor.name, approverName: approvedBy?.name ?? "" };
  const text = canonicalJson(confidence);
  const { iv, salt } = drawn(key, seq, text);
  const entry = {
    ...{ form: "sealed" as const, seq, key: name, command, deed: openDeed(deed) },
    ...(settles !== undefined && { settles }),
    digest: digestOf(salt, text),
    sealed: `${number}:${seal(key, text, String(seq), iv)}`,
    previousHash: head.hash,
  };
  return { ...entry, hash: sealedHash(entry) };
}

/** What an entry kept to itself, with the salt of its digest; null once its key is gone, or where it was changed. */
export function openedEntry(
  { seq, sealed, digest }: Pick<SealedEntry, "seq" | "sealed" | "digest">,
  keys: Keys,
): { confidence: Confidence; salt: string } | null {
  const colon = sealed.indexOf(":");
  const key = keys.find(Number(sealed.slice(0, colon)));
  const text = key && unseal(key, sealed.slice(colon + 1), String(seq));
  if (key === null || text === null) return null;
  const { salt } = drawn(key, seq, text);
  if (digestOf(salt, text) !== digest) return null;
  return { confidence: JSON.parse(text) as Confidence, salt }; // as `linked` wrote it
}

/** What is left of an entry from before sealing, after the stripped hash of the one before it. */
export function strippedEntry(entry: PlainEntry, previous: string): StrippedEntry {
  const { form: _, input: __, value: ___, deed, ...link } = entry;
  const left = { ...link, form: "stripped" as const, deed: openDeed(deed) };
  return { ...left, stripped: strippedHash(left, previous) };
}

/** What the entry of a strip vouches for; null for another one. */
export function vouchedBy({ command, key }: Pick<Link, "command" | "key">): Vouched | null {
  const [name, seq, stripped] = key.split(":");
  return command === STRIP && name === STRIP && stripped !== undefined ? { seq: Number(seq), stripped } : null;
}

/**
 * Where a chain breaks: the first entry that does not follow from the one before it; null when all do. `vouched` is what the one
 * entry of a strip says, wherever in the chain that is; null where there is none.
 */
export function brokenAt(
  previous: { seq: number; hash: string; stripped?: string },
  entries: readonly ChainEntry[],
  vouched: Vouched | null,
): number | null {
  let { seq, hash, stripped = "" } = previous;
  for (const entry of entries) {
    seq += 1;
    if (entry.seq !== seq || entry.previousHash !== hash || !isWhole(entry, stripped, vouched)) return seq;
    hash = entry.hash;
    stripped = entry.form === "stripped" ? entry.stripped : "";
  }
  return null;
}

function isWhole(entry: ChainEntry, previous: string, vouched: Vouched | null): boolean {
  switch (entry.form) {
    case "sealed":
      if (entry.command === STRIP && (!vouched || entry.key !== stripKey(vouched))) return false;
      return sealedHash(entry) === entry.hash;
    case "plain":
      return plainHash(entry) === entry.hash;
    case "stripped":
      if (!vouched || entry.seq > vouched.seq) return false;
      if (entry.seq === vouched.seq && entry.stripped !== vouched.stripped) return false;
      return strippedHash(entry, previous) === entry.stripped;
    default:
      return false;
  }
}

const openDeed = ({ nowMs, requestId, actor, approvedBy }: OpenDeed): OpenDeed => ({
  ...{ nowMs, requestId, actor: { kind: actor.kind, id: actor.id } },
  ...(approvedBy && { approvedBy: { id: approvedBy.id } }),
});

/** Made of the key and what is sealed: another text never meets the same initialisation vector. */
function drawn(key: KeyObject, seq: number, text: string): { iv: Buffer; salt: string } {
  const bytes = createHmac("sha256", key).update(`${seq}:${text}`).digest();
  return { iv: bytes.subarray(0, 12), salt: bytes.subarray(12).toString("hex") };
}

const digestOf = (salt: string, text: string): string => sha256(salt, text);
const sha256 = (before: string, text: string): string =>
  createHash("sha256")
    .update(before + text)
    .digest("hex");

/** SHA-256 over the previous hash and the entry's canonical JSON (RFC 8785), as lower-case hex: of its sealed form. */
function sealedHash({ previousHash, ...entry }: Omit<SealedEntry, "hash" | "form">): string {
  const { seq, key, command, deed, settles = null, digest, sealed } = entry;
  const { nowMs, requestId, actor, approvedBy } = deed;
  const text = JSON.stringify;
  const approver = approvedBy ? `{"id":${text(approvedBy.id)}}` : "null";
  // The keys stand in order, so this is the canonical JSON of the whole entry without sorting it for every row.
  const whole =
    `{"command":${text(command)},"deed":{"actor":{"id":${text(actor.id)},"kind":${text(actor.kind)}}` +
    `,"approvedBy":${approver},"nowMs":${text(nowMs)},"requestId":${text(requestId)}}` +
    `,"digest":${text(digest)},"key":${text(key)},"sealed":${text(sealed)},"seq":${text(seq)},"settles":${text(settles)}}`;
  return sha256(previousHash, whole);
}

function plainHash({ previousHash, ...entry }: PlainEntry): string {
  const { seq, key, command, input, settles = null, value } = entry;
  const { actor, nowMs, reason, requestId, approvedBy } = entry.deed;
  const deed = { nowMs, reason, requestId, actor: { ...actor }, approvedBy: approvedBy ? { ...approvedBy } : null };
  return sha256(previousHash, canonicalJson({ seq, key, command, input, deed, settles, value }));
}

function strippedHash(entry: Omit<StrippedEntry, "stripped">, previous: string): string {
  const { seq, key, command, deed, settles = null, previousHash, hash } = entry;
  return sha256(previous, canonicalJson({ seq, key, command, deed: deedJson(deed), settles, previousHash, hash }));
}

const deedJson = ({ nowMs, requestId, actor, approvedBy }: OpenDeed): Json => ({
  ...{ nowMs, requestId, actor: { kind: actor.kind, id: actor.id } },
  approvedBy: approvedBy ? { id: approvedBy.id } : null,
});
